#include "booking/booking_pages.hpp"
#include "booking/booking_words.hpp"

namespace autojet::booking {

namespace {

constexpr int week_length = 7;

std::string week_url(const WeekOfTimes& week, CivilDate from) {
    return week.page_url + "&from=" + format_date(from);
}

std::string week_label(CivilDate monday, Language language) {
    return format_short_date(monday, language) + " – " + format_short_date(add_days(monday, week_length - 1), language);
}

std::string_view why_none(const scheduling::Rules& rules, CivilDate day, CivilDate today) {
    if (day < today) return "past";
    return rules.open_spans(day).empty() ? "closed" : "full";
}

}  // namespace

void show_week(http::Dict& values, Bookings& bookings, ShopId shop, Language language, const WeekOfTimes& week) {
    const auto& house = bookings.house();
    const auto timetable = bookings.timetable(shop);
    const auto& rules = timetable->rules;
    const Instant now = house.clock.now();
    const CivilDate today = rules.today(now);
    const CivilDate last = rules.last_day(now);

    house.database.read(shop, [&](store::Tx& tx) {
        const auto first_free = scheduling::first_free_start(tx, rules, week.service->need(week.size), week.duration);
        const auto first_day = first_free ? date_of(rules.zone.to_local(*first_free)) : today;
        const CivilDate monday = monday_of_week(std::clamp(week.from.value_or(first_day), today, last));
        values.set("WEEK_LABEL", week_label(monday, language));
        if (monday > today) values.add("PREVIOUS_WEEK").set("URL", week_url(week, add_days(monday, -week_length)));
        if (add_days(monday, week_length) <= last)
            values.add("NEXT_WEEK").set("URL", week_url(week, add_days(monday, week_length)));

        bool any = false;
        for (const auto& day :
             scheduling::free_starts(tx, rules, week.service->need(week.size), week.duration, monday, week_length)) {
            auto& row = values.add("DAY");
            row.set("DATE", format_date(day.date)).set("WEEKDAY", weekday_name(weekday_of(day.date), language));
            const auto short_date = format_short_date(day.date, language);
            row.set("DAY_MONTH", short_date.substr(short_date.find(' ') + 1));
            for (const Instant start : day.starts)
                row.add("START")
                    .set("VALUE", rules.zone.format_rfc3339(start))
                    .set("TIME", format_time_of_day(rules.zone.to_local(start)));
            if (day.starts.empty())
                row.add("NONE").set("TEXT", house.messages.translate(language, why_none(rules, day.date, today)));
            any = any || !day.starts.empty();
        }
        if (any) return 0;
        auto& empty = values.add("EMPTY");
        if (first_free && first_day > monday)
            empty.add("NEXT_WITH_FREE")
                .set("URL", week_url(week, first_day))
                .set("TEXT", when_text(rules.zone, *first_free, language));
        return 0;
    });
}

}  // namespace autojet::booking
