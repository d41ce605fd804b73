#include "booking/booking_hand_over.hpp"

#include <algorithm>

namespace autojet::booking {

namespace {

struct Asked {
    const ForTheLaw& warrant;
    const Scope& scope;
};

HeldRecord record_of(std::string kind, std::string number, std::string_view title, Instant collected) {
    return {.kind = std::move(kind),
            .number = std::move(number),
            .title = title,
            .collected = collected,
            .source = {},
            .policy_version = {},
            .retention = policy::RetentionClass::customer,
            .kept_until = {},
            .values = {}};
}

HeldRecord record_of(const Booking& booking, const Zone& zone, const Asked& asked) {
    auto held = record_of("booking", booking.reference, "Appointment", booking.created);
    const auto add_fact = [&](std::string field, std::string_view label, std::string value) {
        add_in_scope(held, asked.warrant, asked.scope, std::move(field), label,
                     PersonalText<Category::appointment>::of(booking.person, std::move(value)));
    };
    add_fact("booking.service", "Service", booking.service);
    add_fact("booking.start", "Starts", zone.format_rfc3339(booking.span.start));
    add_fact("booking.end", "Ends", zone.format_rfc3339(booking.span.end));
    add_fact("booking.price", "Price including VAT", booking.price.display(Language::en));
    add_fact("booking.status", "Status", std::string(code(booking.status)));
    return held;
}

std::vector<HeldRecord> hand_over(const Bookings& bookings, store::Tx& tx, PersonId person, const Asked& asked) {
    const auto& house = bookings.house();
    const auto record = customers::load(tx, house.vault, person);
    if (!record) return {};
    auto all = of_person(tx, person);
    std::ranges::reverse(all);
    auto held = record_of("customer", "", "Customer", all.empty() ? tx.now() : all.front().created);
    const auto& [warrant, scope] = asked;
    add_in_scope(held, warrant, scope, "person.name", "Name", record->name);
    if (record->email) add_in_scope(held, warrant, scope, "person.email", "E-mail address", *record->email);
    if (record->phone) add_in_scope(held, warrant, scope, "person.phone", "Phone number", *record->phone);
    std::vector<HeldRecord> records{std::move(held)};
    for (const auto& booking : all)
        if (booking.span.start >= scope.from && booking.span.start < scope.until)
            records.push_back(record_of(booking, house.shops.zone(tx.shop()), asked));
    return records;
}

}  // namespace

HandOver hand_over_of_customers(const Bookings& bookings) {
    return [&bookings](store::Tx& tx, PersonId person, const ForTheLaw& warrant, const Scope& scope) {
        return hand_over(bookings, tx, person, {warrant, scope});
    };
}

}  // namespace autojet::booking
