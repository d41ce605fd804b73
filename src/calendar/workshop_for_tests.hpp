// The garage with a second care bay, a calendar, and Bo who does the work.
#pragma once

#include "booking/garage_for_tests.hpp"
#include "calendar/calendar_module.hpp"
#include "privacy/standing.hpp"
#include "staff/staff.hpp"

namespace autojet::calendar {

using privacy::Actor;
using std::chrono::hours;
using std::chrono::minutes;

class Workshop : public booking::Garage {
protected:
    Workshop() {
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            second_bay = scheduling::add_resource(tx, scheduling::BayKind::care, "care two");
            tx.announce(store::Topic::catalogue);
            return {};
        });
        const auto find = [&](std::string_view name) {
            for (const auto& bay : bookings.timetable(house.autojet())->rules.resources)
                if (bay.name == name) return bay.id;
            throw Broken("there is no such bay");
        };
        care = find("care");
        lift = find("lift");
    }

    Booking booked(Instant start = booking::tuesday_at_ten) { return book(at(start), dee).value(); }
    // By nobody's e-mail.
    Booking booked_by_phone() {
        auto fields = ada();
        fields.contact.email.clear();
        return book(request(fields), dee).value();
    }
    Placement where(const Booking& booking) {
        return house.read([&](store::Tx& tx) { return placement_of(tx, booking::load(tx, booking.id).value()); });
    }
    Placement later(const Booking& booking, std::chrono::seconds by) {
        auto wanted = where(booking);
        wanted.span = {wanted.span.start + by, wanted.span.end + by};
        return wanted;
    }
    Result<Moved> plan(const Booking& booking, const Placement& wanted) {
        return plan(booking, wanted, seen_word(where(booking)));
    }
    Result<Moved> plan(const Booking& booking, const Placement& wanted, std::string_view seen) {
        return house.write([&](store::Tx& tx) { return moves.move(tx, booking.id, wanted, seen, dee); });
    }
    Result<Moved> undo(const Booking& booking, MoveId move) {
        return house.write([&](store::Tx& tx) { return moves.undo(tx, booking.id, move, dee); });
    }
    // Everything that waits now has been told.
    void tell_all() {
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            for (const auto& entry : shop::due_outbox_entries(tx, 100))
                shop::set_outbox_state(tx, entry.id, shop::OutboxState::delivered, tx.now());
            return {};
        });
    }

    ResourceId care, lift, second_bay;
    Moves moves{bookings};
};

}  // namespace autojet::calendar
