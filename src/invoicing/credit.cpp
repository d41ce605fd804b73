#include "invoicing/credit.hpp"

#include <algorithm>

#include "invoicing/shares.hpp"

namespace autojet::invoicing {

namespace {

// What was shown to the customer at this treatment.
Money shown_at(const Totals& totals, VatTreatment treatment, PriceBasis basis) {
    const auto found = std::ranges::find(totals.rates, treatment, &RateTotals::treatment);
    if (found == totals.rates.end()) return {};
    return basis == PriceBasis::including_vat ? found->gross : found->taxable;
}

bool is_part_of(const Line& credited, const Line& line) {
    return credited.description == line.description && credited.unit == line.unit &&
           credited.unit_price == line.unit_price && credited.vat == line.vat;
}

// What each line comes to, less its share in the discount on the whole: together they are what each treatment charges.
std::vector<Money> amounts_of(const Invoice& invoice) {
    const auto& lines = invoice.content().lines;
    const auto& totals = invoice.totals();
    std::vector<Money> amounts;
    for (const auto& line : totals.lines) amounts.push_back(line.shown);
    for (const auto& deduction : totals.deductions) {
        if (deduction.deposit) continue;
        std::vector<Money> weights;
        for (std::size_t n = 0; n < lines.size(); ++n)
            weights.push_back(lines[n].vat == deduction.vat ? totals.lines[n].shown : Money{});
        const auto shares = shares_of(deduction.shown, weights);
        for (std::size_t n = 0; n < lines.size(); ++n) amounts[n] -= shares[n];
    }
    return amounts;
}

struct Left {
    std::int64_t thousandths = 0;
    Money amount;

    // Answers with what it could not bear.
    Left take(const Left& wanted) {
        const Left taken{std::min(wanted.thousandths, thousandths), std::min(wanted.amount, amount)};
        thousandths -= taken.thousandths;
        amount -= taken.amount;
        return {wanted.thousandths - taken.thousandths, wanted.amount - taken.amount};
    }
};

// A note says which lines it credits. A mirror of the whole has the same lines: those that look alike share it.
std::vector<Left> lines_left(const Invoice& invoice, const std::vector<Invoice>& credited_before) {
    const auto& lines = invoice.content().lines;
    const auto amounts = amounts_of(invoice);
    std::vector<Left> left;
    for (std::size_t n = 0; n < lines.size(); ++n) left.push_back({lines[n].quantity.thousandths(), amounts[n]});
    for (const auto& note : credited_before) {
        const auto& credited = note.content().lines;
        const auto& places = note.content().corrects->lines;
        const auto credited_amounts = amounts_of(note);
        for (std::size_t i = 0; i < credited.size(); ++i) {
            Left rest{credited[i].quantity.thousandths(), credited_amounts[i]};
            if (places.size() == credited.size()) {
                left.at(places[i]).take(rest);
                continue;
            }
            for (std::size_t n = 0; n < lines.size() && rest.thousandths > 0; ++n)
                if (is_part_of(credited[i], lines[n])) rest = left[n].take(rest);
        }
    }
    return left;
}

// So much of a line with its share of the discounts: what all parts until here come to, less the parts before. Where
// the price of a small quantity is rounded below that, the price is raised.
Line part_of(const Line& line, std::int64_t thousandths, Money amount_of_line, const Left& left) {
    const auto whole = line.quantity.thousandths();
    const auto until_here = whole - left.thousandths + thousandths;
    const auto before = amount_of_line - left.amount;
    const auto amount = std::clamp(amount_of_line.portion_half_up(until_here, whole) - before, Money{}, left.amount);
    auto part = line;
    part.quantity = Quantity::of_thousandths(thousandths).value();
    if (part.quantity.times(part.unit_price) < amount)
        part.unit_price = Money::of_cents((amount.cents() * 1000 + thousandths - 1) / thousandths);
    part.discount = part.quantity.times(part.unit_price) - amount;
    return part;
}

std::vector<CreditedBefore> sums_of(const std::vector<Invoice>& credited_before, PriceBasis basis) {
    std::vector<CreditedBefore> sums;
    for (const auto treatment : all_vat_treatments) {
        CreditedBefore sum{.treatment = treatment, .shown = {}, .vat = {}};
        for (const auto& note : credited_before) {
            sum.shown += shown_at(note.totals(), treatment, basis);
            for (const auto& rate : note.totals().rates)
                if (rate.treatment == treatment) sum.vat += rate.vat;
        }
        if (sum.shown != Money{}) sums.push_back(sum);
    }
    return sums;
}

}  // namespace

std::vector<std::int64_t> left_of(const Invoice& invoice, const std::vector<Invoice>& credited_before) {
    std::vector<std::int64_t> thousandths;
    for (const auto& left : lines_left(invoice, credited_before)) thousandths.push_back(left.thousandths);
    return thousandths;
}

Result<InvoiceDraft> credit_part_of(const Invoice& invoice, const std::vector<Invoice>& credited_before,
                                    const std::vector<std::int64_t>& thousandths, InvoiceNumber number,
                                    CivilDate issued_on) {
    const auto left = lines_left(invoice, credited_before);
    const auto amounts = amounts_of(invoice);
    const auto& content = invoice.content();
    bool everything = credited_before.empty();
    auto draft = credit_of(invoice, std::move(number), issued_on);
    draft.lines.clear();
    for (std::size_t n = 0; n < content.lines.size(); ++n) {
        const auto wanted = n < thousandths.size() ? thousandths[n] : 0;
        everything = everything && wanted == left[n].thousandths;
        if (wanted == 0) continue;
        if (wanted < 0 || wanted > left[n].thousandths)
            return refuse(ErrorCode::conflict, "above_invoice", "There is not so much left to credit on this line.",
                          "quantity" + std::to_string(n));
        draft.lines.push_back(part_of(content.lines[n], wanted, amounts[n], left[n]));
        draft.corrects->lines.push_back(n);
    }
    if (draft.lines.empty())
        return refuse(ErrorCode::invalid, "nothing_chosen", "Please fill in how much is credited.", "quantity0");
    if (everything) return credit_of(invoice, std::move(draft.number), issued_on);
    draft.corrects->before = sums_of(credited_before, content.basis);
    draft.deposits.clear();
    draft.discount = Money{};
    return draft;
}

InvoiceDraft credit_of(const Invoice& invoice, InvoiceNumber number, CivilDate issued_on) {
    auto draft = invoice.content();
    if (draft.kind != Kind::invoice) throw Broken{"a credit note is not credited"};
    draft.kind = Kind::credit_note;
    draft.corrects = Corrected{draft.number, draft.issued_on};
    draft.number = std::move(number);
    draft.issued_on = issued_on;
    draft.due_on = issued_on;
    draft.prepaid = Money{};
    draft.note.clear();
    return draft;
}

Result<void> check_credit(const Invoice& invoice, const std::vector<Totals>& credited_before, const Invoice& credit) {
    const auto& content = invoice.content();
    const auto& corrects = credit.content().corrects;
    if (content.kind != Kind::invoice || !corrects || corrects->number != content.number ||
        corrects->issued_on != content.issued_on)
        return refuse(ErrorCode::conflict, "wrong_reference", "This credit note belongs to another invoice.",
                      "corrects");
    for (const auto treatment : all_vat_treatments) {
        auto credited = shown_at(credit.totals(), treatment, content.basis);
        for (const auto& before : credited_before) credited += shown_at(before, treatment, content.basis);
        if (credited > shown_at(invoice.totals(), treatment, content.basis))
            return refuse(ErrorCode::conflict, "above_invoice", "This credits more than was invoiced.", "lines");
    }
    return {};
}

}  // namespace autojet::invoicing
