#include <algorithm>

#include "bookkeeping/close_year.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

namespace account = bookkeeping::account;

constexpr int old_after_days = 30;
constexpr int quarters_to_look_back = 4;

std::string whole_euros(std::int64_t amount, Language language) {
    const auto text = Money::of_cents(amount * 100).display(language);
    return text.substr(0, text.size() - 3);
}

struct ToDo {
    std::string text;
    std::string why;
    std::string url;
};

void show(http::Dict& values, const ToDo& to_do) {
    values.add("TO_DO").set("TEXT", to_do.text).set("WHY", to_do.why).set("URL", to_do.url);
}

}  // namespace

// How the books stand, and what is to be done next: at rest, nothing is.
Ledgers::Response Ledgers::overview(Request& request, const Account& account) const {
    const auto language = request.language;
    const auto now = today(request);
    const auto long_day = [&](CivilDate day) { return format_long_date(day, language); };
    const Quarter current{bookkeeping::year_of(now), bookkeeping::quarter_of(now)};
    http::Dict values;
    values.set("DAY", long_day(now)).set("QUARTER", current.quarter).set("YEAR", current.year);
    house_.database.read(request.shop, [&](store::Tx& tx) {
        std::vector<ToDo> to_dos;
        const auto open_till = bookkeeping::first_open_till_day(tx);
        const auto last = bookkeeping::last_till_count(tx);
        if (last && open_till && *open_till < now)
            to_dos.push_back({say(request, "Close the till of") + " " + long_day(*open_till),
                              say(request, "Cash came in that nobody has counted."),
                              "/desk/till?day=" + format_date(*open_till)});
        if (!last && open_till)
            to_dos.push_back(
                {say(request, "Close the till"), say(request, "Cash came in that nobody has counted."), "/desk/till"});
        auto quarter = current;
        std::vector<ToDo> returns;
        for (int n = 0; n < quarters_to_look_back; ++n) {
            quarter = before(quarter);
            if (bookkeeping::settlement_of(tx, quarter.year, quarter.quarter)) break;
            const auto answer = bookkeeping::vat_return(tx, quarter.year, quarter.quarter);
            const auto has_entries = [](const bookkeeping::Figure& figure) { return !figure.entries.empty(); };
            if (!has_entries(answer.input) && std::ranges::none_of(answer.figures, has_entries)) continue;
            const auto due = vat_due(quarter);
            returns.push_back({say(request, "File the VAT return of quarter") + " " + std::to_string(quarter.quarter) +
                                   " " + std::to_string(quarter.year),
                               say(request, due < now ? "It was due on" : "It is due by") + " " + long_day(due),
                               "/desk/accounts/vat/" + text_of(quarter)});
        }
        to_dos.insert(to_dos.end(), returns.rbegin(), returns.rend());
        if (const auto unknown = bookkeeping::standing_of(tx, account::suspense, now); unknown != Money{})
            to_dos.push_back({say(request, "Find out what this is:") + " " + (-unknown).display(language),
                              say(request, "It came in, and nobody knows for what."),
                              url_of_account(account::suspense)});
        const auto years = bookkeeping::years(tx);
        for (const auto year : years)
            if (year < current.year && !bookkeeping::find_closing(tx, year) && year == years.back())
                to_dos.push_back({say(request, "Close the year") + " " + std::to_string(year),
                                  say(request, "Its result goes to equity, and it takes no more entries."),
                                  "/desk/accounts/years/" + std::to_string(year) + "/closing"});
        for (const auto& to_do : to_dos) show(values, to_do);
        values.show(to_dos.empty() ? "NOTHING_TO_DO" : "SOME_TO_DO");

        const auto answer = bookkeeping::vat_return(tx, current.year, current.quarter);
        const auto to_pay = answer.euros_to_pay();
        values.set("VAT", whole_euros(to_pay < 0 ? -to_pay : to_pay, language));
        values.show(to_pay < 0 ? "VAT_BACK" : "VAT_DUE").set("VAT_DAY", long_day(vat_due(current)));
        values.set("VAT_OWED", whole_euros(answer.subtotal_euros, language));
        values.set("VAT_INPUT", whole_euros(answer.input.vat_euros, language));

        Money open, old;
        std::int64_t count = 0;
        for (const auto& item : bookkeeping::open_items(tx, now)) {
            if (item.amount <= Money{}) continue;
            ++count;
            open += item.amount;
            if (item.since < add_days(now, -old_after_days)) old += item.amount;
        }
        values.set("OPEN", open.display(language)).set("OPEN_COUNT", count);
        if (old > Money{}) values.add("OLD").set("AMOUNT", old.display(language));

        values.set("TILL", bookkeeping::standing_of(tx, account::till, now).display(language));
        if (last)
            values.add("LAST_COUNT").set("DAY", long_day(last->day));
        else
            values.show("NEVER_COUNTED");
        Money income, costs;
        for (const auto& balance : bookkeeping::movements(tx, bookkeeping::year_period(current.year))) {
            const auto kind = bookkeeping::load_account(balance.account).kind;
            if (kind == bookkeeping::AccountKind::income) income -= balance.amount();
            if (kind == bookkeeping::AccountKind::expense) costs += balance.amount();
        }
        values.set("INCOME", income.display(language)).set("COSTS", costs.display(language));
        values.set("RESULT", (income - costs).display(language));
        values.show(income < costs ? "LOSS" : "PROFIT");
        for (const auto year : years)
            values.add("YEAR_LINK").set("NAME", year).set("URL", "/desk/accounts/years/" + std::to_string(year));
        return 0;
    });
    return page(request, account, "books.html", values, say(request, "The books"), "BOOKS");
}

}  // namespace autojet::ledgers
