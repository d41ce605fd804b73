#include "payments/payments_desk.hpp"

namespace autojet::payments {

namespace {

struct Books {
    std::vector<OpenInvoice> open;
    Money debtors;
};

}  // namespace

http::Response PaymentsDesk::show_open(http::Request& request, const staff::Account& account) const {
    const auto today = today_of(house_, request.shop);
    auto& visit = shop::visit_of(request);
    const auto books = house_.database.read(request.shop, [&](store::Tx& tx) {
        return Books{open_list(tx, house_, visit, today),
                     bookkeeping::standing_of(tx, bookkeeping::account::debtors, today)};
    });
    const auto chosen = find_age(request.query.find("age").value_or(""));
    const auto totals = totals_of(books.open, today);
    const auto money = [&](Money amount) { return amount.display(request.language); };
    http::Dict values;
    values.set("TOTAL", money(totals.all)).set("DAY", format_long_date(today, request.language));
    values.set("FILE_URL", "/desk/payments/open.csv");
    if (books.open.empty()) values.show("NOTHING");
    if (totals.all == books.debtors)
        values.show("AGREES");
    else
        values.add("DIFFERS").set("DEBTORS", money(books.debtors));
    for (const auto age : all_ages) {
        const auto sum = totals.by_age.at(static_cast<std::size_t>(age));
        auto& column = values.add("AGE");
        column.set("LABEL", desk_.say(request, label(age))).set("SUM", money(sum));
        column.set("URL", "/desk/payments?age=" + std::string(code(age)));
        if (age == chosen) column.show("CHOSEN");
    }
    if (chosen) values.show("FILTERED");
    for (const auto& open : books.open) {
        const auto age = age_of(open.due_on, today);
        if (chosen && age != *chosen) continue;
        auto& row = values.add("ROW");
        row.set("NUMBER", open.number.text()).set("BUYER", open.buyer);
        row.set("DUE", format_short_date(open.due_on, request.language)).set("AMOUNT", money(open.amount));
        row.set("AGE_LABEL", desk_.say(request, label(age)));
        if (open.document)
            row.add("LINKED").set("URL", payments_url(open.document->id)).set("NUMBER", open.number.text());
        else
            row.add("UNLINKED").set("NUMBER", open.number.text());
        for (const auto column : all_ages) row.add("CELL").set("TEXT", column == age ? money(open.amount) : "");
    }
    return desk_.page(request, account, "desk_payments.html", values, head_of(desk_.say(request, "Open invoices")));
}

http::Response PaymentsDesk::open_file(http::Request& request, const staff::Account& account) const {
    (void)account;
    const auto today = today_of(house_, request.shop);
    auto& visit = shop::visit_of(request);
    const auto open =
        house_.database.read(request.shop, [&](store::Tx& tx) { return open_list(tx, house_, visit, today); });
    return http::download(open_csv(open, today), "text/csv; charset=utf-8", "open-" + format_date(today) + ".csv");
}

}  // namespace autojet::payments
