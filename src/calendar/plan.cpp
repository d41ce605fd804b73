#include "calendar/plan.hpp"

namespace autojet::calendar {

namespace {

constexpr std::string_view select_plan = "SELECT account, waits FROM booking_plan WHERE shop = $1 AND booking = $2";
// As booking::between finds them.
constexpr std::string_view select_plans =
    "SELECT p.booking, p.account, p.waits FROM booking b JOIN booking_plan p ON p.shop = b.shop AND p.booking = "
    "b.booking WHERE b.shop = $1 AND b.start_time >= $2 - 172800 AND b.start_time < $3 AND b.end_time > $2";
constexpr std::string_view upsert_plan =
    "INSERT INTO booking_plan (shop, booking, account, waits) VALUES ($1, $2, $3, $4) ON CONFLICT (shop, booking) DO "
    "UPDATE SET account = excluded.account, waits = excluded.waits";

Plan plan_from(const store::Row& row, int first) {
    const auto account = row.find_integer(first);
    return {account ? std::optional{PersonId{*account}} : std::nullopt, row.integer(first + 1) != 0};
}

}  // namespace

std::string seen_word(const Placement& placement) {
    const auto number = [](std::int64_t n) { return std::to_string(n) + "-"; };
    return number(placement.span.start.time_since_epoch().count()) +
           number(placement.span.end.time_since_epoch().count()) + number(placement.bay.value()) +
           number(placement.plan.person.value_or(PersonId{}).value()) + (placement.plan.waits ? "1" : "0");
}

Placement placement_of(store::Tx& tx, const Booking& booking) {
    return {booking.span, booking.resource, plan_of(tx, booking.id)};
}

Plan plan_of(store::Tx& tx, BookingId id) {
    const auto from = [](const store::Row& row) { return plan_from(row, 0); };
    return tx.find(select_plan, from, id).value_or(Plan{});
}

std::map<BookingId, Plan> plans_between(store::Tx& tx, Span span) {
    std::map<BookingId, Plan> plans;
    tx.each(
        select_plans, [&](const store::Row& row) { plans.emplace(BookingId{row.integer(0)}, plan_from(row, 1)); },
        span.start, span.end);
    return plans;
}

void set_plan(store::Tx& tx, BookingId id, const Plan& plan) {
    tx.run(upsert_plan, id, plan.person, plan.waits ? 1 : 0);
    tx.announce(store::Topic::calendar);
}

}  // namespace autojet::calendar
