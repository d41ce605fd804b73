#include <algorithm>

#include "bookkeeping/close_year.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

namespace account = bookkeeping::account;

constexpr int quarters = 4;

// One thing to look at before a year is closed. What is in the way stops the close; the others are advice.
struct Check {
    std::string label;
    std::string url;
    bool good = true;
    bool in_the_way = false;
};

bool has_earlier_open_year(store::Tx& tx, int year) {
    return std::ranges::any_of(bookkeeping::years(tx),
                               [&](int other) { return other < year && !bookkeeping::find_closing(tx, other); });
}

bool has_vat(store::Tx& tx, const Quarter& quarter) {
    const auto answer = bookkeeping::vat_return(tx, quarter.year, quarter.quarter);
    return answer.input.vat != Money{} ||
           std::ranges::any_of(answer.figures, [](const bookkeeping::Figure& figure) { return figure.vat != Money{}; });
}

}  // namespace

Ledgers::Response Ledgers::show_closing(Request& request, const Account& account) const {
    return closing_page(request, account, {});
}

Ledgers::Response Ledgers::closing_page(Request& request, const Account& account, const Errors& errors) const {
    const auto year = year_from(request.path_parameters.at("year"));
    if (!year) return not_found(request, account);
    const auto language = request.language;
    const auto whole = bookkeeping::year_period(*year);
    http::Dict values;
    values.set("YEAR", *year).set("NEXT_YEAR", *year + 1).set("URL", "/desk/accounts/years/" + std::to_string(*year));
    const bool open = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto booked = bookkeeping::years(tx);
        if (std::ranges::count(booked, *year) == 0 || bookkeeping::find_closing(tx, *year)) return false;
        std::vector<Check> checks{
            {say(request, "The year is over"), "", today(request) > whole.until, true},
            {say(request, "The years before it are closed"), "", !has_earlier_open_year(tx, *year), true},
            {say(request, "Debit and credit are equal in every entry"), "", bookkeeping::is_balanced(tx), true}};
        for (int n = 1; n <= quarters; ++n) {
            const Quarter quarter{*year, n};
            const bool settled = bookkeeping::settlement_of(tx, *year, n).has_value();
            checks.push_back({say(request, "The VAT return is booked of quarter") + " " + std::to_string(n),
                              "/desk/accounts/vat/" + text_of(quarter), settled || !has_vat(tx, quarter)});
        }
        const auto open_till = bookkeeping::first_open_till_day(tx);
        checks.push_back(
            {say(request, "The till of every day is closed"), "/desk/till", !open_till || *open_till > whole.until});
        for (const auto& [number, label] :
             {std::pair{account::suspense, "Everything that came in has found its invoice"},
              std::pair{account::in_transit, "No money is on its way between till and bank"}})
            checks.push_back({say(request, label), url_of_account(number) + "?year=" + std::to_string(*year),
                              bookkeeping::standing_of(tx, number, whole.until) == Money{}});
        bool may = true;
        for (const auto& check : checks) {
            auto& row = values.add("CHECK").set("LABEL", check.label);
            row.show(check.good ? "GOOD" : check.in_the_way ? "STOP" : "LOOK");
            if (!check.good && !check.url.empty()) row.add("LINK").set("URL", check.url);
            may = may && (check.good || !check.in_the_way);
        }
        Money result;
        for (const auto& balance : bookkeeping::movements(tx, whole))
            if (bookkeeping::is_of_result(bookkeeping::load_account(balance.account).kind)) result -= balance.amount();
        values.set("RESULT", result.display(language)).show(result < Money{} ? "LOSS" : "PROFIT");
        for (const auto& balance : bookkeeping::standing(tx, whole.until)) {
            const auto& of = bookkeeping::load_account(balance.account);
            if (bookkeeping::is_of_result(of.kind)) continue;
            values.add("CARRIED")
                .set("NAME", bookkeeping::name(of, language))
                .set("AMOUNT", balance.amount().display(language));
        }
        values.show(may ? "CAN_CLOSE" : "CANNOT_CLOSE");
        return true;
    });
    if (!open) return not_found(request, account);
    return page(request, account, "year_close.html", values, say(request, "Close the year"), "YEAR", errors);
}

Ledgers::Response Ledgers::close_year(Request& request, const Account& account) const {
    const auto year = year_from(request.path_parameters.at("year"));
    if (!year) return not_found(request, account);
    if (!request.form().has("sure"))
        return closing_page(
            request, account,
            {{ErrorCode::invalid, "required", "Please say that you are sure: it cannot be undone.", "sure"}});
    const auto closed =
        house_.database.write(request.shop, [&](store::Tx& tx) { return bookkeeping::close_year(tx, *year); });
    if (!closed) {
        auto error = closed.error();
        error.field = "sure";
        return closing_page(request, account, {error});
    }
    return http::redirect_see_other("/desk/accounts/years/" + std::to_string(*year) + "?closed=1");
}

}  // namespace autojet::ledgers
