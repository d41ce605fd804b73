#include "calendar/calendar_holder.hpp"

#include "privacy/seal.hpp"
#include "staff/staff.hpp"

namespace autojet::calendar {

namespace {

using policy::Category;
using policy::RetentionClass;

constexpr std::string_view delete_plans_of =
    "DELETE FROM booking_plan WHERE shop = $1 AND booking IN (SELECT booking FROM booking WHERE shop = $1 AND person = "
    "$2)";
constexpr std::string_view delete_moves_of =
    "DELETE FROM booking_move WHERE shop = $1 AND booking IN (SELECT booking FROM booking WHERE shop = $1 AND person = "
    "$2)";
constexpr std::string_view delete_plans =
    "DELETE FROM booking_plan WHERE shop = $1 AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.shop = "
    "booking_plan.shop AND b.booking = booking_plan.booking)";
constexpr std::string_view delete_moves =
    "DELETE FROM booking_move WHERE shop = $1 AND NOT EXISTS (SELECT 1 FROM booking b WHERE b.shop = "
    "booking_move.shop AND b.booking = booking_move.booking)";
constexpr std::string_view forget_colleagues =
    "UPDATE booking_plan SET account = NULL WHERE shop = $1 AND account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
    "staff_account a WHERE a.shop = booking_plan.shop AND a.account = booking_plan.account)";
constexpr std::string_view forget_movers =
    "DELETE FROM booking_move WHERE shop = $1 AND NOT EXISTS (SELECT 1 FROM staff_account a WHERE a.shop = "
    "booking_move.shop AND a.account = booking_move.mover)";
constexpr std::string_view forget_their_moves =
    "UPDATE booking_move SET from_account = NULL, to_account = NULL WHERE shop = $1 AND ((from_account IS NOT NULL AND "
    "NOT EXISTS (SELECT 1 FROM staff_account a WHERE a.shop = booking_move.shop AND a.account = "
    "booking_move.from_account)) OR (to_account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM staff_account a WHERE a.shop "
    "= booking_move.shop AND a.account = booking_move.to_account)))";

constexpr std::string_view select_moves_of =
    "SELECT m.at_time, m.from_start, m.from_end, m.to_start, m.to_end, m.undone FROM booking b JOIN booking_move m ON "
    "m.shop = b.shop AND m.booking = b.booking WHERE b.shop = $1 AND b.person = $2 ORDER BY m.move";
constexpr std::string_view select_waits_of =
    "SELECT b.created, b.start_time, b.end_time FROM booking b JOIN booking_plan p ON p.shop = b.shop AND p.booking = "
    "b.booking WHERE b.shop = $1 AND b.person = $2 AND p.waits = 1 ORDER BY b.start_time";
constexpr std::string_view select_work_of =
    "SELECT b.created, b.start_time, b.end_time FROM booking_plan p JOIN booking b ON b.shop = p.shop AND b.booking = "
    "p.booking WHERE p.shop = $1 AND p.account = $2 ORDER BY b.start_time";
constexpr std::string_view count_gone =
    "SELECT COUNT(*), MIN(m.at_time) FROM booking_move m WHERE m.shop = $1 AND m.at_time <= $2 AND NOT EXISTS (SELECT "
    "1 "
    "FROM booking b WHERE b.shop = m.shop AND b.booking = m.booking)";

HeldRecord record_of(std::string kind, std::string_view title, Instant collected) {
    return {.kind = std::move(kind),
            .number = {},
            .title = title,
            .collected = collected,
            .source = "desk",
            .policy_version = {},
            .retention = RetentionClass::customer,
            .kept_until = std::nullopt,
            .values = {}};
}

std::string span_text(const store::Row& row, int first) {
    return format_rfc3339(row.instant(first)) + "/" + format_rfc3339(row.instant(first + 1));
}

// What is readable in the database is an opening like any other.
void add(HeldRecord& held, PersonId person, const ForRights& warrant, Category category, std::string field,
         std::string_view label, std::string value) {
    const auto closed = privacy::PersonalText<Category::appointment>::of(person, std::move(value));
    if (auto opened = closed.open_if_covered(warrant))
        held.values.push_back({category, std::move(field), label, std::move(*opened), false});
}

std::vector<HeldRecord> describe(store::Tx& tx, PersonId person, const ForRights& warrant) {
    std::vector<HeldRecord> records;
    tx.each(
        select_moves_of,
        [&](const store::Row& row) {
            auto held = record_of("move", "Appointment planned anew", row.instant(0));
            add(held, person, warrant, Category::appointment, "booking_move.from", "Before", span_text(row, 1));
            add(held, person, warrant, Category::appointment, "booking_move.to", "After", span_text(row, 3));
            if (!row.is_null(5))
                add(held, person, warrant, Category::appointment, "booking_move.undone", "Undone",
                    format_rfc3339(row.instant(5)));
            records.push_back(std::move(held));
        },
        person);
    const auto add_plans = [&](std::string_view sql, std::string kind, std::string_view title, Category category,
                               std::string field) {
        tx.each(
            sql,
            [&](const store::Row& row) {
                auto held = record_of(kind, title, row.instant(0));
                add(held, person, warrant, category, field, "Appointment", span_text(row, 1));
                records.push_back(std::move(held));
            },
            person);
    };
    add_plans(select_waits_of, "plan", "You wait while it is done", Category::appointment, "booking_plan.waits");
    add_plans(select_work_of, "work", "Planned work of a member of staff", Category::staff, "booking_plan.account");
    return records;
}

}  // namespace

Holder calendar_holder() {
    return {.name = "calendar",
            .knows = [](store::Tx&, PersonId) { return false; },
            .describe = calendar::describe,
            .erase = [](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                tx.run(delete_plans_of, person);
                tx.run(delete_moves_of, person);
                return {};
            }};
}

std::int64_t forget_gone(store::Tx& tx) {
    std::int64_t rows = 0;
    for (const auto sql : {delete_plans, delete_moves, forget_colleagues, forget_movers, forget_their_moves})
        rows += tx.run(sql);
    return rows;
}

std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy) {
    return {privacy::count_overdue(tx, RetentionClass::customer, policy.period(RetentionClass::customer).value(),
                                   count_gone)};
}

}  // namespace autojet::calendar
