#include "booking/booking.hpp"

#include <span>

#include "privacy/seal.hpp"
#include "privacy/standing.hpp"
#include "shop/outbox.hpp"

namespace autojet::booking {

namespace {

using privacy::Actor;
using scheduling::Offer;
using scheduling::Service;
using scheduling::Timetable;

struct Choice {
    const Service* service;
    const Offer* offer;
};

Result<Choice> choose(const Timetable& timetable, std::string_view service_id, VehicleSize size, const Actor& actor) {
    const Service* service = scheduling::find_service(timetable.catalogue, service_id);
    if (!service || service->retired || (!service->online && actor.kind != Actor::Kind::staff))
        return refuse(ErrorCode::invalid, "unknown_service", "Please choose a service from the list.", "service");
    const Offer* offer = service->find_offer(size);
    if (!offer)
        return refuse(ErrorCode::invalid, "unknown_size", "Please choose a vehicle size from the list.", "size");
    return Choice{service, offer};
}

// Staff may plan outside the hours that the website offers; nobody plans in the past.
Result<void> admit(const Timetable& timetable, Instant start, scheduling::Minutes duration, Instant now,
                   const Actor& actor) {
    if (actor.kind != Actor::Kind::staff) return timetable.rules.admit(start, duration, now);
    if (start.time_since_epoch() % scheduling::quantum_length != std::chrono::seconds{0})
        return refuse(ErrorCode::invalid, "not_offered", "Please choose a time in steps of five minutes.", "start");
    if (start <= now)
        return refuse(ErrorCode::invalid, "in_the_past", "This time has passed. Please choose another.", "start");
    if (date_of(timetable.rules.zone.to_local(start)) > timetable.rules.last_day(now))
        return refuse(ErrorCode::invalid, "too_far_ahead", "This day is too far ahead. Please choose an earlier one.",
                      "start");
    return {};
}

const scheduling::Resource* find_bay(const Timetable& timetable, scheduling::ResourceId id) {
    const auto& bays = timetable.rules.resources;
    const auto found = std::ranges::find(bays, id, &scheduling::Resource::id);
    return found == bays.end() ? nullptr : &*found;
}

// Nothing is refused or cancelled by automated means alone (GDPR 22).
bool is_somebody(const Actor& actor) {
    return actor.kind == Actor::Kind::staff || actor.kind == Actor::Kind::person;
}

Status first_status(const Timetable& timetable, const Actor& actor) {
    const bool at_once = timetable.rules.booking.confirmation == scheduling::Confirmation::at_once;
    return at_once || actor.kind == Actor::Kind::staff ? Status::confirmed : Status::pending;
}

}  // namespace

Result<Booking> Bookings::book(store::Tx& tx, const BookingRequest& request, const Actor& actor) {
    const auto timetable = timetables_.of(tx);
    const auto choice = choose(*timetable, request.service, request.size, actor);
    if (!choice) return tl::unexpected(choice.error());
    const auto [service, offer] = *choice;
    if (auto admitted = admit(*timetable, request.start, offer->duration, tx.now(), actor); !admitted)
        return tl::unexpected(admitted.error());

    const auto id = tx.new_id<Booking>();
    const Span span{request.start, request.start + offer->duration};
    const auto bay = scheduling::claim_any(tx, timetable->rules, service->need(request.size), span, id.value());
    if (!bay) return tl::unexpected(bay.error());

    const PersonId person = customers::add(tx, house_.vault, request.details);
    const Booking booking{.id = id,
                          .reference = new_reference(),
                          .person = person,
                          .service = service->id,
                          .size = request.size,
                          .resource = *bay,
                          .span = span,
                          .price = offer->price,
                          .status = first_status(*timetable, actor),
                          .channel = request.channel,
                          .policy_version = house_.policies.of(tx)->model.version,
                          .created = tx.now()};
    const auto message = request.message ? std::optional{request.message->assigned_to(person)} : std::nullopt;
    insert(tx, booking, house_.vault.seal(tx, message, message_place(id)));
    add_event(tx, id, "received", actor);
    shop::put_in_outbox(tx, shop::booking_received, id.value());
    return booking;
}

Result<Booking> Bookings::confirm(store::Tx& tx, BookingId id, const Actor& actor) {
    auto booking = changeable(tx, id, actor, Change::planning);
    if (!booking) return booking;
    if (booking->status != Status::pending)
        return refuse(ErrorCode::conflict, "not_pending", "This booking has been confirmed already.");
    booking->status = Status::confirmed;
    update(tx, *booking);
    add_event(tx, id, "confirmed", actor);
    shop::put_in_outbox(tx, shop::booking_confirmed, id.value());
    tx.announce(store::Topic::calendar);
    return booking;
}

Result<Booking> Bookings::cancel(store::Tx& tx, BookingId id,
                                 const std::optional<PersonalText<Category::message>>& reason, const Actor& actor) {
    if (!is_somebody(actor))
        return refuse(ErrorCode::forbidden, "needs_a_person",
                      "Only a person cancels a booking: the customer or the shop.");
    auto booking = changeable(tx, id, actor, Change::cancellation);
    if (!booking) return booking;
    scheduling::release(tx, id.value(), booking->resource, booking->span);
    booking->status = Status::cancelled;
    update(tx, *booking);
    const auto words = reason ? std::optional{reason->assigned_to(booking->person)} : std::nullopt;
    set_cancel_reason(tx, id, house_.vault.seal(tx, words, cancel_reason_place(id)));
    add_event(tx, id, "cancelled", actor);
    shop::put_in_outbox(tx, shop::booking_cancelled, id.value());
    return booking;
}

Result<Booking> Bookings::move(store::Tx& tx, BookingId id, Instant start, const Actor& actor) {
    auto booking = changeable(tx, id, actor, Change::planning);
    if (!booking) return booking;
    const auto timetable = timetables_.of(tx);
    const auto duration = std::chrono::duration_cast<scheduling::Minutes>(booking->span.end - booking->span.start);
    const Service* service = scheduling::find_service(timetable->catalogue, booking->service);
    if (!service)
        return refuse(ErrorCode::invalid, "unknown_service", "This service is no longer offered. Please call us.",
                      "start");
    if (auto admitted = admit(*timetable, start, duration, tx.now(), actor); !admitted)
        return tl::unexpected(admitted.error());

    scheduling::release(tx, id.value(), booking->resource, booking->span);
    booking->span = {start, start + duration};
    const auto bay =
        scheduling::claim_any(tx, timetable->rules, service->need(booking->size), booking->span, id.value());
    if (!bay) return tl::unexpected(bay.error());
    booking->resource = *bay;
    booking->status = first_status(*timetable, actor);
    update(tx, *booking);
    add_event(tx, id, "moved", actor);
    shop::put_in_outbox(tx, shop::booking_moved, id.value());
    return booking;
}

Result<Booking> Bookings::place(store::Tx& tx, BookingId id, const Placing& wanted, const Actor& actor, Placed placed) {
    if (actor.kind != Actor::Kind::staff)
        return refuse(ErrorCode::forbidden, "needs_staff", "Only the shop plans its bays.");
    auto booking = changeable(tx, id, actor, Change::planning);
    if (!booking) return booking;
    const auto timetable = timetables_.of(tx);
    const auto duration = std::chrono::duration_cast<scheduling::Minutes>(wanted.span.end - wanted.span.start);
    if (duration <= scheduling::Minutes{0} || duration > longest_placing ||
        duration % scheduling::quantum_length != scheduling::Minutes{0})
        return refuse(ErrorCode::invalid, "bad_duration",
                      "Please give a duration in steps of five minutes, of a day at most.", "minutes");
    if (wanted.span.start != booking->span.start && placed == Placed::anew)
        if (auto admitted = admit(*timetable, wanted.span.start, duration, tx.now(), actor); !admitted)
            return tl::unexpected(admitted.error());
    if (auto fit = fits(*booking, wanted, *timetable); !fit) return tl::unexpected(fit.error());

    scheduling::release(tx, id.value(), booking->resource, booking->span);
    if (auto claimed = scheduling::claim(tx, wanted.resource, wanted.span, id.value()); !claimed)
        return refuse(ErrorCode::conflict, "slot_taken", "Something is planned in this bay at that time.", "time");
    if (wanted.span.start != booking->span.start) add_event(tx, id, "moved", actor);
    booking->span = wanted.span;
    booking->resource = wanted.resource;
    update(tx, *booking);
    return booking;
}

Result<void> Bookings::fits(const Booking& booking, const Placing& wanted, const Timetable& timetable) const {
    const auto* bay = find_bay(timetable, wanted.resource);
    if (!bay) return refuse(ErrorCode::invalid, "unknown_bay", "Please choose a bay.", "bay");
    if (wanted.resource == booking.resource) return {};
    const auto* service = scheduling::find_service(timetable.catalogue, booking.service);
    const auto* before = find_bay(timetable, booking.resource);
    if (service ? service->needs == bay->kind : before && before->kind == bay->kind) return {};
    return refuse(ErrorCode::conflict, "wrong_bay", "This bay is not fit for this service.", "bay");
}

Result<Booking> Bookings::changeable(store::Tx& tx, BookingId id, const Actor& actor, Change change) const {
    auto booking = load(tx, id);
    if (!booking) return booking;
    if (booking->status == Status::cancelled)
        return refuse(ErrorCode::conflict, "already_cancelled", "This booking has been cancelled already.");
    if (actor.kind != Actor::Kind::staff && booking->is_over(tx.now()))
        return refuse(ErrorCode::conflict, "too_late", "This appointment has begun or passed. Please call us.");
    const bool own_act = change == Change::cancellation && actor.kind == Actor::Kind::person;
    if (auto may = privacy::may_change(tx, booking->person); !may && !own_act) return tl::unexpected(may.error());
    return booking;
}

std::string Bookings::link(ShopId shop, const Booking& booking) const {
    return booking.reference + "-" + link_code(shop, booking.reference);
}

std::optional<Booking> Bookings::find_by_link(store::Tx& tx, std::string_view link) const {
    const auto dash = link.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto reference = link.substr(0, dash);
    const std::string expected = link_code(tx.shop(), reference);
    if (!privacy::same_bytes(std::as_bytes(std::span(expected)), std::as_bytes(std::span(link.substr(dash + 1)))))
        return std::nullopt;
    return find_by_reference(tx, reference);
}

std::string Bookings::link_code(ShopId shop, std::string_view reference) const {
    constexpr std::size_t code_bytes = 16;
    const auto digest = house_.vault.shop_digest(shop, "booking links", reference, house_.clock.now());
    return encode_base64url(store::as_text(digest).substr(0, code_bytes));
}

}  // namespace autojet::booking
