// Bookings to be added up: what of them says nothing about who it was, and the number by which somebody is left out.
#pragma once

#include "booking/booking.hpp"

namespace autojet::booking {

struct CountedBooking {
    BookingId id;
    PersonId person;
    std::string service;
    Span span;
    Money price;  // including VAT, as agreed
    Status status{};
    Instant created;
    std::optional<Instant> cancelled;
};

// All that begin in the span, cancelled ones too, in no order.
std::vector<CountedBooking> to_be_counted(store::Tx& tx, Span begins);

}  // namespace autojet::booking
