#include "bookkeeping/vat_return.hpp"

#include <algorithm>
#include <map>

#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::int64_t cents_in_a_euro = 100;

constexpr std::string_view select_settled =
    "SELECT entry FROM journal_entry WHERE shop = $1 AND kind = 'vat_return' AND memo = $2";

std::int64_t euros_down(Money amount) {
    const auto whole = amount.cents() / cents_in_a_euro;
    return amount.cents() % cents_in_a_euro < 0 ? whole - 1 : whole;
}
std::int64_t euros_up(Money amount) {
    return -euros_down(-amount);
}

// What is bought is a debit, what is sold a credit.
Money amount_of(const Line& line, VatCode vat) {
    const auto debit = line.debit - line.credit;
    const bool is_bought = vat == VatCode::input || (vat == VatCode::received && !is_vat_account(line.account));
    return is_bought ? debit : -debit;
}

void count(Figure& figure, const PostedLine& posted) {
    if (figure.entries.empty() || figure.entries.back().entry != posted.entry)
        figure.entries.push_back({posted.entry, posted.day, posted.document, {}, {}});
    const auto amount = amount_of(posted.line, *posted.line.vat);
    const bool is_vat = is_vat_account(posted.line.account);
    if (!is_vat && figure.box == "5b") return;
    (is_vat ? figure.vat : figure.base) += amount;
    (is_vat ? figure.entries.back().vat : figure.entries.back().base) += amount;
}

Figure* figure_for(VatReturn& answer, std::string_view box) {
    if (box == answer.input.box) return &answer.input;
    const auto found = std::ranges::find(answer.figures, box, &Figure::box);
    return found == answer.figures.end() ? nullptr : &*found;
}

std::string memo_of(int year, int quarter) {
    return std::to_string(year) + "-" + std::to_string(quarter);
}

// What each account bears of the quarter's VAT.
std::map<int, Money> vat_by_account(store::Tx& tx, int year, int quarter) {
    std::map<int, Money> sums;
    each_line(tx, quarter_period(year, quarter), [&](const PostedLine& posted) {
        if (posted.line.vat && is_vat_account(posted.line.account))
            sums[posted.line.account] += posted.line.debit - posted.line.credit;
    });
    return sums;
}

// A quarter of the same year that has VAT and no return: settling a later one would lock it.
bool has_open_quarter_before(store::Tx& tx, int year, int quarter) {
    for (int earlier = 1; earlier < quarter; ++earlier) {
        const auto sums = vat_by_account(tx, year, earlier);
        const bool has_vat = std::ranges::any_of(sums, [](const auto& sum) { return sum.second != Money{}; });
        if (has_vat && !tx.has(select_settled, memo_of(year, earlier))) return true;
    }
    return false;
}

}  // namespace

const Figure& VatReturn::figure(std::string_view box) const {
    const auto found = std::ranges::find(figures, box, &Figure::box);
    if (found == figures.end()) throw Broken{"the VAT return has no such box"};
    return *found;
}

VatReturn vat_return(store::Tx& tx, int year, int quarter) {
    VatReturn answer{.year = year, .quarter = quarter, .figures = {}, .subtotal_euros = 0, .input = {}};
    answer.input.box = "5b";
    for (const auto box : boxes_of_sales) answer.figures.emplace_back().box = box;
    each_line(tx, quarter_period(year, quarter), [&](const PostedLine& posted) {
        if (!posted.line.vat) return;
        if (auto* figure = figure_for(answer, box(*posted.line.vat))) count(*figure, posted);
    });
    for (auto& figure : answer.figures) {
        figure.base_euros = euros_down(figure.base);
        figure.vat_euros = euros_down(figure.vat);
        answer.subtotal_euros += figure.vat_euros;
    }
    answer.input.vat_euros = euros_up(answer.input.vat);
    return answer;
}

std::optional<EntryId> settlement_of(store::Tx& tx, int year, int quarter) {
    return tx.find(
        select_settled, [](const store::Row& row) { return EntryId{row.integer(0)}; }, memo_of(year, quarter));
}

Result<EntryId> settle_vat(store::Tx& tx, int year, int quarter, CivilDate day) {
    if (midnight(quarter_period(year, quarter).until) >= tx.now())
        return refuse(ErrorCode::conflict, "quarter_not_over", "This quarter is not over yet.", "quarter");
    if (tx.has(select_settled, memo_of(year, quarter)))
        return refuse(ErrorCode::conflict, "quarter_settled", "The VAT return of this quarter is booked already.",
                      "quarter");
    if (has_open_quarter_before(tx, year, quarter))
        return refuse(ErrorCode::conflict, "earlier_quarter_open", "Settle the quarter before it first.", "quarter");
    const auto sums = vat_by_account(tx, year, quarter);
    Entry entry{.kind = EntryKind::vat_return, .day = day, .document = {}, .memo = memo_of(year, quarter), .lines = {}};
    Money left;
    for (const auto& [number, amount] : sums) {
        add(entry.lines, number, -amount);
        left += amount;
    }
    if (entry.lines.empty())
        return refuse(ErrorCode::conflict, "nothing_to_settle", "There is no VAT to settle in this quarter.",
                      "quarter");
    const auto settled = Money::of_cents(-vat_return(tx, year, quarter).euros_to_pay() * cents_in_a_euro);
    add(entry.lines, account::vat_to_settle, settled);
    add(entry.lines, account::rounding_differences, left - settled);
    return post(tx, entry);
}

}  // namespace autojet::bookkeeping
