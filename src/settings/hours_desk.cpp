#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "booking/booking_words.hpp"
#include "settings/kinds.hpp"
#include "settings/settings_desk.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::Rules;

const std::string hours_url = "/desk/settings/hours";
constexpr int days_previewed = 14;
constexpr int spans_of_a_day = 3;

// "opens_1_0" and "closes_1_0" become "08:00-12:00 ...".
std::string spans_in(const http::Form& form, const std::string& day) {
    std::vector<std::string> parts;
    for (int n = 0; n < spans_of_a_day; ++n) {
        const auto number = day + "_" + std::to_string(n);
        const auto opens = form.readable("opens_" + number), closes = form.readable("closes_" + number);
        if (!opens.empty() || !closes.empty()) parts.push_back(opens + "-" + closes);
    }
    return joined(parts, " ");
}

void show_spans_of(http::Dict& row, const std::string& day, const std::string& typed) {
    const auto parts = split(typed, ' ');
    const auto shown = std::min<std::size_t>(spans_of_a_day, std::max<std::size_t>(2, parts.size() + 1));
    for (std::size_t n = 0; n < shown; ++n) {
        const auto part = n < parts.size() ? parts[n] : std::string("-");
        const auto dash = part.find('-');
        row.add("SPAN")
            .set("NUMBER", day + "_" + std::to_string(n))
            .set("OPENS", part.substr(0, dash))
            .set("CLOSES", dash == std::string::npos ? "" : part.substr(dash + 1));
    }
}

std::string times_on(const Rules& rules, CivilDate day, const Voice& say) {
    std::vector<std::string> parts;
    for (const auto& span : rules.open_spans(day)) parts.push_back(booking::times_text(rules.zone, span));
    return parts.empty() ? say("closed") : joined(parts, ", ");
}

bool is_within(const Rules& rules, const scheduling::Span& span) {
    const auto day = date_of(rules.zone.to_local(span.start));
    for (const auto opened : {day, add_days(day, -1)})
        for (const auto& open : rules.open_spans(opened))
            if (open.start <= span.start && span.end <= open.end) return true;
    return false;
}

}  // namespace

void SettingsDesk::preview_hours(store::Tx& tx, http::Dict& values, const Request& request, const Thing& thing,
                                 const std::optional<Values>& wanted) {
    const auto is_about_time = [&](const char* kind) { return thing.kind == kind; };
    if (std::ranges::none_of(std::array{"hours", "holidays", "closure", "special"}, is_about_time)) return;
    const auto now = scheduling::load_rules(tx, house_.shops.zone(request.shop));
    const auto then = with(now, thing, wanted);
    const auto today = now.today(tx.now());
    const auto day_named = parse_date(thing.key);
    const auto first = day_named ? std::max(*day_named, today) : today;
    auto& preview = values.add("DAYS");
    const auto say = voice(request);
    for (int n = 0; n < days_previewed; ++n) {
        const auto day = add_days(first, n);
        const auto before = times_on(now, day, say), after = times_on(then, day, say);
        auto& row = preview.add("DAY");
        row.set("DATE", format_short_date(day, request.language)).set("BEFORE", before).set("AFTER", after);
        if (before != after) row.show("DIFFERS");
    }
    const auto until = now.zone.start_of(add_days(today, 2 * 366));
    std::vector<booking::Booking> outside;
    for (const auto& booking : booking::between(tx, {tx.now(), until}))
        if (is_within(now, booking.span) && !is_within(then, booking.span)) outside.push_back(booking);
    show_outside(values, request, outside);
}

void SettingsDesk::show_outside(http::Dict& values, const Request& request,
                                const std::vector<booking::Booking>& bookings) const {
    if (bookings.empty()) return;
    const auto& zone = house_.shops.zone(request.shop);
    auto& section = values.add("HAS_OUTSIDE");
    for (const auto& booking : bookings)
        section.add("BOOKING_OUTSIDE")
            .set("URL", "/desk/bookings/" + booking.reference)
            .set("TEXT", booking::when_text(zone, booking.span.start, request.language) + " · " +
                             booking::display_reference(booking.reference));
}

http::Response SettingsDesk::hours(Request& request, const Account& account) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const auto today = rules.today(house_.clock.now());
    const auto say = voice(request);
    http::Dict values;
    const auto week = typed_of(request, {"hours", std::string(week_key)});
    for (const auto& [day, spans] : week)
        values.add("DAY").set("NAME", settings_.kind("hours").label(day, say)).set("TIMES", show_spans(spans, say));
    if (rules.openings.empty()) values.show("NEVER_OPEN");
    for (const auto holiday : scheduling::all_holidays) {
        const auto this_year = scheduling::day_of(holiday, int{today.year()});
        const auto day = this_year < today ? scheduling::day_of(holiday, int{today.year()} + 1) : this_year;
        values.add("HOLIDAY")
            .set("NAME", say(label(holiday)))
            .set("DATE", format_long_date(day, request.language))
            .set("STATE", say(is_closed_on(rules.holidays, holiday, rules.booking.on_holidays) ? "closed" : "open"));
    }
    for (const auto& closure : rules.closures) {
        if (closure.last < today) continue;
        values.add("CLOSURE")
            .set("DATES",
                 format_long_date(closure.first, request.language) +
                     (closure.last == closure.first ? "" : " – " + format_long_date(closure.last, request.language)))
            .set("URL", hours_url + "/closures/" + format_date(closure.first) + "/removal");
    }
    std::string last;
    for (const auto& special : rules.special) {
        const auto date = format_date(special.day);
        if (special.day < today || date == last) continue;
        last = date;
        values.add("SPECIAL")
            .set("DATE", format_long_date(special.day, request.language))
            .set("TIMES", times_on(rules, special.day, say))
            .set("URL", hours_url + "/special/" + date + "/removal");
    }
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto& kind = settings_.kind("rules");
        for (const auto& [name, value] : kind.load(tx, "").value_or(Values{}))
            values.add("RULE").set("WHAT", kind.label(name, say)).set("VALUE", kind.show(tx, name, value, say));
        return 0;
    });
    return in_frame(request, account, "settings_hours.html", values, say("Opening hours"));
}

http::Response SettingsDesk::week(Request& request, const Account& account) {
    Editor editor{.thing = {"hours", std::string(week_key)},
                  .page = "settings_week.html",
                  .heading = say(request, "Opening hours"),
                  .action = hours_url + "/week",
                  .back = hours_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (auto& [day, spans] : editor.typed) spans = spans_in(request.form(), day);
    editor.fill = [&](http::Dict& values, const Values& typed, const Errors& errors) {
        for (const auto& [day, spans] : typed) {
            auto& row = values.add("DAY");
            row.set("ID", day).set("NAME", settings_.kind("hours").label(day, voice(request)));
            show_spans_of(row, day, spans);
            const auto found = std::ranges::find(errors, day, &Error::field);
            if (found != errors.end()) row.add("WRONG").set("MESSAGE", say(request, found->message));
        }
    };
    editor.preview = [&](store::Tx& tx, http::Dict& values, const Values& wanted) {
        preview_hours(tx, values, request, editor.thing, wanted);
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::holidays(Request& request, const Account& account) {
    Editor editor{.thing = {"holidays", std::string(all_key)},
                  .page = "settings_holidays.html",
                  .heading = say(request, "Holidays"),
                  .action = hours_url + "/holidays",
                  .back = hours_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (auto& [name, closed] : editor.typed) closed = request.form().text(name);
    const auto today = bookings_.timetable(request.shop)->rules.today(house_.clock.now());
    editor.fill = [&, today](http::Dict& values, const Values& typed, const Errors&) {
        for (const auto holiday : scheduling::all_holidays) {
            auto& row = values.add("HOLIDAY");
            row.set("ID", code(holiday)).set("NAME", say(request, label(holiday)));
            std::vector<std::string> dates;
            for (const int year : {0, 1, 2})
                if (const auto day = scheduling::day_of(holiday, int{today.year()} + year);
                    day >= today && dates.size() < 2)
                    dates.push_back(format_long_date(day, request.language));
            row.set("DATES", joined(dates, " · "));
            if (!value_in(typed, code(holiday)).empty()) row.show("CHECKED");
        }
    };
    editor.preview = [&](store::Tx& tx, http::Dict& values, const Values& wanted) {
        preview_hours(tx, values, request, editor.thing, wanted);
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::closure(Request& request, const Account& account) {
    const auto first = request.form().readable("first");
    Editor editor{.thing = {"closure", first},
                  .page = "settings_closure.html",
                  .heading = say(request, "Close the shop"),
                  .action = hours_url + "/closures",
                  .back = hours_url,
                  .typed = {{"last", request.form().text("last")}}};
    if (editor.typed["last"].empty()) editor.typed["last"] = first;
    editor.fill = [&](http::Dict& values, const Values&, const Errors&) { values.set("FIRST", first); };
    editor.preview = [&](store::Tx& tx, http::Dict& values, const Values& wanted) {
        preview_hours(tx, values, request, editor.thing, wanted);
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::special(Request& request, const Account& account) {
    const auto day = request.form().readable("day");
    Editor editor{.thing = {"special", day},
                  .page = "settings_special.html",
                  .heading = say(request, "Other hours on one day"),
                  .action = hours_url + "/special",
                  .back = hours_url,
                  .typed = {{"hours", spans_in(request.form(), "day")}}};
    editor.fill = [&](http::Dict& values, const Values& typed, const Errors&) {
        values.set("DAY", day);
        show_spans_of(values, "day", value_in(typed, "hours"));
    };
    editor.preview = [&](store::Tx& tx, http::Dict& values, const Values& wanted) {
        preview_hours(tx, values, request, editor.thing, wanted);
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::rules(Request& request, const Account& account) {
    Editor editor{.thing = {"rules", std::string(all_key)},
                  .page = "settings_rules.html",
                  .heading = say(request, "What can be booked on the website"),
                  .action = hours_url + "/rules",
                  .back = hours_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (auto& [name, text] : editor.typed) text = request.form().text(name == "step" ? "every" : name);
    return edit(request, account, editor);
}

http::Response SettingsDesk::remove_closure(Request& request, const Account& account) {
    return act(request, account, {"closure", request.path_parameters.at("day")}, std::nullopt, hours_url);
}

http::Response SettingsDesk::remove_special(Request& request, const Account& account) {
    return act(request, account, {"special", request.path_parameters.at("day")}, std::nullopt, hours_url);
}

}  // namespace autojet::settings
