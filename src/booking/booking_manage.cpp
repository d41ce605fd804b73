#include "booking/booking_manage.hpp"

#include "booking/booking_pages.hpp"
#include "booking/calendar_file.hpp"
#include "shop/visit.hpp"

namespace autojet::booking {

using policy::Purpose;
using privacy::Actor;
using shop::Site;

void ManagePages::add_routes(http::Router& router) {
    using http::Method;
    const http::RouteOptions options;
    Site::add_page(router, Method::get, "/booking/{link}/booked", options, with_booking(&ManagePages::booked));
    Site::add_page(router, Method::get, "/booking/{link}", options, with_booking(&ManagePages::overview));
    Site::add_page(router, Method::get, "/booking/{link}/appointment.ics", options,
                   with_booking(&ManagePages::calendar));
    Site::add_page(router, Method::get, "/booking/{link}/cancellation", options,
                   with_booking(&ManagePages::ask_cancel));
    Site::add_page(router, Method::post, "/booking/{link}/cancellation", options, with_booking(&ManagePages::cancel));
    Site::add_page(router, Method::post, "/booking/{link}/consents/{clause}", options,
                   with_booking(&ManagePages::give_consent));
    Site::add_page(router, Method::post, "/booking/{link}/consents/{clause}/withdrawal", options,
                   with_booking(&ManagePages::withdraw_consent));
    Site::add_page(router, Method::get, "/booking/{link}/time", options, with_booking(&ManagePages::ask_move));
    Site::add_page(router, Method::post, "/booking/{link}/time", options, with_booking(&ManagePages::move));
}

http::Handler ManagePages::with_booking(Page page) {
    return [this, page](http::Request& request) {
        const auto linked = bookings_.house().database.read(request.shop, [&](store::Tx& tx) -> std::optional<Linked> {
            const auto booking = bookings_.find_by_link(tx, request.path_parameters.at("link"));
            return booking ? std::optional{Linked{*booking, use_of(tx, booking->person)}} : std::nullopt;
        });
        if (!linked)
            return site_.error(request, 404, "We cannot find this booking",
                               "The link may be incomplete. Please open it again from your confirmation, or call us.");
        shop::visit_of(request).actor = Actor::person(linked->booking.person);
        return (this->*page)(request, *linked);
    };
}

http::Response ManagePages::booked(http::Request& request, const Linked& linked) {
    const auto& booking = linked.booking;
    http::Dict values;
    show(values, request, linked);
    values.show(booking.status == Status::confirmed ? "CONFIRMED" : "PENDING");
    const bool mailed = bookings_.house().database.read(request.shop, [&](store::Tx& tx) {
        const auto record = customers::load(tx, bookings_.house().vault, booking.person);
        return record && record->email.has_value();
    });
    values.show(mailed ? "MAILED" : "NOT_MAILED");
    show_consents(request, values, linked, {});
    const std::string path = url(request, booking);
    values.set("CALENDAR_URL", path + "/appointment.ics")
        .set("MANAGE_URL", path)
        .set("MANAGE_URL_TEXT", site_.url(request.shop) + path);
    return site_.page(request, "booked.html", values,
                      {.title = site_.say(request, "Your booking"),
                       .description = "",
                       .personal = true,
                       .form = asks_consent(request)});
}

http::Response ManagePages::overview(http::Request& request, const Linked& linked) {
    return overview_page(request, linked, "", 200);
}

http::Response ManagePages::overview_page(http::Request& request, const Linked& linked, std::string_view notice,
                                          int status, const Refused& refused) {
    const auto& house = bookings_.house();
    const auto& booking = linked.booking;
    http::Dict values;
    show(values, request, linked);
    if (!notice.empty()) values.add("NOTICE").set("TEXT", site_.say(request, notice));
    show_person(request, values, booking);
    show_consents(request, values, linked, refused);
    const std::string path = url(request, booking);
    const bool over = booking.is_over(house.clock.now());
    if (booking.status != Status::cancelled) {
        values.add("CALENDAR").set("URL", path + "/appointment.ics");
        if (over) values.show("TOO_LATE");
        if (!over && linked.use == Use::planned) values.add("CAN_MOVE").set("URL", path + "/time");
        if (!over) values.add("CAN_CANCEL").set("URL", path + "/cancellation");
    }
    return site_.page(request, "manage.html", values,
                      {.title = site_.say(request, "Your booking"),
                       .description = "",
                       .personal = true,
                       .form = asks_consent(request),
                       .status = status});
}

void ManagePages::show(http::Dict& values, const http::Request& request, const Linked& linked) const {
    show_booking(values, bookings_.house(), *bookings_.timetable(request.shop), linked.booking, linked.use,
                 request.language);
}

// The person sees what they gave, for the appointment it was given for (policy P1); the visit's ledger entry says so.
void ManagePages::show_person(http::Request& request, http::Dict& values, const Booking& booking) {
    const auto& house = bookings_.house();
    auto& visit = shop::visit_of(request);
    house.database.read(request.shop, [&](store::Tx& tx) {
        const auto warrant =
            house.gate.warrant<Purpose::appointment>(tx, visit.actor, {booking.person}, visit.openings);
        const auto record = customers::load(tx, house.vault, booking.person);
        const auto words = load_words(tx, house.vault, booking);
        if (!warrant || !record || !words) return 0;
        const auto opened = [&](const auto& closed) {
            return closed ? closed->open_if_covered(*warrant) : std::optional<std::string>{};
        };
        if (const auto name = record->name.open_if_covered(*warrant)) values.add("HAS_NAME").set("NAME", *name);
        if (const auto phone = opened(record->phone))
            values.add("HAS_PHONE").set("PHONE", PhoneNumber::parse(*phone).value().display());
        if (const auto email = opened(record->email)) values.add("HAS_EMAIL").set("EMAIL", *email);
        if (const auto plate = opened(record->plate)) show_plate(values, *plate);
        if (const auto vehicle = opened(record->vehicle)) values.add("HAS_VEHICLE").set("VEHICLE", *vehicle);
        if (const auto message = opened(words->message)) values.add("HAS_MESSAGE").set("MESSAGE", *message);
        if (booking.status != Status::cancelled) return 0;
        auto& cancelled = values.add("CANCELLED");
        if (const auto reason = opened(words->cancel_reason)) cancelled.add("HAS_REASON").set("REASON", *reason);
        return 0;
    });
}

http::Response ManagePages::calendar(http::Request& request, const Linked& linked) {
    const auto& booking = linked.booking;
    if (linked.use == Use::only_kept) return overview_page(request, linked, "", 409);
    const auto timetable = bookings_.timetable(request.shop);
    const auto* service = scheduling::find_service(timetable->catalogue, booking.service);
    const auto entry = bookings_.house().database.read(request.shop, [&](store::Tx& tx) {
        return calendar_entry(tx, bookings_, booking, service ? service->name(request.language) : "", request.language);
    });
    return http::download(calendar_file(entry), calendar_type, "appointment.ics");
}

http::Response ManagePages::ask_cancel(http::Request& request, const Linked& linked) {
    const auto& house = bookings_.house();
    const auto& booking = linked.booking;
    if (booking.status == Status::cancelled) return overview_page(request, linked, "", 200);
    http::Dict values;
    show(values, request, linked);
    const std::string path = url(request, booking);
    values.set("ACTION", path + "/cancellation").set("BACK_URL", path);
    if (!booking.is_over(house.clock.now()) && linked.use == Use::planned)
        values.add("CAN_MOVE").set("URL", path + "/time");
    return site_.page(
        request, "manage_cancel.html", values,
        {.title = site_.say(request, "Cancel your booking"), .description = "", .personal = true, .form = true});
}

http::Response ManagePages::cancel(http::Request& request, const Linked& linked) {
    const auto& booking = linked.booking;
    const auto cancelled = bookings_.house().database.write(request.shop, [&](store::Tx& tx) {
        return bookings_.cancel(tx, booking.id, std::nullopt, Actor::person(booking.person));
    });
    if (cancelled || cancelled.error().reason == "already_cancelled")
        return http::redirect_see_other(url(request, booking));
    return overview_page(request, linked, cancelled.error().message, http_status(cancelled.error().code));
}

http::Response ManagePages::ask_move(http::Request& request, const Linked& linked) {
    return move_page(request, linked, {});
}

http::Response ManagePages::move_page(http::Request& request, const Linked& linked, const Errors& errors) {
    const auto& house = bookings_.house();
    const auto& booking = linked.booking;
    const auto timetable = bookings_.timetable(request.shop);
    const auto* service = scheduling::find_service(timetable->catalogue, booking.service);
    if (booking.status == Status::cancelled || booking.is_over(house.clock.now()) || !service ||
        linked.use == Use::only_kept)
        return overview_page(request, linked, "This booking can no longer be moved here. Please call us.", 409);

    http::Dict values;
    show(values, request, linked);
    const std::string path = url(request, booking);
    values.set("ACTION", path + "/time").set("BACK_URL", path);
    shop::show_errors(values, errors, house.messages, request.language);
    if (!errors.empty() && errors.front().reason == "slot_taken") values.show("SLOT_TAKEN");
    const auto from = parse_date(request.query.find("from").value_or(""));
    show_week(values, bookings_, request.shop, request.language,
              {service, std::chrono::duration_cast<scheduling::Minutes>(booking.span.end - booking.span.start),
               from ? std::optional{*from} : std::nullopt, path + "/time?", booking.size});
    return site_.page(request, "manage_move.html", values,
                      {.title = site_.say(request, "Move your booking"),
                       .description = "",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response ManagePages::move(http::Request& request, const Linked& linked) {
    const auto& booking = linked.booking;
    const auto start = parse_rfc3339(request.form().text("start"), "start");
    if (!start) return move_page(request, linked, {{ErrorCode::invalid, "required", "Please choose a time.", "start"}});
    const auto moved = bookings_.house().database.write(request.shop, [&](store::Tx& tx) {
        return bookings_.move(tx, booking.id, *start, Actor::person(booking.person));
    });
    if (!moved) return move_page(request, linked, {moved.error()});
    return http::redirect_see_other(url(request, booking));
}

std::string ManagePages::url(const http::Request& request, const Booking& booking) const {
    return Site::base(request) + "/booking/" + bookings_.link(request.shop, booking);
}

}  // namespace autojet::booking
