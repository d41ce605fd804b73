#include "calendar/calendar_wall.hpp"

namespace autojet::calendar {

namespace {

constexpr std::size_t most_of_a_bay = 4;
constexpr std::size_t letters_on_the_wall = 4;

bool is_over(const Entry& entry, Instant now) {
    return entry.state == State::done ||
           (entry.booking.span.end <= now && entry.state != State::late && entry.state != State::ready);
}

}  // namespace

std::string short_reference(const Booking& booking) {
    return booking.reference.substr(0, letters_on_the_wall);
}

void WallAndSheet::add_routes(http::Router& router) {
    using http::Method;
    router.add(Method::get, "/desk/wall",
               desk_.guarded([this](http::Request& request, const staff::Account&) { return wall(request); }));
    router.add(Method::get, "/desk/day/sheet",
               desk_.guarded(
                   [this](http::Request& request, const staff::Account& account) { return sheet(request, account); }));
    router.add(Method::post, "/desk/day/sheet/mailing",
               desk_.guarded([this](http::Request& request, const staff::Account& account) {
                   return set_mailing(request, account);
               }));
}

http::Response WallAndSheet::wall(http::Request& request) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const Instant now = house.clock.now();
    const auto today = rules.today(now);
    const auto planned = house.database.read(
        request.shop, [&](store::Tx& tx) { return agenda(tx, jobs_, span_of(rules.zone, today, 1)); });

    http::Dict values;
    values.set("LANG", code(request.language))
        .set("SHOP_NAME", house.shops.load(request.shop).name)
        .set("DATE_LABEL", format_long_date(today, request.language))
        .set("CLOCK", format_time_of_day(rules.zone.to_local(now)));
    for (const auto& bay : rules.resources) {
        auto& column = values.add("BAY");
        column.set("NAME", bay.name);
        std::size_t shown = 0, more = 0;
        for (const auto& block : planned.blocks)
            if (block.resource == bay.id && block.span.start <= now && now < block.span.end)
                column.add("BLOCK")
                    .set("TIMES", booking::times_text(rules.zone, block.span))
                    .set("REASON", say(request, label(block.reason)));
        for (const auto& entry : planned.entries) {
            if (entry.booking.resource != bay.id || is_over(entry, now)) continue;
            if (shown++ >= most_of_a_bay) {
                ++more;
                continue;
            }
            auto& row = column.add("ENTRY");
            row.set("TIME", format_time_of_day(rules.zone.to_local(entry.booking.span.start)))
                .set("UNTIL", format_time_of_day(rules.zone.to_local(entry.booking.span.end)))
                .set("SERVICE_NAME", entry.use == booking::Use::only_kept
                                         ? std::string("–")
                                         : service_name(house, *timetable, entry, request.language))
                .set("SHORT", short_reference(entry.booking))
                .set("STATE", say(request, label(entry.state)))
                .set("STATE_CLASS", code(entry.state))
                .set("ICON", icon(entry.state));
            if (entry.booking.span.start <= now && now < entry.booking.span.end) row.show("GOING_ON");
        }
        if (more > 0) column.add("MORE").set("TEXT", "+ " + std::to_string(more));
        if (shown == 0) column.show("NOTHING");
    }
    return http::html(house.templates.render("wall.html", request.language, values))
        .set("Content-Language", code(request.language));
}

std::string WallAndSheet::say(const http::Request& request, std::string_view english) const {
    return bookings_.house().messages.translate(request.language, english);
}

}  // namespace autojet::calendar
