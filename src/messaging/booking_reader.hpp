// Opens what a message about a booking needs: name and e-mail address, for purpose P2 and nothing beside it. What was
// opened is in the ledger, on disk, when this answers (lock 5).
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "booking/booking.hpp"
#include "shop/outbox.hpp"

namespace autojet::messaging {

struct BookingReading {
    booking::Booking booking;
    Language language{};
    std::string name;
    std::string email;
    std::string reason;  // of the cancellation, when somebody of the shop wrote it; else empty
};

// Or why there is nothing to tell.
tl::expected<BookingReading, shop::OutboxState> read_booking(const House& house, ShopId shop,
                                                             const shop::OutboxEntry& entry);

}  // namespace autojet::messaging
