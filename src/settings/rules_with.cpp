// What the rules would be with a change that has not been made: for previews, and for making it.
#include <algorithm>

#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::Minutes;
using scheduling::Rules;

std::int64_t whole(const Values& values, std::string_view name) {
    return parse_whole(value_in(values, name)).value_or(0);
}

void set_week(Rules& rules, const Values& values) {
    rules.openings.clear();
    for (unsigned day = 1; day <= 7; ++day)
        for (const auto& span : spans_from(value_in(values, std::to_string(day))))
            rules.openings.push_back({std::chrono::weekday{day % 7}, span.opens, span.closes});
}

void set_closure(Rules& rules, CivilDate first, const std::optional<Values>& wanted) {
    std::erase_if(rules.closures, [&](const auto& closure) { return closure.first == first; });
    if (!wanted) return;
    if (const auto last = parse_date(value_in(*wanted, "last"))) rules.closures.push_back({first, *last});
}

void set_special(Rules& rules, CivilDate day, const std::optional<Values>& wanted) {
    std::erase_if(rules.special, [&](const auto& hours) { return hours.day == day; });
    if (!wanted) return;
    for (const auto& span : spans_from(value_in(*wanted, "hours")))
        rules.special.push_back({day, span.opens, span.closes});
}

void set_bay(Rules& rules, const std::string& key, const std::optional<Values>& wanted) {
    const auto id = scheduling::ResourceId{parse_whole(key).value_or(0)};
    std::erase_if(rules.resources, [&](const auto& bay) { return bay.id == id; });
    if (wanted && value_in(*wanted, "state") != code(scheduling::BayState::retired))
        rules.resources.push_back(bay_from(key, *wanted));
}

}  // namespace

Rules with(Rules rules, const Thing& thing, const std::optional<Values>& wanted) {
    const auto values = wanted.value_or(Values{});
    if (thing.kind == "hours") set_week(rules, values);
    if (thing.kind == "holidays")
        for (const auto holiday : scheduling::all_holidays)
            rules.holidays[holiday] = !value_in(values, code(holiday)).empty();
    if (thing.kind == "rules") {
        rules.booking.notice = Minutes{whole(values, "notice")};
        rules.booking.horizon_days = static_cast<int>(whole(values, "horizon"));
        rules.booking.step = Minutes{whole(values, "step")};
        rules.booking.confirmation = value_in(values, "at_once").empty() ? scheduling::Confirmation::by_the_shop
                                                                         : scheduling::Confirmation::at_once;
    }
    if (thing.kind == "bay") set_bay(rules, thing.key, wanted);
    const auto day = parse_date(thing.key);
    if (day && thing.kind == "closure") set_closure(rules, *day, wanted);
    if (day && thing.kind == "special") set_special(rules, *day, wanted);
    return rules;
}

}  // namespace autojet::settings
