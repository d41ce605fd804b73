#include <algorithm>

#include "invoicing/check_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::size_t longest_description = 200;
constexpr std::size_t longest_note = 1000;

void check_line(Line& line, const std::string& field, Errors& errors) {
    clean_in_place(line.description, longest_description, field + ".description", errors);
    const bool price_is_sound = check_amount(line.unit_price, field + ".unit_price", errors);
    const bool discount_is_sound = check_amount(line.discount, field + ".discount", errors);
    if (!price_is_sound || !discount_is_sound) return;
    const auto amount = line.quantity.times(line.unit_price);
    if (!check_amount(amount, field + ".quantity", errors)) return;
    if (line.discount > amount)
        errors.push_back({ErrorCode::invalid, "discount_above_line", "The discount is more than the line comes to.",
                          field + ".discount"});
}

void check_deposits(const InvoiceDraft& draft, Errors& errors) {
    if (draft.deposits.size() > most_deposits)
        errors.push_back(
            {ErrorCode::invalid, "too_many_deposits", "There are too many deposits for one invoice.", "deposits"});
    for (std::size_t i = 0; i < draft.deposits.size(); ++i) {
        const auto field = "deposits[" + std::to_string(i) + "]";
        check_amount(draft.deposits[i].amount, field + ".amount", errors);
        const auto is_same = [&](const Deposit& other) {
            return other.number == draft.deposits[i].number && other.vat == draft.deposits[i].vat;
        };
        const auto before = draft.deposits.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(draft.deposits.begin(), before, is_same))
            errors.push_back(
                {ErrorCode::invalid, "deposit_twice", "This deposit is taken off already.", field + ".number"});
    }
}

}  // namespace

void clean_in_place(std::string& text, std::size_t max_characters, const std::string& field, Errors& errors,
                    Presence presence) {
    auto cleaned = clean_line(text, max_characters, field, presence);
    if (cleaned)
        text = std::move(*cleaned);
    else
        errors.push_back(cleaned.error());
}

bool check_amount(Money amount, const std::string& field, Errors& errors) {
    if (amount < Money{})
        errors.push_back({ErrorCode::invalid, "negative_amount",
                          "An amount cannot be below zero. What is given back goes on a credit note.", field});
    else if (amount > most_money)
        errors.push_back({ErrorCode::invalid, "amount_too_large", "This amount is too large for one invoice.", field});
    else
        return true;
    return false;
}

void check_lines(InvoiceDraft& draft, Errors& errors) {
    if (draft.lines.empty())
        errors.push_back({ErrorCode::invalid, "no_lines", "An invoice needs at least one line.", "lines"});
    if (draft.lines.size() > most_lines) {
        errors.push_back({ErrorCode::invalid, "too_many_lines", "An invoice has at most 500 lines.", "lines"});
        return;
    }
    for (std::size_t i = 0; i < draft.lines.size(); ++i)
        check_line(draft.lines[i], "lines[" + std::to_string(i) + "]", errors);
}

void check_whole(InvoiceDraft& draft, Errors& errors) {
    check_amount(draft.discount, "discount", errors);
    check_amount(draft.prepaid, "prepaid", errors);
    check_deposits(draft, errors);
    const bool is_credit_note = draft.kind == Kind::credit_note;
    if (is_credit_note && !draft.corrects)
        errors.push_back(
            {ErrorCode::invalid, "reference_required", "A credit note says which invoice it corrects.", "corrects"});
    if (!is_credit_note && draft.corrects)
        errors.push_back(
            {ErrorCode::invalid, "reference_not_wanted", "Only a credit note corrects an invoice.", "corrects"});
    auto note = clean_text(draft.note, longest_note, "note", Presence::optional);
    if (note)
        draft.note = std::move(*note);
    else
        errors.push_back(note.error());
}

}  // namespace autojet::invoicing
