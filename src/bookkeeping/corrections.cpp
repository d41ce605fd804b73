#include "bookkeeping/corrections.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "bookkeeping/by_hand.hpp"
#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view select_day_of_invoice =
    "SELECT day FROM journal_entry WHERE shop = $1 AND document = $2 AND kind = 'invoice'";

using Quarter = std::pair<int, int>;

Quarter quarter_with(CivilDate day) {
    return {year_of(day), quarter_of(day)};
}

// "purchase-2026-2"
std::optional<Quarter> quarter_in(std::string_view memo) {
    constexpr std::string_view mark = "purchase-";
    if (!memo.starts_with(mark) || memo.size() != mark.size() + 6) return std::nullopt;
    const auto year = parse_whole(memo.substr(mark.size(), 4));
    const auto quarter = parse_whole(memo.substr(mark.size() + 5));
    if (!year || !quarter) return std::nullopt;
    return Quarter{static_cast<int>(*year), static_cast<int>(*quarter)};
}

// The quarter that the entry is really about.
std::optional<Quarter> subject_of(store::Tx& tx, const Entry& entry) {
    if (const auto taken_back = reversed_by(entry)) {
        const auto original = find_entry(tx, *taken_back);
        if (!original) return std::nullopt;
        const auto late = quarter_in(original->memo);
        return late ? late : quarter_with(original->day);
    }
    if (entry.kind != EntryKind::credit_note) return quarter_in(entry.memo);
    const auto debtor = std::ranges::find(entry.lines, account::debtors, &Line::account);
    if (debtor == entry.lines.end() || !debtor->document) return std::nullopt;
    const auto day = tx.find(
        select_day_of_invoice, [](const store::Row& row) { return day_of(row, 0); }, debtor->document->text());
    return day ? std::optional{quarter_with(*day)} : std::nullopt;
}

// More to pay is positive.
Money vat_of(const Entry& entry) {
    Money sum;
    for (const auto& line : entry.lines)
        if (line.vat && is_vat_account(line.account)) sum += line.credit - line.debit;
    return sum;
}

bool may_be_late(const PostedLine& posted) {
    return posted.kind == EntryKind::credit_note || posted.memo.starts_with("reversal-") || quarter_in(posted.memo);
}

}  // namespace

std::vector<EarlierQuarter> corrections_in(store::Tx& tx, int year, int quarter) {
    std::vector<EntryId> candidates;
    each_line(tx, quarter_period(year, quarter), [&](const PostedLine& posted) {
        const bool known = !candidates.empty() && candidates.back() == posted.entry;
        if (!known && may_be_late(posted)) candidates.push_back(posted.entry);
    });
    std::map<Quarter, EarlierQuarter> found;
    for (const auto id : candidates) {
        const auto entry = find_entry(tx, id).value();
        const auto subject = subject_of(tx, entry);
        const auto vat = vat_of(entry);
        if (!subject || vat == Money{} || *subject >= Quarter{year, quarter}) continue;
        auto& earlier = found[*subject];
        std::tie(earlier.year, earlier.quarter) = *subject;
        (entry.kind == EntryKind::credit_note ? earlier.credited : earlier.mistakes) += vat;
        earlier.entries.push_back(id);
    }
    std::vector<EarlierQuarter> all;
    for (auto& [subject, earlier] : found)
        if (earlier.credited != Money{} || earlier.mistakes != Money{}) all.push_back(std::move(earlier));
    return all;
}

}  // namespace autojet::bookkeeping
