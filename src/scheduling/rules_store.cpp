#include "scheduling/rules.hpp"

namespace autojet::scheduling {

namespace {

constexpr std::string_view select_rules =
    "SELECT notice_minutes, horizon_days, step_minutes, on_holidays, confirms FROM booking_rules WHERE shop = $1";
constexpr std::string_view select_openings =
    "SELECT weekday, opens, closes FROM opening_hours WHERE shop = $1 ORDER BY weekday, opens";
constexpr std::string_view select_closures =
    "SELECT first_day, last_day FROM closure WHERE shop = $1 ORDER BY first_day";
constexpr std::string_view select_resources =
    "SELECT resource, kind, name FROM resource WHERE shop = $1 ORDER BY resource";
constexpr std::string_view upsert_rules =
    "INSERT INTO booking_rules (shop, notice_minutes, horizon_days, step_minutes, on_holidays, confirms) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (shop) DO UPDATE SET notice_minutes = $2, horizon_days = $3, "
    "step_minutes = $4, on_holidays = $5, confirms = $6";
constexpr std::string_view insert_opening =
    "INSERT INTO opening_hours (shop, weekday, opens, closes) VALUES ($1, $2, $3, $4)";
constexpr std::string_view insert_closure = "INSERT INTO closure (shop, first_day, last_day) VALUES ($1, $2, $3)";
constexpr std::string_view insert_resource =
    "INSERT INTO resource (shop, resource, kind, name) "
    "SELECT $1, COALESCE(MAX(resource), 0) + 1, $2, $3 FROM resource WHERE shop = $1";
constexpr std::string_view select_newest_resource = "SELECT MAX(resource) FROM resource WHERE shop = $1";

constexpr std::string_view at_once = "at_once";
constexpr std::string_view by_the_shop = "shop";

BookingRules booking_rules_from(const store::Row& row) {
    return {.notice = Minutes{row.integer(0)},
            .horizon_days = static_cast<int>(row.integer(1)),
            .step = Minutes{row.integer(2)},
            .on_holidays = row.integer(3) != 0,
            .confirmation = row.text(4) == at_once ? Confirmation::at_once : Confirmation::by_the_shop};
}

Opening opening_from(const store::Row& row) {
    return {std::chrono::weekday{static_cast<unsigned>(row.integer(0))}, Minutes{row.integer(1)},
            Minutes{row.integer(2)}};
}

Closure closure_from(const store::Row& row) {
    return {parse_date(row.text(0)).value(), parse_date(row.text(1)).value()};
}

Resource resource_from(const store::Row& row) {
    return {ResourceId{row.integer(0)}, bay_kind_from_code(row.text(1)).value(), row.text(2)};
}

}  // namespace

Rules load_rules(store::Tx& tx, const Zone& zone) {
    return {.zone = zone,
            .booking = tx.find(select_rules, booking_rules_from).value_or(BookingRules{}),
            .openings = tx.all(select_openings, opening_from),
            .closures = tx.all(select_closures, closure_from),
            .resources = tx.all(select_resources, resource_from)};
}

void set_booking_rules(store::Tx& tx, const BookingRules& rules) {
    tx.run(upsert_rules, rules.notice.count(), rules.horizon_days, rules.step.count(), rules.on_holidays,
           rules.confirmation == Confirmation::at_once ? at_once : by_the_shop);
    tx.announce(store::Topic::catalogue);
}

void add_opening(store::Tx& tx, const Opening& opening) {
    tx.run(insert_opening, opening.day.iso_encoding(), opening.opens.count(), opening.closes.count());
    tx.announce(store::Topic::catalogue);
}

void add_closure(store::Tx& tx, const Closure& closure) {
    tx.run(insert_closure, format_date(closure.first), format_date(closure.last));
    tx.announce(store::Topic::catalogue);
}

ResourceId add_resource(store::Tx& tx, BayKind kind, std::string_view name) {
    tx.run(insert_resource, code(kind), name);
    tx.announce(store::Topic::catalogue);
    return ResourceId{tx.find(select_newest_resource, [](const store::Row& row) { return row.integer(0); }).value()};
}

}  // namespace autojet::scheduling
