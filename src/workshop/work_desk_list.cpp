#include <algorithm>

#include "base/plate.hpp"
#include "booking/booking_words.hpp"
#include "shop/visit.hpp"
#include "workshop/order_summary.hpp"
#include "workshop/order_words.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

constexpr int most_collected = 500;

struct Month {
    std::chrono::year_month month;

    [[nodiscard]] std::string text() const { return format_date(CivilDate{month / 1}).substr(0, 7); }
    [[nodiscard]] scheduling::Span span(const Zone& zone) const {
        return {zone.start_of(CivilDate{month / 1}), zone.start_of(CivilDate{(month + std::chrono::months{1}) / 1})};
    }
};

std::optional<Month> month_from(std::string_view text) {
    const auto day = parse_date(std::string(text) + "-01");
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::sys_days{*day}};
    return Month{date.year() / date.month()};
}

// Letters and digits alone, in capitals: how plates, names and numbers are compared.
std::string plain(std::string_view text) {
    std::string letters;
    for (const char c : ascii_upper(text))
        if (is_ascii_digit(c) || is_ascii_upper(c) || static_cast<unsigned char>(c) > 0x7F) letters += c;
    return letters;
}

}  // namespace

http::Response WorkDesk::board(http::Request& request, const staff::Account& account) const {
    return board_page(request, account, "");
}

// A plate or a name is nobody's business in an address, so this form is posted and answered at once.
http::Response WorkDesk::search(http::Request& request, const staff::Account& account) const {
    return board_page(request, account, request.form().readable("wanted"));
}

http::Response WorkDesk::board_page(http::Request& request, const staff::Account& account,
                                    const std::string& wanted) const {
    auto& visit = shop::visit_of(request);
    const auto& zone = house().shops.zone(request.shop);
    const auto asked = month_from(request.query.find("month").value_or(""));
    const auto letters = plain(wanted);
    const bool names_shown = staff::may(account.role, staff::Part::customers);
    http::Dict values;
    values.set("WANTED", wanted);
    if (!letters.empty()) values.show("SEARCHED");
    if (!asked && letters.empty()) values.show("LIVE");

    read(request, [&](store::Tx& tx) {
        const auto orders = asked ? list_collected(tx, asked->span(zone), most_collected) : list_open(tx);
        const auto summaries = summaries_of_open(tx);
        std::vector<PersonId> persons;
        for (const auto& order : orders) persons.push_back(order.person);
        std::ranges::sort(persons);
        persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, persons, visit.openings);
        StaffNames names(tx, house(), visit.actor, visit.openings, request.language);

        const auto searchable = [&](const WorkOrder& order) {
            std::string text = plain(order.reference) + " ";
            const auto record = customers::load(tx, house().vault, order.person);
            if (!record || !warrant) return text;
            if (names_shown) text += plain(record->name.open_if_covered(*warrant).value_or("")) + " ";
            if (record->plate) text += plain(record->plate->open_if_covered(*warrant).value_or("")) + " ";
            if (record->vehicle) text += plain(record->vehicle->open_if_covered(*warrant).value_or(""));
            return text;
        };
        const auto show = [&](http::Dict& column, const WorkOrder& order) {
            auto& row = column.add("ORDER");
            show_order(row, tx, house(), order, warrant, account, request.language);
            if (names_shown) row.show("WITH_NAME");
            const auto summary = summaries.find(order.id);
            if (summary == summaries.end()) return;
            if (summary->second.tasks > 0)
                row.add("TASKS").set("DONE", summary->second.done).set("ALL", summary->second.tasks);
            for (const auto busy : summary->second.busy) row.add("BUSY").set("NAME", names.of(busy));
        };

        std::size_t shown = 0;
        if (asked) {
            auto& month = values.add("MONTH");
            for (const auto& order : orders) {
                show(month, order);
                ++shown;
            }
            month.set("NAME", asked->text());
            month.set("PREVIOUS_URL", "/desk/orders?month=" + Month{asked->month - std::chrono::months{1}}.text())
                .set("NEXT_URL", "/desk/orders?month=" + Month{asked->month + std::chrono::months{1}}.text());
            if (orders.empty()) month.show("NONE");
            return 0;
        }
        auto& board = values.add("BOARD");
        for (const auto state : all_states) {
            if (state == State::collected) continue;
            std::size_t count = 0;
            auto& column = board.add("COLUMN");
            for (const auto& order : orders) {
                if (order.stand.state != state) continue;
                if (!letters.empty() && searchable(order).find(letters) == std::string::npos) continue;
                show(column, order);
                ++count;
            }
            column.set("NAME", say(request, label(state))).set("COUNT", count);
            column.set("CLASS", "state-" + std::string(code(state)));
            column.show(count == 0 ? "NONE" : "SOME");
            shown += count;
        }
        if (shown == 0) values.show(letters.empty() ? "NOTHING" : "NOTHING_FOUND");
        return 0;
    });
    const auto today = date_of(zone.to_local(house().clock.now()));
    values.set("THIS_MONTH_URL", "/desk/orders?month=" + format_date(today).substr(0, 7));
    return desk_.page(
        request, account, "desk_orders.html", values,
        {.title = say(request, "Work orders"), .description = "", .section = "orders", .personal = true, .form = true});
}

}  // namespace autojet::workshop
