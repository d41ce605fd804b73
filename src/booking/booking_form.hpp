// What a customer, the desk or the JSON interface sends, checked in one place with the same rules for all.
#pragma once

#include "booking/booking.hpp"
#include "policy/published.hpp"

namespace autojet::booking {

// As it came. Empty is absent.
struct BookingFields {
    std::string service;
    std::string size;
    std::string start;  // RFC 3339
    customers::ContactFields contact;
    std::string message;
};

// The service and size that were chosen, of those that can be booked there; errors name the fields "service" and
// "size".
struct Chosen {
    const scheduling::Service* service = nullptr;
    const scheduling::Offer* offer = nullptr;
};
std::optional<Chosen> check_choice(const scheduling::Catalogue& catalogue, const std::string& service,
                                   const std::string& size, Errors& errors,
                                   scheduling::Where where = scheduling::Where::website);

// Every error is added to `errors`. Whether the time is free, only booking tells.
std::optional<BookingRequest> check(const BookingFields& fields, const scheduling::Catalogue& catalogue,
                                    Language language, Channel channel, Errors& errors);

// Makes a repeated request the same booking (RFC draft-ietf-httpapi-idempotency-key-header): the first time it books,
// and for an hour after that it answers with what was booked. Refuses with `idempotency_key_reused` when the same key
// comes with another request. `key` is empty when there is none.
Result<Booking> book_once(store::Tx& tx, Bookings& bookings, const BookingRequest& request, const privacy::Actor& actor,
                          std::string_view key, std::string_view request_text);

// Forgets keys that are older than the policy lets them be (class `unfinished`: an hour).
void forget_repeated_requests(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::booking
