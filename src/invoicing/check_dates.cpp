#include "invoicing/check_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr int most_months_ahead = 24;

bool exists(CivilDate date) {
    return date.ok() && int(date.year()) >= 2000 && int(date.year()) <= 2100;
}

void check_exists(CivilDate date, const std::string& field, Errors& errors) {
    if (!exists(date))
        errors.push_back({ErrorCode::invalid, "not_a_date", "There is no such day in the calendar.", field});
}

// 2062 is a slip of the hand, and so is a term of payment of forty years.
void check_is_near(const InvoiceDraft& draft, CivilDate date, const std::string& field, Errors& errors) {
    if (date > add_months(draft.issued_on, most_months_ahead))
        errors.push_back(
            {ErrorCode::invalid, "too_far_ahead", "This day is more than two years after the invoice.", field});
}

void check_order(const InvoiceDraft& draft, Errors& errors) {
    if (draft.due_on < draft.issued_on)
        errors.push_back(
            {ErrorCode::invalid, "due_before_issue", "An invoice cannot be due before its own date.", "due_on"});
    if (draft.supply.until < draft.supply.from)
        errors.push_back(
            {ErrorCode::invalid, "supply_reversed", "The work cannot end before it begins.", "supply.until"});
    check_is_near(draft, draft.due_on, "due_on", errors);
    check_is_near(draft, draft.supply.until, "supply.until", errors);
    if (draft.corrects && draft.corrects->issued_on > draft.issued_on)
        errors.push_back({ErrorCode::invalid, "before_invoice",
                          "A credit note cannot be older than the invoice that it corrects.", "issued_on"});
    for (std::size_t i = 0; i < draft.deposits.size(); ++i)
        if (draft.deposits[i].issued_on > draft.issued_on)
            errors.push_back({ErrorCode::invalid, "after_issue", "A deposit was invoiced before this invoice.",
                              "deposits[" + std::to_string(i) + "].issued_on"});
}

}  // namespace

void check_dates(const InvoiceDraft& draft, Errors& errors) {
    const auto known = errors.size();
    check_exists(draft.issued_on, "issued_on", errors);
    check_exists(draft.supply.from, "supply.from", errors);
    check_exists(draft.supply.until, "supply.until", errors);
    check_exists(draft.due_on, "due_on", errors);
    if (draft.corrects) check_exists(draft.corrects->issued_on, "corrects.issued_on", errors);
    for (std::size_t i = 0; i < draft.deposits.size(); ++i)
        check_exists(draft.deposits[i].issued_on, "deposits[" + std::to_string(i) + "].issued_on", errors);
    if (errors.size() == known) check_order(draft, errors);
}

}  // namespace autojet::invoicing
