#include "figures/sheets.hpp"

#include <algorithm>
#include <numeric>

#include "bookkeeping/csv.hpp"
#include "figures/chart.hpp"

namespace autojet::figures {

namespace {

constexpr std::int64_t minutes_in_an_hour = 60;

constexpr std::array<std::string_view, std::tuple_size_v<LeadGroups>> lead_labels{
    "the same day", "1 day", "2 to 3 days", "4 to 7 days", "8 to 14 days", "longer"};

bool is_few(int count) {
    return count > 0 && count < fewest;
}

// "7.5" for machines, "7,5" in Dutch; rounded half up.
std::string hours(Minutes minutes, char point) {
    const auto tenths = round_half_up(minutes.count() * 10, minutes_in_an_hour);
    return std::to_string(tenths / 10) + point + std::to_string(tenths % 10);
}

std::string percent_words(const Use& use) {
    const auto percent = use.percent();
    return percent ? std::to_string(*percent) + " %" : "–";
}

std::string csv_count(int count) {
    return is_few(count) ? "<" + std::to_string(fewest) : std::to_string(count);
}

std::string few_words(const Words& words) {
    return words.say("fewer than 5");
}

// Services that few have wanted stand together; when they are few even so, with no number.
std::vector<ServiceUse> without_few(const std::vector<ServiceUse>& services, const Words& words) {
    std::vector<ServiceUse> shown;
    ServiceUse others{words.say("Other services"), 0, {}};
    for (const auto& service : services)
        if (is_few(service.times)) {
            others.times += service.times;
            others.agreed += service.agreed;
        } else {
            shown.push_back(service);
        }
    if (others.times > 0) shown.push_back(others);
    return shown;
}

}  // namespace

std::string count_words(int count, const Words& words) {
    return is_few(count) ? few_words(words) : std::to_string(count);
}

Sheet utilisation(const Figures& figures, const Window& window, const Words& words) {
    const bool daily = window.length == Length::month;
    Sheet sheet{.id = "utilisation",
                .title = words.say("How full the bays were"),
                .note = words.say("Hours of bays that were booked, of those that were open by the hours of now."),
                .svg = {},
                .head = {words.say(daily ? "Day" : "Week from"), words.say("Hours booked"), words.say("Hours open"),
                         words.say("Full")},
                .rows = {},
                .values = {}};
    const char point = words.language == Language::nl ? ',' : '.';
    std::vector<Bar> bars;
    Minutes most{};
    for (const auto& use : daily ? figures.days : by_week(figures.days)) {
        const auto day = format_short_date(use.first, words.language);
        sheet.rows.push_back({day, hours(use.booked, point), hours(use.available, point), percent_words(use)});
        const auto percent = use.percent();
        sheet.values.push_back({format_date(use.first), hours(use.booked, '.'), hours(use.available, '.'),
                                percent ? std::to_string(*percent) : std::string()});
        const auto label =
            daily ? std::to_string(static_cast<unsigned>(use.first.day())) : day.substr(day.find(' ') + 1);
        bars.push_back({label, use.booked.count(), use.available.count()});
        most = std::max({most, use.booked, use.available});
    }
    if (most > Minutes{})
        sheet.svg = bars_svg(bars, {sheet.id, sheet.title, hours(most, point) + " " + words.say("hours")});
    return sheet;
}

Sheet takings(const std::vector<bookkeeping::Turnover>& months, const Words& words) {
    Sheet sheet{
        .id = "takings",
        .title = words.say("Takings by month"),
        .note = words.say("Invoices less credit notes, as the books have them: all of them, since sums are about "
                          "nobody. The lighter part is VAT."),
        .svg = {},
        .head = {words.say("Month"), words.say("Excluding VAT"), words.say("VAT"), words.say("Including VAT")},
        .rows = {},
        .values = {}};
    std::vector<Bar> bars;
    Money most;
    for (const auto& month : months) {
        sheet.rows.push_back({month_words(month.month, words.language), month.net.display(words.language),
                              month.vat.display(words.language), month.gross().display(words.language)});
        sheet.values.push_back(
            {format_date(month.month).substr(0, 7), month.net.decimal(), month.vat.decimal(), month.gross().decimal()});
        const auto label = format_short_date(month.month, words.language);
        bars.push_back({label.substr(label.rfind(' ') + 1), month.net.cents(), month.gross().cents()});
        most = std::max(most, month.gross());
    }
    if (most > Money{}) sheet.svg = bars_svg(bars, {sheet.id, sheet.title, most.display(words.language)});
    return sheet;
}

Sheet services(const Figures& figures, const scheduling::Catalogue& catalogue, const Words& words) {
    Sheet sheet{.id = "services",
                .title = words.say("Most wanted services"),
                .note = words.say("With the prices that were agreed. What fewer than 5 wanted stands together, so that "
                                  "nobody can be made out."),
                .svg = {},
                .head = {words.say("Service"), words.say("Times"), words.say("Agreed, including VAT")},
                .rows = {},
                .values = {}};
    std::vector<Bar> bars;
    for (const auto& use : without_few(figures.services, words)) {
        const auto* service = scheduling::find_service(catalogue, use.service);
        const auto name = service ? service->name(words.language) : use.service;
        const bool few = is_few(use.times);
        sheet.rows.push_back({name, count_words(use.times, words), few ? "–" : use.agreed.display(words.language)});
        sheet.values.push_back({name, csv_count(use.times), few ? "" : use.agreed.decimal()});
        if (!few) bars.push_back({name + ": " + std::to_string(use.times), use.times});
    }
    if (!bars.empty()) sheet.svg = lying_bars_svg(bars, {sheet.id, sheet.title, ""});
    return sheet;
}

Sheet lead_times(const Figures& figures, const Words& words) {
    Sheet sheet{.id = "lead-times",
                .title = words.say("How long ahead people book"),
                .note = words.say("From booking to appointment."),
                .svg = {},
                .head = {words.say("Ahead"), words.say("Appointments")},
                .rows = {},
                .values = {}};
    std::vector<Bar> bars;
    for (std::size_t n = 0; n < lead_labels.size(); ++n) {
        const auto times = figures.lead.at(n);
        sheet.rows.push_back({words.say(lead_labels.at(n)), count_words(times, words)});
        sheet.values.push_back({words.say(lead_labels.at(n)), csv_count(times)});
        bars.push_back({words.say(lead_labels.at(n)) + ": " + count_words(times, words), is_few(times) ? 0 : times});
    }
    if (std::ranges::any_of(bars, [](const Bar& bar) { return bar.value > 0; }))
        sheet.svg = lying_bars_svg(bars, {sheet.id, sheet.title, ""});
    return sheet;
}

std::string csv_of(const Sheet& sheet) {
    std::string file;
    const auto add = [&](const std::vector<std::string>& fields) {
        for (std::size_t n = 0; n < fields.size(); ++n) file += (n == 0 ? "" : ",") + bookkeeping::csv_field(fields[n]);
        file += "\r\n";
    };
    add(sheet.head);
    for (const auto& row : sheet.values) add(row);
    return file;
}

}  // namespace autojet::figures
