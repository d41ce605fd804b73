#include <algorithm>

#include "base/enum_names.hpp"
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
    "SELECT resource, kind, name, state, sizes FROM resource WHERE shop = $1 ORDER BY resource";
constexpr std::string_view select_special =
    "SELECT day, opens, closes FROM special_hours WHERE shop = $1 ORDER BY day, opens";
constexpr std::string_view select_holidays = "SELECT holiday, closed FROM holiday_choice WHERE shop = $1";
constexpr std::string_view delete_openings = "DELETE FROM opening_hours WHERE shop = $1";
constexpr std::string_view delete_closure = "DELETE FROM closure WHERE shop = $1 AND first_day = $2";
constexpr std::string_view delete_special = "DELETE FROM special_hours WHERE shop = $1 AND day = $2";
constexpr std::string_view insert_special =
    "INSERT INTO special_hours (shop, day, opens, closes) VALUES ($1, $2, $3, $4)";
constexpr std::string_view delete_holidays = "DELETE FROM holiday_choice WHERE shop = $1";
constexpr std::string_view insert_holiday = "INSERT INTO holiday_choice (shop, holiday, closed) VALUES ($1, $2, $3)";
constexpr std::string_view upsert_resource =
    "INSERT INTO resource (shop, resource, kind, name, state, sizes) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (shop, resource) DO UPDATE SET kind = $3, name = $4, state = $5, sizes = $6";
constexpr std::string_view delete_resource = "DELETE FROM resource WHERE shop = $1 AND resource = $2";
constexpr std::string_view delete_from_services = "DELETE FROM service_bay WHERE shop = $1 AND resource = $2";

constexpr EnumNames<3> state_codes{"in_use", "out_of_order", "retired"};
constexpr EnumNames<3> state_labels{"In use", "Out of order", "Not used any more"};
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
    return {ResourceId{row.integer(0)}, bay_kind_from_code(row.text(1)).value(), row.text(2),
            bay_state_from_code(row.text(3)).value(), sizes_from(row.text(4))};
}

SpecialHours special_from(const store::Row& row) {
    return {parse_date(row.text(0)).value(), Minutes{row.integer(1)}, Minutes{row.integer(2)}};
}

HolidayChoices load_holidays(store::Tx& tx) {
    HolidayChoices choices;
    tx.each(select_holidays, [&](const store::Row& row) {
        if (const auto holiday = holiday_from_code(row.text(0))) choices[*holiday] = row.integer(1) != 0;
    });
    return choices;
}

}  // namespace

std::string_view code(BayState state) {
    return name_in(state_codes, state);
}
std::string_view label(BayState state) {
    return name_in(state_labels, state);
}
std::optional<BayState> bay_state_from_code(std::string_view text) {
    return value_in<BayState>(state_codes, text);
}

Rules load_rules(store::Tx& tx, const Zone& zone) {
    Rules rules{.zone = zone,
                .booking = tx.find(select_rules, booking_rules_from).value_or(BookingRules{}),
                .openings = tx.all(select_openings, opening_from),
                .closures = tx.all(select_closures, closure_from),
                .resources = {},
                .retired = {},
                .special = tx.all(select_special, special_from),
                .holidays = load_holidays(tx)};
    tx.each(select_resources, [&](const store::Row& row) {
        auto bay = resource_from(row);
        (bay.state == BayState::retired ? rules.retired : rules.resources).push_back(std::move(bay));
    });
    return rules;
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

void set_openings(store::Tx& tx, const std::vector<Opening>& openings) {
    tx.run(delete_openings);
    for (const auto& opening : openings) add_opening(tx, opening);
    tx.announce(store::Topic::catalogue);
}

void remove_closure(store::Tx& tx, CivilDate first) {
    tx.run(delete_closure, format_date(first));
    tx.announce(store::Topic::catalogue);
}

void set_special_hours(store::Tx& tx, CivilDate day, const std::vector<SpecialHours>& hours) {
    tx.run(delete_special, format_date(day));
    for (const auto& span : hours) tx.run(insert_special, format_date(day), span.opens.count(), span.closes.count());
    tx.announce(store::Topic::catalogue);
}

void set_holidays(store::Tx& tx, const HolidayChoices& choices) {
    tx.run(delete_holidays);
    for (const auto& [holiday, closed] : choices) tx.run(insert_holiday, code(holiday), closed);
    tx.announce(store::Topic::catalogue);
}

void set_resource(store::Tx& tx, const Resource& resource) {
    tx.run(upsert_resource, resource.id, code(resource.kind), resource.name, code(resource.state),
           text_of(resource.sizes));
    tx.announce(store::Topic::catalogue);
}

void remove_resource(store::Tx& tx, ResourceId id) {
    tx.run(delete_from_services, id);
    tx.run(delete_resource, id);
    tx.announce(store::Topic::catalogue);
}

}  // namespace autojet::scheduling
