#include "bookkeeping/turnover.hpp"

#include "bookkeeping/chart.hpp"
#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

// Accounts of income have 8 in front (chart.hpp). From the entries to their lines: a cross join keeps that order.
constexpr std::string_view select_turnover =
    "SELECT e.day, SUM(CASE WHEN l.account BETWEEN 8000 AND 8999 THEN l.credit - l.debit ELSE 0 END), "
    "SUM(CASE WHEN l.account IN ($5, $6, $7) THEN l.credit - l.debit ELSE 0 END) "
    "FROM journal_entry e CROSS JOIN journal_line l WHERE l.shop = e.shop AND l.entry = e.entry AND e.shop = $1 "
    "AND e.year = $2 AND e.day BETWEEN $3 AND $4 AND e.kind IN ('invoice', 'credit_note') GROUP BY e.day";

CivilDate first_of_month(CivilDate day) {
    return {day.year(), day.month(), std::chrono::day{1}};
}

}  // namespace

std::vector<Turnover> turnover(store::Tx& tx, CivilDate first, CivilDate last) {
    std::vector<Turnover> months;
    for (auto month = first_of_month(first); month <= last; month = add_months(month, 1))
        months.push_back({.month = month, .net = {}, .vat = {}});
    const auto until = add_days(add_months(first_of_month(last), 1), -1);
    const auto place_of = [&](CivilDate day) {
        const auto begin = months.front().month;
        return (static_cast<int>(day.year()) - static_cast<int>(begin.year())) * 12 +
               static_cast<int>(static_cast<unsigned>(day.month())) -
               static_cast<int>(static_cast<unsigned>(begin.month()));
    };
    for (auto year = first.year(); year <= last.year(); ++year)
        tx.each(
            select_turnover,
            [&](const store::Row& row) {
                auto& month = months.at(static_cast<std::size_t>(place_of(day_of(row, 0))));
                month.net += Money::of_cents(row.integer(1));
                month.vat += Money::of_cents(row.integer(2));
            },
            static_cast<std::int64_t>(static_cast<int>(year)), midnight(first_of_month(first)), midnight(until),
            account::vat_standard, account::vat_reduced, account::vat_other);
    return months;
}

Turnover sum_of(const std::vector<Turnover>& months) {
    Turnover sum;
    for (const auto& month : months) {
        sum.net += month.net;
        sum.vat += month.vat;
    }
    return sum;
}

}  // namespace autojet::bookkeeping
