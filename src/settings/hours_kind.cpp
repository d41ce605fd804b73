// The week, the days that differ from it, and what may be booked when.
#include <algorithm>

#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::all_holidays;
using scheduling::Minutes;
using scheduling::Rules;

constexpr int longest_closure = 366;

// Of any zone: what the kinds look at does not depend on it.
Rules rules_of(store::Tx& tx) {
    return scheduling::load_rules(tx, Zone::find("UTC").value());
}

// What the kinds about time share: they live on one page, and are read as texts.
class TimeKind : public Kind {
public:
    std::string url(store::Tx&, const std::string&) const override { return "/desk/settings/hours"; }
    Errors check(store::Tx&, const std::string&, const Values&) const override { return {}; }
    std::string typed(std::string_view, const std::string& value, Language) const override { return value; }
};

class HoursKind : public TimeKind {
public:
    std::string_view name() const override { return "hours"; }
    std::optional<Values> load(store::Tx& tx, const std::string&) const override {
        std::map<unsigned, std::vector<OpenSpan>> spans;
        for (const auto& opening : rules_of(tx).openings)
            spans[opening.day.iso_encoding()].push_back({opening.opens, opening.closes});
        Values values;
        for (unsigned day = 1; day <= 7; ++day) values[std::to_string(day)] = text_of(spans[day]);
        return values;
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        scheduling::set_openings(tx, with(rules_of(tx), {"hours", key}, wanted).openings);
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override { return read_spans(typed); }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("Opening hours");
    }
    std::string label(std::string_view name, const Voice& say) const override {
        const auto day = static_cast<unsigned>(parse_whole(name).value_or(1));
        return weekday_name(std::chrono::weekday{day % 7}, say.language);
    }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        return show_spans(value, say);
    }
};

class HolidaysKind : public TimeKind {
public:
    std::string_view name() const override { return "holidays"; }
    std::optional<Values> load(store::Tx& tx, const std::string&) const override {
        const auto rules = rules_of(tx);
        Values values;
        for (const auto holiday : all_holidays)
            values[std::string(code(holiday))] =
                yes_or_no(is_closed_on(rules.holidays, holiday, rules.booking.on_holidays));
        return values;
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        scheduling::set_holidays(tx, with(rules_of(tx), {"holidays", key}, wanted).holidays);
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override {
        return yes_or_no(typed == yes);
    }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("Holidays");
    }
    std::string label(std::string_view name, const Voice& say) const override {
        const auto holiday = scheduling::holiday_from_code(name);
        return holiday ? say(scheduling::label(*holiday)) : std::string(name);
    }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        return say(value.empty() ? "open" : "closed");
    }
};

class ClosureKind : public TimeKind {
public:
    std::string_view name() const override { return "closure"; }
    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        for (const auto& closure : rules_of(tx).closures)
            if (format_date(closure.first) == key) return Values{{"last", format_date(closure.last)}};
        return std::nullopt;
    }
    Errors check(store::Tx& tx, const std::string& key, const Values& wanted) const override {
        const auto first = parse_date(key), last = parse_date(value_in(wanted, "last"));
        if (!first || !last) return {{ErrorCode::invalid, "not_a_date", "Please give a date.", "first"}};
        if (*last < *first || *last > add_days(*first, longest_closure))
            return {{ErrorCode::invalid, "out_of_range", "The last day comes after the first, within a year.", "last"}};
        for (const auto& other : rules_of(tx).closures)
            if (format_date(other.first) != key && other.first <= *last && *first <= other.last)
                return {
                    {ErrorCode::conflict, "overlapping", "The shop is closed on some of these days already.", "first"}};
        return {};
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        const auto first = parse_date(key);
        if (!first) return tl::unexpected(first.error());
        scheduling::remove_closure(tx, *first);
        if (wanted) scheduling::add_closure(tx, {*first, parse_date(value_in(*wanted, "last")).value()});
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override {
        const auto date = parse_date(trim(typed));
        if (!date) return refuse(ErrorCode::invalid, "not_a_date", "Please give a date.");
        return format_date(*date);
    }
    std::string title(store::Tx&, const std::string& key, const Values&, const Voice& say) const override {
        const auto first = parse_date(key);
        return say("Closed from") + " " + (first ? format_long_date(*first, say.language) : key);
    }
    std::string label(std::string_view, const Voice& say) const override { return say("Last closed day"); }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        const auto date = parse_date(value);
        return date ? format_long_date(*date, say.language) : say("none");
    }
};

class SpecialKind : public TimeKind {
public:
    std::string_view name() const override { return "special"; }
    std::optional<Values> load(store::Tx& tx, const std::string& key) const override {
        std::vector<OpenSpan> spans;
        for (const auto& hours : rules_of(tx).special)
            if (format_date(hours.day) == key) spans.push_back({hours.opens, hours.closes});
        return spans.empty() ? std::nullopt : std::optional{Values{{"hours", text_of(spans)}}};
    }
    Errors check(store::Tx& tx, const std::string& key, const Values& wanted) const override {
        const auto day = parse_date(key);
        if (!day) return {{ErrorCode::invalid, "not_a_date", "Please give a date.", "day"}};
        if (value_in(wanted, "hours").empty())
            return {{ErrorCode::invalid, "required", "Please give the hours of this day.", "hours"}};
        for (const auto& closure : rules_of(tx).closures)
            if (closure.first <= *day && *day <= closure.last)
                return {
                    {ErrorCode::conflict, "overlapping", "The shop is closed on some of these days already.", "day"}};
        return {};
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        const auto day = parse_date(key);
        if (!day) return tl::unexpected(day.error());
        std::vector<scheduling::SpecialHours> hours;
        for (const auto& span : spans_from(wanted ? value_in(*wanted, "hours") : ""))
            hours.push_back({*day, span.opens, span.closes});
        scheduling::set_special_hours(tx, *day, hours);
        return {};
    }
    Result<std::string> read(std::string_view, const std::string& typed) const override { return read_spans(typed); }
    std::string title(store::Tx&, const std::string& key, const Values&, const Voice& say) const override {
        const auto day = parse_date(key);
        return say("Other hours on") + " " + (day ? format_long_date(*day, say.language) : key);
    }
    std::string label(std::string_view, const Voice& say) const override { return say("Open"); }
    std::string show(store::Tx&, std::string_view, const std::string& value, const Voice& say) const override {
        return show_spans(value, say);
    }
};

class RulesKind : public TimeKind {
public:
    std::string_view name() const override { return "rules"; }
    std::optional<Values> load(store::Tx& tx, const std::string&) const override {
        const auto booking = rules_of(tx).booking;
        return Values{{"notice", std::to_string(booking.notice.count())},
                      {"horizon", std::to_string(booking.horizon_days)},
                      {"step", std::to_string(booking.step.count())},
                      {"at_once", yes_or_no(booking.confirmation == scheduling::Confirmation::at_once)}};
    }
    Result<void> apply(store::Tx& tx, const std::string& key, const std::optional<Values>& wanted) const override {
        scheduling::set_booking_rules(tx, with(rules_of(tx), {"rules", key}, wanted).booking);
        return {};
    }
    Result<std::string> read(std::string_view name, const std::string& typed) const override {
        constexpr int longest_notice = 14 * 24 * 60, longest_horizon = 730, longest_step = 240;
        const auto quantum = scheduling::quantum_length.count();
        if (name == "notice") return read_number(typed, 0, longest_notice, quantum);
        if (name == "horizon") return read_number(typed, 1, longest_horizon, 1);
        if (name == "step") return read_number(typed, quantum, longest_step, quantum);
        return yes_or_no(typed == yes);
    }
    std::string title(store::Tx&, const std::string&, const Values&, const Voice& say) const override {
        return say("What can be booked on the website");
    }
    std::string label(std::string_view name, const Voice& say) const override {
        if (name == "notice") return say("Shortest time between booking and coming");
        if (name == "horizon") return say("How far ahead people can book");
        if (name == "step") return say("Time between the starts that are offered");
        return say("Bookings are confirmed at once");
    }
    std::string show(store::Tx&, std::string_view name, const std::string& value, const Voice& say) const override {
        if (name == "at_once") return say(value.empty() ? "no" : "yes");
        return value + " " + (name == "horizon" ? say("days") : "min");
    }
};

}  // namespace

std::unique_ptr<Kind> hours_kind() {
    return std::make_unique<HoursKind>();
}
std::unique_ptr<Kind> holidays_kind() {
    return std::make_unique<HolidaysKind>();
}
std::unique_ptr<Kind> closure_kind() {
    return std::make_unique<ClosureKind>();
}
std::unique_ptr<Kind> special_kind() {
    return std::make_unique<SpecialKind>();
}
std::unique_ptr<Kind> rules_kind() {
    return std::make_unique<RulesKind>();
}

}  // namespace autojet::settings
