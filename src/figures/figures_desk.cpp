#include <algorithm>

#include "figures/figures.hpp"
#include "shop/visit.hpp"

namespace autojet::figures {

namespace {

constexpr std::string_view url = "/desk/figures";

std::string days_words(const std::optional<int>& days, const Words& words) {
    if (!days) return "–";
    return std::to_string(*days) + " " + words.say(*days == 1 ? "day" : "days");
}

std::string percent_words(const Use& use) {
    const auto percent = use.percent();
    return percent ? std::to_string(*percent) + " %" : "–";
}

std::string hours_words(const std::optional<std::int64_t>& minutes, const Words& words) {
    if (!minutes) return "–";
    return std::to_string(round_half_up(*minutes, 60)) + " " + words.say("hours");
}

void show_sheet(http::Dict& values, const Sheet& sheet, const Window& window) {
    auto& shown = values.add("SHEET");
    shown.set("ID", sheet.id).set("TITLE", sheet.title).set("NOTE", sheet.note);
    shown.set("FILE_URL", std::string(url) + "/" + sheet.id + "?period=" + window.name());
    if (sheet.svg.empty())
        shown.show("NOTHING");
    else
        shown.add("CHART").set_trusted_html("SVG", sheet.svg);
    for (const auto& name : sheet.head) shown.add("HEAD").set("NAME", name);
    for (const auto& row : sheet.rows) {
        auto& line = shown.add("ROW");
        line.set("FIRST", row.front());
        for (auto cell = row.begin() + 1; cell != row.end(); ++cell) line.add("CELL").set("VALUE", *cell);
    }
}

}  // namespace

struct FiguresDesk::Compared {
    Figures now;
    Figures before;
    std::vector<bookkeeping::Turnover> year;  // the twelve months that end with the window
    Money net;
    Money net_before;
};

Module FiguresDesk::module() const {
    return {.name = "figures",
            .add_routes =
                [this](http::Router& router) {
                    router.add(http::Method::get, std::string(url),
                               desk_.guarded([this](http::Request& request, const staff::Account& account) {
                                   return show(request, account);
                               }));
                    router.add(http::Method::get, std::string(url) + "/{sheet}",
                               desk_.guarded([this](http::Request& request, const staff::Account& account) {
                                   return download(request, account);
                               }));
                },
            .jobs = {}};
}

Window FiguresDesk::window_for(const http::Request& request) const {
    const auto asked = parse_window(request.query.find("period").value_or(""));
    return asked ? *asked
                 : window_of(Length::month, bookings_.timetable(request.shop)->rules.today(house_.clock.now()));
}

Words FiguresDesk::words_for(const http::Request& request) const {
    return {request.language, [this, &request](std::string_view english) { return desk_.say(request, english); }};
}

Result<FiguresDesk::Compared> FiguresDesk::load(http::Request& request, const Window& window) const {
    const auto timetable = bookings_.timetable(request.shop);
    auto& visit = shop::visit_of(request);
    return house_.database.read(request.shop, [&](store::Tx& tx) -> Result<Compared> {
        const auto counted = [&](const Window& of) {
            return count(tx, house_, timetable->rules, of, visits_, visit.actor, visit.openings);
        };
        auto now = counted(window);
        if (!now) return tl::unexpected(now.error());
        auto before = counted(window.before());
        if (!before) return tl::unexpected(before.error());
        const auto net_of = [&](const Window& of) {
            return bookkeeping::sum_of(bookkeeping::turnover(tx, of.from, of.until)).net;
        };
        return Compared{std::move(*now), std::move(*before),
                        bookkeeping::turnover(tx, add_months(window.until, -11), window.until), net_of(window),
                        net_of(window.before())};
    });
}

std::vector<Sheet> FiguresDesk::sheets(const http::Request& request, const Window& window,
                                       const Compared& compared) const {
    const auto words = words_for(request);
    return {utilisation(compared.now, window, words), takings(compared.year, words),
            services(compared.now, bookings_.timetable(request.shop)->catalogue, words),
            lead_times(compared.now, words)};
}

void FiguresDesk::show_key_figures(const http::Request& request, http::Dict& values, const Compared& compared) const {
    const auto words = words_for(request);
    const auto add = [&](std::string_view label, const std::string& value, const std::string& before) {
        values.add("KEY").set("LABEL", words.say(label)).set("VALUE", value).set("BEFORE", before);
    };
    const auto& [now, before, year, net, net_before] = compared;
    add("Bays full", percent_words(now.whole), percent_words(before.whole));
    add("Takings, excluding VAT", net.display(words.language), net_before.display(words.language));
    add("Appointments", count_words(now.appointments, words), count_words(before.appointments, words));
    add("Cancelled within a day", count_words(now.cancelled_late, words), count_words(before.cancelled_late, words));
    if (now.no_shows || before.no_shows)
        add("Did not come", now.no_shows ? count_words(*now.no_shows, words) : "–",
            before.no_shows ? count_words(*before.no_shows, words) : "–");
    add("Booked ahead, half of them", days_words(now.lead_median, words), days_words(before.lead_median, words));
    if (now.ready_median || before.ready_median)
        add("From arrival to ready, half of them", hours_words(now.ready_median, words),
            hours_words(before.ready_median, words));
}

http::Response FiguresDesk::show(http::Request& request, const staff::Account& account) const {
    const auto window = window_for(request);
    const auto compared = load(request, window);
    if (!compared) return desk_.error(request, account, 403, "Not permitted", compared.error().message);
    http::Dict values;
    values.set("PERIOD", window.words(request.language)).set("BEFORE", window.before().words(request.language));
    for (const auto& offered : windows_until(bookings_.timetable(request.shop)->rules.today(house_.clock.now()))) {
        auto& option = values.add("OPTION");
        option.set("NAME", offered.name()).set("WORDS", offered.words(request.language));
        if (offered.name() == window.name()) option.show("CHOSEN");
    }
    show_key_figures(request, values, *compared);
    for (const auto& sheet : sheets(request, window, *compared)) show_sheet(values, sheet, window);
    if (compared->now.left_out > 0)
        values.add("LEFT_OUT").set("COUNT", count_words(compared->now.left_out, words_for(request)));
    return desk_.page(request, account, "figures.html", values,
                      {.title = desk_.say(request, "Figures"), .description = "", .section = "figures"});
}

http::Response FiguresDesk::download(http::Request& request, const staff::Account& account) const {
    const auto window = window_for(request);
    const auto compared = load(request, window);
    if (!compared) return desk_.error(request, account, 403, "Not permitted", compared.error().message);
    const auto all = sheets(request, window, *compared);
    const auto found = std::ranges::find(all, request.path_parameters.at("sheet"), &Sheet::id);
    if (found == all.end()) return desk_.error(request, account, 404, "Not found", "There are no such figures.");
    return http::download(csv_of(*found), "text/csv; charset=utf-8", found->id + "-" + window.name() + ".csv");
}

}  // namespace autojet::figures
