#include "settings/departures.hpp"

#include "settings/kinds.hpp"
#include "staff/people.hpp"

namespace autojet::settings {

namespace {

constexpr std::string_view select_departure = "SELECT last_day FROM planned_departure WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_departure = "DELETE FROM planned_departure WHERE shop = $1 AND account = $2";
constexpr std::string_view insert_departure =
    "INSERT INTO planned_departure (shop, account, last_day) VALUES ($1, $2, $3)";
constexpr std::string_view select_any = "SELECT 1 FROM planned_departure WHERE shop = $1 LIMIT 1";
constexpr std::string_view delete_of_departed =
    "DELETE FROM planned_departure WHERE shop = $1 AND account NOT IN "
    "(SELECT account FROM staff_account WHERE shop = $1 AND departed IS NULL)";
constexpr std::string_view select_over = "SELECT account FROM planned_departure WHERE shop = $1 AND last_day < $2";

}  // namespace

std::optional<CivilDate> planned_departure(store::Tx& tx, PersonId account) {
    return tx.find(
        select_departure, [](const store::Row& row) { return parse_date(row.text(0)).value(); }, account);
}

void plan_departure(store::Tx& tx, PersonId account, std::optional<CivilDate> last_day) {
    tx.run(delete_departure, account);
    if (last_day) tx.run(insert_departure, account, format_date(*last_day));
}

Result<void> close_account(store::Tx& tx, const House& house, PersonId account, const privacy::Actor& actor,
                           policy::Openings& openings) {
    const auto unknown = [] {
        return refuse(ErrorCode::not_found, "unknown_account", "Nobody with this account works here.", "leaves");
    };
    const auto email = staff::email_of(tx, house.vault, account);
    const auto warrant = house.gate.warrant<policy::Purpose::staff_access>(tx, actor, {account}, openings);
    if (!email || !warrant) return unknown();
    const auto address = EmailAddress::parse(email->open(*warrant));
    if (!address) return unknown();
    plan_departure(tx, account, std::nullopt);
    return staff::depart(tx, house.vault, *address);
}

void close_departed(const House& house, ShopId shop) {
    const auto today = date_of(house.shops.zone(shop).to_local(house.clock.now()));
    const auto find = [&](store::Tx& tx) {
        return tx.all(
            select_over, [](const store::Row& row) { return PersonId{row.integer(0)}; }, format_date(today));
    };
    if (!house.database.read(shop, [](store::Tx& tx) { return tx.has(select_any); })) return;
    (void)house.database.write(shop, [](store::Tx& tx) -> Result<std::int64_t> { return tx.run(delete_of_departed); });
    for (const auto account : house.database.read(shop, find)) {
        const auto actor = privacy::Actor::job("closing accounts");
        policy::Openings openings;
        const auto closed = house.database.write(shop, [&](store::Tx& tx) -> Result<void> {
            const auto kind = staff_kind();
            const auto before = kind->load(tx, std::to_string(account.value()));
            if (auto done = close_account(tx, house, account, actor, openings); !done) {
                plan_departure(tx, account, std::nullopt);  // the last owner stays, whatever was planned
                return {};
            }
            const auto all = all_settings();
            all.record(tx, {"staff", std::to_string(account.value())}, before,
                       kind->load(tx, std::to_string(account.value())), account);
            return {};
        });
        house.ledger.settle(shop, actor, openings);
        (void)closed;
    }
}

}  // namespace autojet::settings
