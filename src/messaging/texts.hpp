// The words of messages: friendly, short, and everything that the reader needs to come at the right time.
#pragma once

#include <string>
#include <string_view>

#include "booking/booking.hpp"
#include "shop/look.hpp"

namespace autojet::messaging {

struct Text {
    std::string subject;
    std::string body;
};

// What is told about a booking. All of it is in the reader's language already.
struct BookingNews {
    std::string_view event;  // shop::booking_received, ...
    booking::Status status{};
    std::string name;     // of the person
    std::string service;  // "Hand wash (Medium)"
    std::string when;     // "Tuesday 1 December 2026, 09:00"
    std::string until;    // "10:30"
    std::string price;    // "€49.00"
    std::string reference;
    std::string reason;  // why the shop cancelled; may be empty
    std::string manage_url;
};

// `look`: for what the shop words itself, instructions for the arrival and the signature.
Text booking_text(const BookingNews& news, const Shop& shop, const Messages& messages, Language language,
                  const shop::Look& look = {});

// To the shop itself: somebody wrote. Who and what stands at the desk, and not in here (policy S2).
Text contact_text(const Shop& shop, const Messages& messages, Language language);

}  // namespace autojet::messaging
