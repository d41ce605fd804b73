#include "cli/demo_crew.hpp"

#include "cli/demo_chance.hpp"
#include "staff/workforce.hpp"

namespace autojet::cli {

namespace {

using privacy::Actor;
using staff::Role;

struct Worker {
    const char* name;
    const char* email;
    Role role;
};
// Nobody has these addresses (RFC 2606).
constexpr std::array workers{Worker{"Hanna Balie", "hanna@garage.example", Role::desk},
                             Worker{"Mees Poetser", "mees@garage.example", Role::mechanic},
                             Worker{"Noor Glans", "noor@garage.example", Role::mechanic},
                             Worker{"Sem Sleutel", "sem@garage.example", Role::mechanic},
                             Worker{"Tygo Moer", "tygo@garage.example", Role::mechanic}};

Result<PersonId> employ(store::Tx& tx, privacy::Vault& vault, const Worker& worker) {
    const auto asked = staff::NewAccount::parse(worker.name, worker.email, staff::code(worker.role), Language::nl);
    if (!asked) return tl::unexpected(asked.error());
    if (const auto there = staff::find_by_email(tx, vault, asked->email)) return *there;
    if (auto added = staff::add(tx, vault, *asked); !added) return tl::unexpected(added.error());
    return staff::find_by_email(tx, vault, asked->email).value();
}

}  // namespace

const Actor& Crew::at(const scheduling::Rules& rules, scheduling::ResourceId bay) const {
    const auto found = std::ranges::find(rules.resources, bay, &scheduling::Resource::id);
    const auto place = static_cast<std::size_t>(found - rules.resources.begin());
    return mechanics[place % mechanics.size()];
}

Crew hire(const House& house, ShopId shop, Instant since) {
    return sure(house.database.write(shop, [&](store::Tx& outer) -> Result<Crew> {
        store::Tx tx = outer.at(since);
        Crew crew;
        for (const auto& worker : workers) {
            const auto account = employ(tx, house.vault, worker);
            if (!account) return tl::unexpected(account.error());
            const auto actor = Actor::staff(*account, staff::purposes_of(worker.role));
            if (worker.role == Role::desk)
                crew.desk = actor;
            else
                crew.mechanics.push_back(actor);
        }
        return crew;
    }));
}

}  // namespace autojet::cli
