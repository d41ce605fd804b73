#include "booking/booking_counts.hpp"

namespace autojet::booking {

namespace {

constexpr std::string_view select_counted =
    "SELECT b.booking, b.person, b.service, b.start_time, b.end_time, b.price_cents, b.status, b.created, "
    "CASE WHEN b.status = 'cancelled' THEN (SELECT MAX(e.at_time) FROM booking_event e WHERE e.shop = b.shop AND "
    "e.booking = b.booking AND e.event = 'cancelled') END "
    "FROM booking b WHERE b.shop = $1 AND b.start_time >= $2 AND b.start_time < $3";

Status status_of(const std::string& text) {
    if (text == code(Status::cancelled)) return Status::cancelled;
    return text == code(Status::pending) ? Status::pending : Status::confirmed;
}

}  // namespace

std::vector<CountedBooking> to_be_counted(store::Tx& tx, Span begins) {
    return tx.all(
        select_counted,
        [](const store::Row& row) {
            return CountedBooking{BookingId{row.integer(0)},
                                  PersonId{row.integer(1)},
                                  row.text(2),
                                  {row.instant(3), row.instant(4)},
                                  Money::of_cents(row.integer(5)),
                                  status_of(row.text(6)),
                                  row.instant(7),
                                  row.find_instant(8)};
        },
        begins.start, begins.end);
}

}  // namespace autojet::booking
