#include "staff/colleagues.hpp"

#include "staff/people.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view select_working =
    "SELECT account, role FROM staff_account WHERE shop = $1 AND departed IS NULL ORDER BY account";
constexpr std::string_view select_one =
    "SELECT role FROM staff_account WHERE shop = $1 AND account = $2 AND departed IS NULL";

bool does_work(std::optional<Role> role) {
    return role && may(*role, Part::work);
}

}  // namespace

std::vector<Colleague> colleagues(store::Tx& tx, const House& house, const privacy::Actor& actor,
                                  policy::Openings& openings) {
    std::vector<Colleague> all;
    tx.each(select_working, [&](const store::Row& row) {
        const auto role = role_from_code(row.text(1));
        if (does_work(role)) all.push_back({PersonId{row.integer(0)}, *role, {}});
    });
    std::vector<PersonId> accounts;
    for (const auto& one : all) accounts.push_back(one.id);
    if (accounts.empty()) return all;
    const auto warrant = house.gate.warrant<policy::Purpose::staff_access>(tx, actor, accounts, openings);
    for (auto& one : all) {
        const auto name = name_of(tx, house.vault, one.id);
        const auto opened = name && warrant ? name->open_if_covered(*warrant) : std::nullopt;
        if (opened) one.first_name = opened->substr(0, opened->find(' '));
    }
    return all;
}

bool is_colleague(store::Tx& tx, PersonId account) {
    const auto role = tx.find(
        select_one, [](const store::Row& row) { return row.text(0); }, account);
    return role && does_work(role_from_code(*role));
}

}  // namespace autojet::staff
