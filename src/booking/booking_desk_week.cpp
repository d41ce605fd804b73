#include <set>

#include "booking/booking_desk.hpp"
#include "booking/booking_words.hpp"
#include "privacy/standing.hpp"

namespace autojet::booking {

namespace {

constexpr int week_length = 7;
constexpr int load_steps = 20;

std::string count_text(const Messages& messages, Language language, std::size_t count) {
    return std::to_string(count) + " " + messages.translate(language, count == 1 ? "booking" : "bookings");
}

// Planned minutes as a share of the open ones, in hundredths.
int load_of(const std::vector<Span>& open, const std::vector<Booking>& planned) {
    std::chrono::seconds available{0}, taken{0};
    for (const auto& span : open) available += span.end - span.start;
    for (const auto& booking : planned) taken += booking.span.end - booking.span.start;
    return available.count() == 0 ? 0 : static_cast<int>(std::min<std::int64_t>(100 * taken / available, 100));
}

}  // namespace

// No names here: who is coming is opened on the day's page, for those whose turn it is.
http::Response DeskPages::week(http::Request& request, const staff::Account& account) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const CivilDate today = rules.today(house.clock.now());
    const auto asked = parse_date(request.query.find("date").value_or(""));
    const CivilDate monday = monday_of_week(asked ? *asked : today);
    const auto week_url = [](CivilDate date) { return "/desk/week?date=" + format_date(date); };

    http::Dict values;
    values.set("WEEK_LABEL", say(request, "Week") + " " + std::to_string(week_number(monday)) + ", " +
                                 format_short_date(monday, request.language) + " – " +
                                 format_short_date(add_days(monday, week_length - 1), request.language));
    values.set("PREVIOUS_URL", week_url(add_days(monday, -week_length)))
        .set("NEXT_URL", week_url(add_days(monday, week_length)));
    if (monday != monday_of_week(today)) values.show("NOT_THIS_WEEK");
    for (const auto& bay : rules.resources) values.add("BAY").set("NAME", bay.name);

    std::set<PersonId> only_kept;
    const auto bookings = house.database.read(request.shop, [&](store::Tx& tx) {
        const auto planned =
            between(tx, {rules.zone.start_of(monday), rules.zone.start_of(add_days(monday, week_length))});
        for (const auto& booking : planned)
            if (privacy::is_restricted(tx, booking.person)) only_kept.insert(booking.person);
        return planned;
    });
    values.set("WEEK_SUMMARY", count_text(house.messages, request.language, bookings.size()));

    for (int n = 0; n < week_length; ++n) {
        const CivilDate day = add_days(monday, n);
        auto& row = values.add("DAY");
        const auto short_date = format_short_date(day, request.language);
        row.set("URL", "/desk/day?date=" + format_date(day))
            .set("WEEKDAY", weekday_name(weekday_of(day), request.language));
        row.set("DAY_MONTH", short_date.substr(short_date.find(' ') + 1));
        if (day == today) row.show("TODAY");
        const auto open = rules.open_spans(day);
        const auto is_on = [&](const Booking& booking) {
            return date_of(rules.zone.to_local(booking.span.start)) == day;
        };
        if (open.empty() && std::ranges::none_of(bookings, is_on)) {
            row.add("CLOSED").set("TEXT", say(request, "closed")).set("BAY_COUNT", rules.resources.size());
            continue;
        }
        for (const auto& bay : rules.resources) {
            std::vector<Booking> planned;
            std::ranges::copy_if(bookings, std::back_inserter(planned),
                                 [&](const Booking& b) { return is_on(b) && b.resource == bay.id; });
            auto& cell = row.add("CELL");
            const int load = load_of(open, planned);
            cell.set("NAME", bay.name);
            cell.set("LOAD", std::to_string(load) + " %").set("LOAD_STEP", load * load_steps / 100);
            cell.set("COUNT_TEXT", count_text(house.messages, request.language, planned.size()));
            const auto pending = std::ranges::count(planned, Status::pending, &Booking::status);
            if (pending > 0)
                cell.add("PENDING").set("TEXT", std::to_string(pending) + " " + say(request, "to confirm"));
            for (const auto& booking : planned) {
                auto& line = cell.add("BOOKING");
                const auto* service = scheduling::find_service(timetable->catalogue, booking.service);
                line.set("STATUS_CLASS", code(booking.status)).set("STATUS", say(request, label(booking.status)));
                line.set("URL", "/desk/bookings/" + booking.reference)
                    .set("TIME", format_time_of_day(rules.zone.to_local(booking.span.start)));
                if (only_kept.contains(booking.person))
                    line.set("SERVICE_NAME", say(request, privacy::restricted_badge));
                else
                    line.set("SERVICE_NAME", service ? service->name(request.language) : "");
            }
        }
    }
    for (const auto& parts : parts_)
        if (parts.week) parts.week(request, account, monday, values);
    return desk_.page(request, account, "desk_week.html", values,
                      {.title = say(request, "Week"), .description = "", .section = "week"});
}

}  // namespace autojet::booking
