#include "calendar/calendar_desk.hpp"
#include "shop/visit.hpp"

namespace autojet::calendar {

namespace {

constexpr int week_length = 7;
constexpr std::size_t clock_text = 5;  // "+01:00" without its sign

struct Hours {
    std::chrono::minutes opens{std::chrono::hours{8}};
    std::chrono::minutes closes{std::chrono::hours{18}};
};

std::chrono::minutes minute_of(const Zone& zone, Instant instant) {
    return std::chrono::floor<std::chrono::minutes>(time_of_day(zone.to_local(instant)));
}

// From the earliest opening to the latest closing of these days; what lies outside makes the calendar longer by itself.
Hours hours_of(const scheduling::Rules& rules, CivilDate first, int days) {
    std::optional<Hours> hours;
    for (int n = 0; n < days; ++n)
        for (const auto& open : rules.open_spans(add_days(first, n))) {
            const auto opens = minute_of(rules.zone, open.start), closes = minute_of(rules.zone, open.end);
            if (closes <= opens) return {std::chrono::minutes{0}, std::chrono::hours{24}};
            if (!hours) hours = Hours{opens, closes};
            hours = Hours{std::min(hours->opens, opens), std::max(hours->closes, closes)};
        }
    return hours.value_or(Hours{});
}

std::string offset_text(const Zone& zone, Instant now) {
    const auto text = zone.format_rfc3339(now);
    return text.substr(text.size() - clock_text - 1);
}

}  // namespace

http::Handler CalendarDesk::guarded(Page page) {
    return desk_.guarded(
        [this, page](Request& request, const Account& account) { return (this->*page)(request, account); });
}

void CalendarDesk::add_routes(http::Router& router) {
    using http::Method;
    router.add(Method::get, "/desk/day/events", guarded(&CalendarDesk::day_events));
    router.add(Method::get, "/desk/week/events", guarded(&CalendarDesk::week_events));
    router.add(Method::get, "/desk/bookings/{reference}/moves", guarded(&CalendarDesk::ask_move));
    router.add(Method::post, "/desk/bookings/{reference}/moves", guarded(&CalendarDesk::move));
    router.add(Method::post, "/desk/bookings/{reference}/moves/reversal", guarded(&CalendarDesk::undo));
}

booking::PageParts CalendarDesk::parts() {
    return {.day = [this](Request& request, const Account&, CivilDate day,
                          http::Dict& values) { show_calendar(request, day, 1, values); },
            .week = [this](Request& request, const Account&, CivilDate monday,
                           http::Dict& values) { show_calendar(request, monday, week_length, values); },
            .booking = [this](Request& request, const Account&, const Booking& booking,
                              http::Dict& values) { show_plan(request, booking, values, {}); }};
}

void CalendarDesk::show_calendar(Request& request, CivilDate first, int days, http::Dict& values) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const bool by_person = request.query.find("by") == "person";
    const std::string address = days == 1 ? "/desk/day" : "/desk/week";
    const std::string date = format_date(first);
    auto& calendar = values.add("CALENDAR");
    const auto hours = hours_of(rules, first, days);
    calendar.set("ADDRESS", address)
        .set("EVENTS_URL", address + "/events?date=" + date)
        .set("CALENDAR_DATE", date)
        .set("VIEW", days == 1 ? "day" : "week")
        .set("BY", by_person ? "person" : "bay")
        .set("OFFSET", offset_text(rules.zone, house().clock.now()))
        .set("OPENS", format_time_of_day(hours.opens))
        .set("CLOSES", hours.closes == std::chrono::hours{24} ? "24:00" : format_time_of_day(hours.closes))
        .set("BY_BAY_URL", address + "?date=" + date)
        .set("BY_PERSON_URL", address + "?by=person&date=" + date)
        .set("SHEET_URL", "/desk/day/sheet?date=" + date)
        .set("CSRF", request.csrf_token());
    calendar.show(by_person ? "IS_BY_PERSON" : "IS_BY_BAY");
    if (days == 1) calendar.show("OF_A_DAY");
    for (int n = 0; n < days; ++n)
        if (days > 1 && rules.open_spans(add_days(first, n)).empty())
            calendar.add("SHUT").set("WEEKDAY", static_cast<int>(weekday_of(add_days(first, n)).c_encoding()));
    for (const auto& bay : rules.resources)
        calendar.add("BAY_COLUMN").set("ID", std::to_string(bay.id.value())).set("NAME", bay.name);
    if (!by_person) return;
    auto& visit = shop::visit_of(request);
    const auto team = house().database.read(
        request.shop, [&](store::Tx& tx) { return staff::colleagues(tx, house(), visit.actor, visit.openings); });
    for (const auto& one : team)
        calendar.add("PERSON_COLUMN")
            .set("ID", std::to_string(one.id.value()))
            .set("NAME", name_of(house().messages, request.language, one));
    show_people(request, team, span_of(rules.zone, first, days), calendar);
}

// The same as lists, for who has no JavaScript.
void CalendarDesk::show_people(const Request& request, const std::vector<staff::Colleague>& team, Span span,
                               http::Dict& values) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto planned = house().database.read(request.shop, [&](store::Tx& tx) { return agenda(tx, jobs_, span); });
    const auto is_here = [&](PersonId id) { return std::ranges::find(team, id, &staff::Colleague::id) != team.end(); };
    const auto list = [&](const std::string& name, const std::function<bool(const Plan&)>& is_theirs) {
        auto& person = values.add("PERSON");
        person.set("NAME", name);
        std::size_t count = 0;
        for (const auto& entry : planned.entries) {
            if (!is_theirs(entry.plan)) continue;
            ++count;
            const auto local = timetable->rules.zone.to_local(entry.booking.span.start);
            person.add("PLANNED")
                .set("URL", "/desk/bookings/" + entry.booking.reference)
                .set("WHEN", format_short_date(date_of(local), request.language) + ", " +
                                 booking::times_text(timetable->rules.zone, entry.booking.span))
                .set("SERVICE_NAME", service_name(house(), *timetable, entry, request.language))
                .set("BAY", bay_name(timetable->rules, entry.booking.resource))
                .set("STATE", say(request, label(entry.state)));
        }
        if (count == 0) person.show("NOTHING_PLANNED");
    };
    list(say(request, "Nobody yet"), [&](const Plan& plan) { return !plan.person || !is_here(*plan.person); });
    for (const auto& one : team)
        list(name_of(house().messages, request.language, one), [&](const Plan& plan) { return plan.person == one.id; });
}

std::string CalendarDesk::say(const Request& request, std::string_view english) const {
    return house().messages.translate(request.language, english);
}

std::string name_of(const Messages& messages, Language language, const staff::Colleague& colleague) {
    return colleague.first_name.empty() ? messages.translate(language, label(colleague.role)) : colleague.first_name;
}

}  // namespace autojet::calendar
