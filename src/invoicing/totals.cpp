#include "invoicing/totals.hpp"

#include <algorithm>
#include <numeric>

#include "invoicing/charge.hpp"
#include "invoicing/shares.hpp"

namespace autojet::invoicing {

namespace {

constexpr int basis_points_in_one = 10'000;

// What is left of an amount in the document's basis when its VAT is taken out.
Money net_of(Money shown, VatTreatment treatment, PriceBasis basis) {
    return basis == PriceBasis::excluding_vat ? shown : shown - shown.vat_included_part(basis_points(treatment));
}

// What of a document makes its totals.
struct Charged {
    PriceBasis basis;
    const std::vector<Line>& lines;
    Money discount;
    const std::vector<Deposit>& deposits;
    Money prepaid;
    const std::vector<CreditedBefore>& credited_before;
};

class Sum {
public:
    explicit Sum(const Charged& draft) : draft_(draft) {}

    Result<Totals> totals() {
        if (auto wrong = add_lines()) return tl::unexpected{*wrong};
        if (auto wrong = deal_out_discount()) return tl::unexpected{*wrong};
        for (const auto treatment : all_vat_treatments)
            if (auto wrong = add_rate(treatment)) return tl::unexpected{*wrong};
        return closed();
    }

private:
    std::optional<Error> add_lines();
    std::optional<Error> deal_out_discount();
    std::optional<Error> add_rate(VatTreatment treatment);
    Money add_deductions(VatTreatment treatment);
    [[nodiscard]] Money vat_of(VatTreatment treatment, Money left) const;
    void spread(VatTreatment treatment, Money lines_net);
    Result<Totals> closed();

    [[nodiscard]] Money shown_at(VatTreatment treatment) const {
        return shown_.at(static_cast<std::size_t>(treatment));
    }

    const Charged draft_;
    Totals totals_;
    std::array<Money, all_vat_treatments.size()> shown_{};
    std::vector<Money> discounts_;
};

std::optional<Error> Sum::add_lines() {
    Money all;
    for (const auto& line : draft_.lines) {
        const auto shown = line.quantity.times(line.unit_price) - line.discount;
        totals_.lines.push_back({.shown = shown, .net_before_discount = {}, .net_discount = {}, .net = {}});
        shown_.at(static_cast<std::size_t>(line.vat)) += shown;
        all += shown;
    }
    if (all <= most_money) return std::nullopt;
    return Error{ErrorCode::invalid, "amount_too_large", "This amount is too large for one invoice.", "lines"};
}

std::optional<Error> Sum::deal_out_discount() {
    const auto all = std::accumulate(shown_.begin(), shown_.end(), Money{});
    if (draft_.discount > all)
        return Error{ErrorCode::invalid, "discount_above_total", "The discount is more than what it is taken off.",
                     "discount"};
    discounts_ = shares_of(draft_.discount, {shown_.begin(), shown_.end()});
    return std::nullopt;
}

// The total of a treatment is rounded once. Its lines take up what that leaves: they sum to the cent.
std::optional<Error> Sum::add_rate(VatTreatment treatment) {
    if (std::ranges::find(draft_.lines, treatment, &Line::vat) == draft_.lines.end() &&
        std::ranges::find(draft_.deposits, treatment, &Deposit::vat) == draft_.deposits.end())
        return std::nullopt;
    const auto left = shown_at(treatment) - add_deductions(treatment);
    if (left < Money{})
        return Error{ErrorCode::invalid, "deposits_above_rate",
                     "The deposits are more than what is charged at their VAT rate.", "deposits"};
    RateTotals rate{.treatment = treatment, .lines_net = {}, .deducted_net = {}, .taxable = {}, .vat = {}, .gross = {}};
    rate.vat = vat_of(treatment, left);
    rate.taxable = draft_.basis == PriceBasis::including_vat ? left - rate.vat : left;
    rate.gross = rate.taxable + rate.vat;
    for (const auto& deduction : totals_.deductions)
        if (deduction.vat == treatment) rate.deducted_net += deduction.net;
    rate.lines_net = rate.taxable + rate.deducted_net;
    spread(treatment, rate.lines_net);
    totals_.rates.push_back(rate);
    return std::nullopt;
}

// Answers with their sum, in the basis of the prices.
Money Sum::add_deductions(VatTreatment treatment) {
    Money all;
    const auto add = [&](std::optional<std::size_t> deposit, Money shown) {
        totals_.deductions.push_back(
            {.vat = treatment, .deposit = deposit, .shown = shown, .net = net_of(shown, treatment, draft_.basis)});
        all += shown;
    };
    const auto discount = discounts_.at(static_cast<std::size_t>(treatment));
    if (discount > Money{}) add(std::nullopt, discount);
    for (std::size_t i = 0; i < draft_.deposits.size(); ++i)
        if (draft_.deposits[i].vat == treatment) add(i, draft_.deposits[i].amount);
    return all;
}

// After other credit notes: what the VAT of all of them together comes to, less the VAT that they bear.
Money Sum::vat_of(VatTreatment treatment, Money left) const {
    const auto points = basis_points(treatment);
    const bool inside = draft_.basis == PriceBasis::including_vat;
    const auto vat_of_all = [&](Money shown) {
        return inside ? shown.vat_included_part(points) : shown.vat_to_add(points);
    };
    const auto& all_before = draft_.credited_before;
    const auto before = std::ranges::find(all_before, treatment, &CreditedBefore::treatment);
    if (before == all_before.end()) return vat_of_all(left);
    const auto vat = std::max(vat_of_all(before->shown + left) - before->vat, Money{});
    return inside ? std::min(vat, left) : vat;
}

void Sum::spread(VatTreatment treatment, Money lines_net) {
    std::vector<Money> weights;
    for (std::size_t i = 0; i < draft_.lines.size(); ++i)
        weights.push_back(draft_.lines[i].vat == treatment ? totals_.lines[i].shown : Money{});
    const auto nets = shares_of(lines_net, weights);
    for (std::size_t i = 0; i < draft_.lines.size(); ++i) {
        if (draft_.lines[i].vat != treatment) continue;
        auto& line = totals_.lines[i];
        line.net = nets[i];
        line.net_discount = net_of(draft_.lines[i].discount, treatment, draft_.basis);
        line.net_before_discount = line.net + line.net_discount;
    }
}

Result<Totals> Sum::closed() {
    for (const auto& rate : totals_.rates) {
        totals_.lines_net += rate.lines_net;
        totals_.deducted_net += rate.deducted_net;
        totals_.net += rate.taxable;
        totals_.vat += rate.vat;
    }
    totals_.gross = totals_.net + totals_.vat;
    totals_.prepaid = draft_.prepaid;
    totals_.payable = totals_.gross - totals_.prepaid;
    if (totals_.payable < Money{})
        return refuse(ErrorCode::invalid, "prepaid_above_total",
                      "More was paid than this invoice comes to. Pay back the difference first.", "prepaid");
    return totals_;
}

}  // namespace

Result<Totals> work_out(const InvoiceDraft& draft) {
    static const std::vector<CreditedBefore> nothing;
    const auto& before = draft.corrects ? draft.corrects->before : nothing;
    return Sum{{draft.basis, draft.lines, draft.discount, draft.deposits, draft.prepaid, before}}.totals();
}

Result<Totals> work_out(PriceBasis basis, const std::vector<Line>& lines, Money discount) {
    const std::vector<Deposit> none;
    const std::vector<CreditedBefore> nothing;
    return Sum{{basis, lines, discount, none, Money{}, nothing}}.totals();
}

}  // namespace autojet::invoicing
