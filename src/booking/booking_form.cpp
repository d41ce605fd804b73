#include "booking/booking_form.hpp"

#include <algorithm>

namespace autojet::booking {

namespace {

constexpr std::string_view select_repeated =
    "SELECT request_digest, booking FROM repeated_request WHERE shop = $1 AND key_digest = $2 AND created > $3";
constexpr std::string_view upsert_repeated =
    "INSERT INTO repeated_request (shop, key_digest, request_digest, booking, created) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (shop, key_digest) DO UPDATE SET request_digest = $3, booking = $4, created = $5";
constexpr std::string_view delete_repeated = "DELETE FROM repeated_request WHERE shop = $1 AND created <= $2";

constexpr std::chrono::hours repeat_window{1};

struct Repeated {
    store::Bytes request_digest;
    BookingId booking;
};

tl::unexpected<Error> required(std::string field, std::string message) {
    return refuse(ErrorCode::invalid, "required", std::move(message), std::move(field));
}

}  // namespace

std::optional<Chosen> check_choice(const scheduling::Catalogue& catalogue, const std::string& service_id,
                                   const std::string& size_id, Errors& errors, scheduling::Where where) {
    const auto services = scheduling::offered(catalogue, where);
    const auto found = std::ranges::find(services, service_id, [](const auto* one) { return one->id; });
    const auto* service = found == services.end() ? nullptr : *found;
    const auto size = scheduling::size_from_code(size_id);
    const auto* offer = service && size ? service->find_offer(*size) : nullptr;
    if (service_id.empty())
        errors.push_back(required("service", "Please choose a service.").value());
    else if (!service)
        errors.push_back({ErrorCode::invalid, "unknown_service", "Please choose a service from the list.", "service"});
    if (size_id.empty())
        errors.push_back(required("size", "Please choose the size of your vehicle.").value());
    else if (!size || (service && !offer))
        errors.push_back({ErrorCode::invalid, "unknown_size", "Please choose a vehicle size from the list.", "size"});
    if (!offer) return std::nullopt;
    return Chosen{service, offer};
}

std::optional<BookingRequest> check(const BookingFields& fields, const scheduling::Catalogue& catalogue,
                                    Language language, Channel channel, Errors& errors) {
    const std::size_t before = errors.size();
    const auto chosen = check_choice(catalogue, fields.service, fields.size, errors,
                                     channel == Channel::desk ? scheduling::Where::desk : scheduling::Where::website);
    const auto start = fields.start.empty() ? Result<Instant>{required("start", "Please choose a time.")}
                                            : parse_rfc3339(fields.start, "start");
    if (!start) errors.push_back(start.error());
    auto details = customers::check(fields.contact, language, errors);
    const auto message = clean_text(fields.message, longest_message, "message", Presence::optional);
    if (!message) errors.push_back(message.error());
    if (errors.size() != before) return std::nullopt;

    return BookingRequest{.service = fields.service,
                          .size = chosen->offer->size,
                          .start = *start,
                          .details = std::move(*details),
                          .message = message->empty()
                                         ? std::nullopt
                                         : std::optional{PersonalText<Category::message>::collected(*message)},
                          .channel = channel};
}

Result<Booking> book_once(store::Tx& tx, Bookings& bookings, const BookingRequest& request, const privacy::Actor& actor,
                          std::string_view key, std::string_view request_text) {
    if (key.empty()) return bookings.book(tx, request, actor);

    auto& vault = bookings.house().vault;
    const auto key_digest = vault.shop_digest(tx.shop(), "repeated requests", key, tx.now());
    const auto request_digest = vault.shop_digest(tx.shop(), "repeated requests", request_text, tx.now());
    const auto earlier = tx.find(
        select_repeated,
        [](const store::Row& row) {
            return Repeated{row.bytes(0), BookingId{row.integer(1)}};
        },
        key_digest, tx.now() - repeat_window);
    if (earlier && earlier->request_digest != request_digest)
        return refuse(ErrorCode::invalid, "idempotency_key_reused",
                      "This Idempotency-Key was used for another request.", "Idempotency-Key");
    if (earlier) return load(tx, earlier->booking);

    auto booking = bookings.book(tx, request, actor);
    if (booking) tx.run(upsert_repeated, key_digest, request_digest, booking->id, tx.now());
    return booking;
}

void forget_repeated_requests(store::Tx& tx, const policy::Published& policy) {
    tx.run(delete_repeated, policy::last_over(policy.period(policy::RetentionClass::unfinished).value(), tx.now()));
}

}  // namespace autojet::booking
