#include "booking/booking_desk.hpp"
#include "booking/booking_words.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::booking {

namespace {

using policy::Purpose;

constexpr std::size_t most_candidates = 10;

// "person" and "stranger" are the customer; everybody else has a number that only the owner's register knows.
std::string_view by_whom(const std::string& actor) {
    return actor.starts_with("staff:") ? "by the shop" : "by the customer";
}

std::string_view source_label(Channel channel) {
    return channel == Channel::desk ? "at the desk" : "on the website";
}

// Who works on the car has no need to reach its owner (policy T1).
enum class Reach { shown, left_out };

// What the warrant does not cover is left out.
void show_customer(http::Dict& values, const customers::Record& record, const Words& words,
                   const policy::Warrant<Purpose::appointment>& warrant, Reach reach) {
    const auto opened = [&](const auto& closed) {
        return closed ? closed->open_if_covered(warrant) : std::optional<std::string>{};
    };
    values.set("NAME", record.name.open_if_covered(warrant).value_or(""));
    values.set("LANGUAGE_NAME", record.language == Language::nl ? "Nederlands" : "English");
    if (reach == Reach::shown) {
        if (const auto number = opened(record.phone)) {
            const auto phone = PhoneNumber::parse(*number).value();
            values.add("HAS_PHONE").set("PHONE", phone.display()).set("PHONE_URL", phone.e164());
        }
        if (const auto email = opened(record.email)) values.add("HAS_EMAIL").set("EMAIL", *email);
    }
    if (const auto plate = opened(record.plate)) show_plate(values, *plate);
    if (const auto vehicle = opened(record.vehicle)) values.add("HAS_VEHICLE").set("VEHICLE", *vehicle);
    if (const auto message = opened(words.message)) values.add("HAS_MESSAGE").set("MESSAGE", *message);
}

}  // namespace

http::Response DeskPages::one(http::Request& request, const staff::Account& account) {
    const auto booking = find(request);
    return booking ? one_page(request, account, *booking, {}) : not_found(request, account);
}

http::Response DeskPages::one_page(http::Request& request, const staff::Account& account, const Booking& booking,
                                   const Errors& errors) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& zone = timetable->rules.zone;
    const CivilDate day = date_of(zone.to_local(booking.span.start));
    const std::string path = "/desk/bookings/" + booking.reference;
    auto& visit = shop::visit_of(request);

    http::Dict values;
    const auto use = house.database.read(request.shop, [&](store::Tx& tx) { return use_of(tx, booking.person); });
    show_booking(values, house, *timetable, booking, use, request.language);
    shop::show_errors(values, errors, house.messages, request.language);
    values.set("DAY_URL", "/desk/day?date=" + format_date(day))
        .set("DATE_LABEL", format_long_date(day, request.language));
    const auto* bay = timetable->rules.find_bay(booking.resource);
    values.set("BAY", bay ? bay->name : "").set("SOURCE", say(request, source_label(booking.channel)));
    if (booking.status == Status::pending && use == Use::planned)
        values.add("CAN_CONFIRM").set("URL", path + "/confirmation");
    if (booking.status != Status::cancelled && use == Use::planned && staff::may(account.role, staff::Part::invoices))
        values.add("CAN_INVOICE").set("URL", "/desk/invoices/of/" + booking.reference);
    if (booking.status != Status::cancelled && use == Use::planned && staff::may(account.role, staff::Part::work))
        values.add("CAN_WORK").set("URL", "/desk/orders/of/" + booking.reference);
    if (booking.status != Status::cancelled && use == Use::planned)
        values.add("CAN_CANCEL").set("URL", path + "/cancellation").set("REASON_VALUE", request.form().text("reason"));

    const bool knows = staff::may(account.role, staff::Part::customers);  // they speak with customers
    house.database.read(request.shop, [&](store::Tx& tx) {
        const auto linked = customers::linked_with(tx, booking.person);
        auto candidates = house.vault.find_sharing(tx, booking.person);
        std::erase_if(candidates, [&](PersonId person) {
            return std::ranges::find(linked, person) != linked.end() || !customers::exists(tx, person);
        });
        if (candidates.size() > most_candidates) candidates.resize(most_candidates);

        const auto warrant =
            house.gate.warrant<Purpose::appointment>(tx, visit.actor, {booking.person}, visit.openings);
        const auto record = customers::load(tx, house.vault, booking.person);
        const auto words = load_words(tx, house.vault, booking);
        values.set("NAME", "").set("LANGUAGE_NAME", "");
        if (warrant && record && words)
            show_customer(values, *record, *words, *warrant, knows ? Reach::shown : Reach::left_out);

        // Other records are told by their bookings alone: who they are is not shown until somebody decides to link
        // them.
        const auto describe = [&](PersonId person) {
            if (privacy::is_restricted(tx, person)) return say(request, privacy::restricted_badge);
            const auto others = of_person(tx, person);
            return others.empty() ? say(request, "a record without a booking")
                                  : display_reference(others.front().reference) + ", " +
                                        when_text(zone, others.front().span.start, request.language);
        };
        if (knows && !linked.empty()) {
            auto& section = values.add("LINKED");
            for (const auto person : linked)
                section.add("PERSON")
                    .set("TEXT", describe(person))
                    .set("UNDO_URL", path + "/unlinking?record=" + std::to_string(person.value()));
        }
        if (knows && !candidates.empty()) {
            auto& section = values.add("SAME_PERSON");
            for (const auto person : candidates)
                section.add("CANDIDATE")
                    .set("TEXT", describe(person))
                    .set("REASON", say(request, "same phone number, e-mail address or plate"))
                    .set("LINK_URL", path + "/links?record=" + std::to_string(person.value()));
        }
        for (const auto& event : events_of(tx, booking.id))
            values.add("EVENT")
                .set("TIME", when_text(zone, event.at, request.language))
                .set("TEXT", say(request, event_label(event.what)) + " " + say(request, by_whom(event.actor)));
        return 0;
    });
    for (const auto& parts : parts_)
        if (parts.booking) parts.booking(request, account, booking, values);
    const int status = errors.empty() ? 200 : http_status(errors.front().code);
    return desk_.page(request, account, "desk_booking.html", values,
                      {.title = say(request, "Booking") + " " + display_reference(booking.reference),
                       .description = "",
                       .status = status});
}

http::Response DeskPages::confirm(http::Request& request, const staff::Account& account) {
    const auto booking = find(request);
    if (!booking) return not_found(request, account);
    const auto confirmed = bookings_.house().database.write(
        request.shop, [&](store::Tx& tx) { return bookings_.confirm(tx, booking->id, shop::visit_of(request).actor); });
    if (!confirmed) return one_page(request, account, *booking, {confirmed.error()});
    return http::redirect_see_other("/desk/bookings/" + booking->reference);
}

http::Response DeskPages::cancel(http::Request& request, const staff::Account& account) {
    const auto booking = find(request);
    if (!booking) return not_found(request, account);
    const auto reason = clean_text(request.form().text("reason"), longest_reason, "reason");
    if (!reason) return one_page(request, account, *booking, {reason.error()});
    const auto cancelled = bookings_.house().database.write(request.shop, [&](store::Tx& tx) {
        return bookings_.cancel(tx, booking->id, PersonalText<Category::message>::collected(*reason),
                                shop::visit_of(request).actor);
    });
    if (!cancelled) return one_page(request, account, *booking, {cancelled.error()});
    return http::redirect_see_other("/desk/bookings/" + booking->reference);
}

// The record that a form names; numbers are not personal, and only staff of the shop see them.
static PersonId record_of(const http::Request& request) {
    return PersonId{parse_whole(request.query.find("record").value_or("")).value_or(0)};
}

http::Response DeskPages::link_person(http::Request& request, const staff::Account& account) {
    const auto booking = find(request);
    if (!booking) return not_found(request, account);
    const auto linked = bookings_.house().database.write(
        request.shop, [&](store::Tx& tx) { return customers::link(tx, booking->person, record_of(request)); });
    if (!linked) return one_page(request, account, *booking, {linked.error()});
    return http::redirect_see_other("/desk/bookings/" + booking->reference);
}

http::Response DeskPages::unlink_person(http::Request& request, const staff::Account& account) {
    const auto booking = find(request);
    if (!booking) return not_found(request, account);
    const auto unlinked = bookings_.house().database.write(
        request.shop, [&](store::Tx& tx) { return customers::unlink(tx, record_of(request)); });
    if (!unlinked) return one_page(request, account, *booking, {unlinked.error()});
    return http::redirect_see_other("/desk/bookings/" + booking->reference);
}

}  // namespace autojet::booking
