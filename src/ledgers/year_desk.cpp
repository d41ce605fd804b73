#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "bookkeeping/close_year.hpp"
#include "bookkeeping/csv.hpp"
#include "bookkeeping/xaf.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

using bookkeeping::AccountKind;
using bookkeeping::Balance;

// A file without a name, so that a year of any size goes out without being held in memory. Gone when it is closed.
class Spool {
public:
    Spool() : file_(std::tmpfile()) {
        if (!file_) throw Broken{"no room for a temporary file"};
    }
    void write(std::string_view bytes) {
        if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
            throw Broken{"a temporary file cannot be written"};
    }
    void rewind() { std::rewind(file_.get()); }
    // Whether there was anything left.
    bool read(http::Writer& out) {
        std::array<char, 64UL * 1024> piece{};
        const auto count = std::fread(piece.data(), 1, piece.size(), file_.get());
        out.write({piece.data(), count});
        return count == piece.size();
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
};

http::Response as_file(const std::shared_ptr<Spool>& spool, std::string_view type, const std::string& name) {
    spool->rewind();
    return http::stream([spool](http::Writer& out) { return spool->read(out); }, type)
        .set("Content-Disposition", "attachment; filename=\"" + name + "\"");
}

struct Sums {
    Money assets, liabilities, income, costs;

    [[nodiscard]] Money result() const { return income - costs; }
};

bool has_year(store::Tx& tx, int year) {
    return std::ranges::count(bookkeeping::years(tx), year) > 0;
}

}  // namespace

// Trial balance, profit and loss, balance sheet.
Ledgers::Response Ledgers::show_year(Request& request, const Account& account) const {
    const auto year = year_from(request.path_parameters.at("year"));
    if (!year) return not_found(request, account);
    const auto language = request.language;
    http::Dict values;
    values.set("YEAR", *year).set("URL", "/desk/accounts/years/" + std::to_string(*year));
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto whole = bookkeeping::year_period(*year);
        const auto until = std::min(whole.until, today(request));
        for (const auto other : bookkeeping::years(tx))
            if (other != *year)
                values.add("OTHER_YEAR").set("YEAR", other).set("URL", "/desk/accounts/years/" + std::to_string(other));
        if (!has_year(tx, *year)) {
            values.show("NOTHING");
            return 0;
        }
        auto& shown = values.add("BOOKED").set("UNTIL", format_long_date(until, language));
        if (const auto closing = bookkeeping::find_closing(tx, *year))
            shown.add("CLOSED").set(
                "DAY", format_long_date(date_of(house_.shops.zone(request.shop).to_local(closing->closed)), language));
        else
            shown.show("NOT_CLOSED");
        Sums sums;
        Money debit, credit;
        for (const auto& balance : bookkeeping::movements(tx, whole)) {
            const auto& of = bookkeeping::load_account(balance.account);
            auto& row = shown.add("TRIAL").set("NUMBER", bookkeeping::four_digits(of.number));
            row.set("NAME", bookkeeping::name(of, language))
                .set("URL", url_of_account(of.number) + "?year=" + std::to_string(*year));
            row.set("DEBIT", balance.debit.display(language)).set("CREDIT", balance.credit.display(language));
            debit += balance.debit;
            credit += balance.credit;
            if (!bookkeeping::is_of_result(of.kind)) continue;
            const bool is_income = of.kind == AccountKind::income;
            const auto amount = is_income ? -balance.amount() : balance.amount();
            (is_income ? sums.income : sums.costs) += amount;
            shown.add(is_income ? "INCOME" : "COST")
                .set("NAME", bookkeeping::name(of, language))
                .set("URL", url_of_account(of.number) + "?year=" + std::to_string(*year))
                .set("AMOUNT", amount.display(language));
        }
        shown.set("DEBIT", debit.display(language)).set("CREDIT", credit.display(language));
        // What earlier years that were not closed have earned is equity too.
        Money earlier_results;
        for (const auto& balance : bookkeeping::standing(tx, whole.until)) {
            const auto& of = bookkeeping::load_account(balance.account);
            if (bookkeeping::is_of_result(of.kind)) {
                earlier_results -= balance.amount();
                continue;
            }
            const bool is_asset = of.kind == AccountKind::asset;
            const auto amount = is_asset ? balance.amount() : -balance.amount();
            (is_asset ? sums.assets : sums.liabilities) += amount;
            shown.add(is_asset ? "ASSET" : "LIABILITY")
                .set("NAME", bookkeeping::name(of, language))
                .set("URL", url_of_account(of.number) + "?year=" + std::to_string(*year))
                .set("AMOUNT", amount.display(language));
        }
        shown.set("INCOME_SUM", sums.income.display(language)).set("COST_SUM", sums.costs.display(language));
        shown.set("RESULT", sums.result().display(language)).show(sums.result() < Money{} ? "LOSS" : "PROFIT");
        if (earlier_results != sums.result())
            shown.add("EARLIER").set("AMOUNT", (earlier_results - sums.result()).display(language));
        shown.set("ASSET_SUM", sums.assets.display(language));
        shown.set("LIABILITY_SUM", (sums.liabilities + earlier_results).display(language));
        return 0;
    });
    if (request.query.find("closed")) values.show("JUST_CLOSED");
    return page(request, account, "year.html", values, say(request, "The year") + " " + std::to_string(*year), "YEAR");
}

// XML Auditfile Financieel 3.2, as the command line writes it.
Ledgers::Response Ledgers::audit_file(Request& request, const Account& account) const {
    const auto year = year_from(request.path_parameters.at("year"));
    if (!year) return not_found(request, account);
    const auto spool = std::make_shared<Spool>();
    const bool written = house_.database.read(request.shop, [&](store::Tx& tx) {
        if (!has_year(tx, *year)) return false;
        bookkeeping::write_xaf(tx, {house_.shops.load(request.shop), *year, today(request), AUTOJET_VERSION},
                               [&](std::string_view piece) { spool->write(piece); });
        return true;
    });
    if (!written) return not_found(request, account);
    return as_file(spool, "application/xml", "auditfile-" + std::to_string(*year) + ".xaf");
}

Ledgers::Response Ledgers::table_file(Request& request, const Account& account) const {
    const auto year = year_from(request.path_parameters.at("year"));
    if (!year) return not_found(request, account);
    const auto spool = std::make_shared<Spool>();
    const bool written = house_.database.read(request.shop, [&](store::Tx& tx) {
        if (!has_year(tx, *year)) return false;
        bookkeeping::write_csv(tx, *year, request.language, [&](std::string_view piece) { spool->write(piece); });
        return true;
    });
    if (!written) return not_found(request, account);
    return as_file(spool, "text/csv; charset=utf-8", "books-" + std::to_string(*year) + ".csv");
}

}  // namespace autojet::ledgers
