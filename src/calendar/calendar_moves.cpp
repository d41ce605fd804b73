#include "calendar/calendar_desk.hpp"
#include "http/json.hpp"
#include "shop/visit.hpp"

namespace autojet::calendar {

namespace {

bool wants_json(const http::Request& request) {
    return request.headers.get("Accept").find("application/json") != std::string_view::npos;
}

MoveId move_named(const http::Form& form) {
    return MoveId{parse_whole(form.readable("move")).value_or(0)};
}

}  // namespace

std::optional<Booking> CalendarDesk::find(const Request& request) {
    const auto reference = booking::reference_from(request.path_parameters.at("reference"));
    return house().database.read(request.shop,
                                 [&](store::Tx& tx) { return booking::find_by_reference(tx, reference); });
}

http::Response CalendarDesk::ask_move(Request& request, const Account& account) {
    const auto booking = find(request);
    if (!booking)
        return desk_.error(request, account, 404, "There is no such booking",
                           "The number may have been misheard, or the booking has been erased.");
    return moves_page(request, account, *booking, {});
}

http::Response CalendarDesk::move(Request& request, const Account& account) {
    const auto booking = find(request);
    if (!booking)
        return desk_.error(request, account, 404, "There is no such booking",
                           "The number may have been misheard, or the booking has been erased.");
    Errors errors;
    const auto wanted = placement_from(request.form(), bookings_.timetable(request.shop)->rules, errors);
    if (!wanted) {
        if (wants_json(request)) return answer(request, account, *booking, tl::unexpected(errors.front()));
        return moves_page(request, account, *booking, errors);
    }
    return answer(request, account, *booking, house().database.write(request.shop, [&](store::Tx& tx) {
        return moves_.move(tx, booking->id, *wanted, request.form().readable("seen"), shop::visit_of(request).actor);
    }));
}

http::Response CalendarDesk::undo(Request& request, const Account& account) {
    const auto booking = find(request);
    if (!booking)
        return desk_.error(request, account, 404, "There is no such booking",
                           "The number may have been misheard, or the booking has been erased.");
    return answer(request, account, *booking, house().database.write(request.shop, [&](store::Tx& tx) {
        return moves_.undo(tx, booking->id, move_named(request.form()), shop::visit_of(request).actor);
    }));
}

// To the calendar what it shows and offers to undo; to a form its page, or the booking's.
http::Response CalendarDesk::answer(Request& request, const Account& account, const Booking& booking,
                                    const Result<Moved>& moved) {
    if (!wants_json(request)) {
        if (!moved) return moves_page(request, account, find(request).value_or(booking), {moved.error()});
        return http::redirect_see_other("/desk/bookings/" + booking.reference +
                                        "?told=" + std::string(code(moved->told)) + "#plan");
    }
    if (!moved) {
        const auto& error = moved.error();
        return http::problem(http_status(error.code), error.reason, say(request, error.message));
    }
    http::JsonObject answer;
    answer["seen"] = seen_word(moved->now);
    answer["message"] = say(request, sentence(moved->told));
    answer["move"] = moved->move ? std::to_string(moved->move->value()) : "";
    return http::json(http::write_json(answer));
}

http::Response CalendarDesk::moves_page(Request& request, const Account& account, const Booking& booking,
                                        const Errors& errors) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    http::Dict values;
    const auto use =
        house.database.read(request.shop, [&](store::Tx& tx) { return booking::use_of(tx, booking.person); });
    booking::show_booking(values, house, *timetable, booking, use, request.language);
    Errors shown = errors;
    for (auto& error : shown)
        if (error.field == "start") error.field = "time";
    desk_.show_errors(request, values, shown);
    values.set("BACK_URL", "/desk/bookings/" + booking.reference);
    values.set("BAY_NAME", bay_name(timetable->rules, booking.resource));
    show_plan(request, booking, values, shown);
    return desk_.page(request, account, "desk_moves.html", values,
                      {.title = say(request, "Plan anew") + " " + booking::display_reference(booking.reference),
                       .description = "",
                       .section = "day",
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

}  // namespace autojet::calendar
