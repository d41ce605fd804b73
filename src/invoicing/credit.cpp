#include "invoicing/credit.hpp"

#include <algorithm>

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

Money amount_of(const Line& line) {
    return line.quantity.times(line.unit_price) - line.discount;
}

struct Left {
    std::int64_t thousandths = 0;
    Money amount;
};

// Lines that look alike share what was credited, the first one first.
std::vector<Left> lines_left(const Invoice& invoice, const std::vector<Invoice>& credited_before) {
    std::vector<Left> left;
    const auto& lines = invoice.content().lines;
    for (const auto& line : lines) left.push_back({line.quantity.thousandths(), amount_of(line)});
    for (const auto& note : credited_before)
        for (const auto& credited : note.content().lines) {
            auto rest = Left{credited.quantity.thousandths(), amount_of(credited)};
            for (std::size_t n = 0; n < lines.size() && rest.thousandths > 0; ++n) {
                if (!is_part_of(credited, lines[n])) continue;
                const Left taken{std::min(rest.thousandths, left[n].thousandths),
                                 std::min(rest.amount, left[n].amount)};
                left[n].thousandths -= taken.thousandths;
                left[n].amount -= taken.amount;
                rest.thousandths -= taken.thousandths;
                rest.amount -= taken.amount;
            }
        }
    return left;
}

// So much of a line with its share of the discount; the last part is what is left of it, to the cent.
Line part_of(const Line& line, std::int64_t thousandths, const Left& left) {
    auto part = line;
    part.quantity = Quantity::of_thousandths(thousandths).value();
    const auto price = part.quantity.times(line.unit_price);
    const auto above = std::max(price - left.amount, Money{});
    const auto share = line.discount.portion_half_up(thousandths, line.quantity.thousandths());
    part.discount = thousandths == left.thousandths ? above : std::min(std::max(share, above), price);
    return part;
}

Money discount_left(const Invoice& invoice, const std::vector<Invoice>& credited_before) {
    auto left = invoice.content().discount;
    for (const auto& note : credited_before) left -= note.content().discount;
    return std::max(left, Money{});
}

Money amount_of(const std::vector<Line>& lines) {
    Money sum;
    for (const auto& line : lines) sum += amount_of(line);
    return sum;
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
    const auto& lines = invoice.content().lines;
    bool all_that_is_left = true;
    auto draft = credit_of(invoice, std::move(number), issued_on);
    draft.lines.clear();
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const auto wanted = n < thousandths.size() ? thousandths[n] : 0;
        all_that_is_left = all_that_is_left && wanted == left[n].thousandths;
        if (wanted == 0) continue;
        if (wanted < 0 || wanted > left[n].thousandths)
            return refuse(ErrorCode::conflict, "above_invoice", "There is not so much left to credit on this line.",
                          "quantity" + std::to_string(n));
        draft.lines.push_back(part_of(lines[n], wanted, left[n]));
    }
    if (draft.lines.empty())
        return refuse(ErrorCode::invalid, "nothing_chosen", "Please fill in how much is credited.", "quantity0");
    const auto whole = amount_of(lines);
    if (!credited_before.empty() || !all_that_is_left) {
        draft.deposits.clear();
        draft.discount = all_that_is_left ? discount_left(invoice, credited_before)
                         : whole > Money{}
                             ? draft.discount.portion_half_up(amount_of(draft.lines).cents(), whole.cents())
                             : Money{};
    }
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
