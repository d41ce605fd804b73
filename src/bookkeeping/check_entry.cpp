#include <algorithm>

#include "base/text.hpp"
#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::size_t longest_memo = 30;
constexpr int first_year = 2000;
constexpr int last_year = 2100;

bool is_code(std::string_view memo) {
    return memo.size() <= longest_memo && std::ranges::all_of(memo, [](char c) {
               return is_ascii_lower(c) || is_ascii_digit(c) || c == '_' || c == '-';
           });
}

bool is_sound(const Line& line) {
    return line.debit >= Money{} && line.credit >= Money{} && (line.debit == Money{}) != (line.credit == Money{});
}

// Moves VAT or closes a year: the return has counted it before.
bool may_move_vat(EntryKind kind) {
    return kind == EntryKind::vat_return || kind == EntryKind::closing || kind == EntryKind::opening;
}

// A code tells the return what a line is: VAT on its own account, and the amount that it is charged on.
bool may_bear(const Account& account, VatCode vat) {
    if (is_vat_account(account.number)) return vat_account(vat) == account.number;
    return is_of_result(account.kind) || account.number == account::deposits_received ||
           (account.number == account::drawings && vat == VatCode::private_use);
}

Result<void> check_line(EntryKind kind, const Line& line, const std::string& field) {
    const auto account = find_account(line.account);
    if (!account)
        return refuse(ErrorCode::invalid, "unknown_account", "The chart of accounts has no such account.", field);
    if (!is_sound(line))
        return refuse(ErrorCode::invalid, "not_an_amount", "A line has one amount above nothing: debit or credit.",
                      field);
    if (std::max(line.debit, line.credit) > most_money_of_a_line)
        return refuse(ErrorCode::invalid, "amount_too_large", "This amount is too large for the books.", field);
    if (line.account == account::debtors && !line.document)
        return refuse(ErrorCode::invalid, "document_required",
                      "What is owed belongs to a document: fill in its number.", field);
    if (line.vat && !may_bear(*account, *line.vat))
        return refuse(ErrorCode::invalid, "vat_not_here", "This VAT code does not belong on this account.", field);
    if (!line.vat && is_vat_account(line.account) && !may_move_vat(kind))
        return refuse(ErrorCode::invalid, "vat_code_missing", "VAT needs its code, or no return would count it.",
                      field);
    return {};
}

}  // namespace

Result<void> check(const Entry& entry) {
    if (!entry.day.ok() || year_of(entry.day) < first_year || year_of(entry.day) > last_year)
        return refuse(ErrorCode::invalid, "not_a_date", "There is no such day in the calendar.", "day");
    if (!is_code(entry.memo))
        return refuse(ErrorCode::invalid, "not_a_code", "A memo is a code: small letters, digits, - and _, at most 30.",
                      "memo");
    if (entry.lines.size() < 2)
        return refuse(ErrorCode::invalid, "too_few_lines", "An entry has two lines or more.", "lines");
    if (entry.lines.size() > most_lines_of_an_entry)
        return refuse(ErrorCode::too_large, "too_many_lines", "This entry has too many lines.", "lines");
    Money debit, credit;
    for (std::size_t n = 0; n < entry.lines.size(); ++n) {
        if (auto checked = check_line(entry.kind, entry.lines[n], "lines[" + std::to_string(n) + "]"); !checked)
            return checked;
        debit += entry.lines[n].debit;
        credit += entry.lines[n].credit;
    }
    if (debit != credit)
        return refuse(ErrorCode::invalid, "unbalanced", "Debit and credit of this entry differ.", "lines");
    return {};
}

}  // namespace autojet::bookkeeping
