#include "invoicing/totals.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "invoicing/credit.hpp"
#include "invoicing/deposit.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "invoicing/shares.hpp"

namespace autojet::invoicing {
namespace {

Money cents(std::int64_t amount) {
    return Money::of_cents(amount);
}

InvoiceDraft any_draft() {
    return Drafts{*rc::gen::arbitrary<std::uint32_t>()}.draw();
}

TEST(Totals, vat_is_rounded_once_for_each_rate) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Olie", 37'50), line_of("Filter", 12'50)};
    const auto totals = sound(draft).totals();
    EXPECT_EQ(totals.net, cents(50'00));
    EXPECT_EQ(totals.vat, cents(10'50));
    EXPECT_EQ(totals.gross, cents(60'50));
}

TEST(Totals, half_a_cent_goes_up) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Arbeid", 40'25)};
    draft.lines[0].quantity = Quantity::parse("0.5").value();
    EXPECT_EQ(sound(draft).totals().net, cents(20'13));
    draft.lines = {line_of("Klein", 50)};
    EXPECT_EQ(sound(draft).totals().vat, cents(11));
}

TEST(Totals, a_consumer_pays_what_was_shown) {
    const auto totals = sound(draft_for_ada()).totals();
    EXPECT_EQ(totals.gross, cents(283'95));
    EXPECT_EQ(totals.vat, cents(49'28));
    EXPECT_EQ(totals.net, cents(234'67));
    EXPECT_EQ(totals.lines[0].net + totals.lines[1].net, totals.net);
}

TEST(Totals, each_rate_stands_apart) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Band", 100'00), line_of("Fiets", 100'00, VatTreatment::reduced),
                   line_of("Uitvoer", 100'00, VatTreatment::zero)};
    const auto totals = sound(draft).totals();
    ASSERT_EQ(totals.rates.size(), 3U);
    EXPECT_EQ(totals.rates[0].vat, cents(21'00));
    EXPECT_EQ(totals.rates[1].vat, cents(9'00));
    EXPECT_EQ(totals.rates[2].vat, cents(0));
    EXPECT_EQ(totals.gross, cents(330'00));
}

TEST(Totals, a_discount_is_spread_over_the_rates) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Band", 200'00), line_of("Fiets", 100'00, VatTreatment::reduced)};
    draft.discount = cents(10'00);
    const auto totals = sound(draft).totals();
    ASSERT_EQ(totals.deductions.size(), 2U);
    EXPECT_EQ(totals.deductions[0].net, cents(6'67));
    EXPECT_EQ(totals.deductions[1].net, cents(3'33));
    EXPECT_EQ(totals.net, cents(290'00));
    EXPECT_EQ(totals.rates[0].vat, cents(40'60));
    EXPECT_EQ(totals.rates[1].vat, cents(8'70));
}

TEST(Totals, a_deposit_takes_its_vat_along_and_what_was_paid_does_not) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Revisie", 484'00)};
    draft.deposits = {{.number = InvoiceNumber::parse("2026-0007").value(),
                       .issued_on = day(2026, 2, 1),
                       .vat = VatTreatment::standard,
                       .amount = cents(121'00)}};
    draft.prepaid = cents(63'00);
    const auto totals = sound(draft).totals();
    EXPECT_EQ(totals.lines_net, cents(400'00));
    EXPECT_EQ(totals.deducted_net, cents(100'00));
    EXPECT_EQ(totals.vat, cents(63'00));
    EXPECT_EQ(totals.gross, cents(363'00));
    EXPECT_EQ(totals.payable, cents(300'00));
}

// What remains and what was invoiced before are together what was agreed.
RC_GTEST_PROP(Totals, of_deposit_and_final_invoice_are_those_of_the_whole, ()) {
    auto deposit = draft_for_business();
    deposit.basis = *rc::gen::element(PriceBasis::including_vat, PriceBasis::excluding_vat);
    deposit.lines = {line_of("Aanbetaling", *rc::gen::inRange(1, 100'000)),
                     line_of("Aanbetaling", *rc::gen::inRange(1, 100'000), VatTreatment::reduced)};
    const auto before = sound(deposit);
    auto whole = draft_for_business();
    whole.number = InvoiceNumber::parse("2026-0043").value();
    whole.basis = *rc::gen::element(PriceBasis::including_vat, PriceBasis::excluding_vat);
    whole.lines = {line_of("Revisie", 200'000), line_of("Fiets", 200'000, VatTreatment::reduced)};
    const auto all = sound(whole).totals();
    whole.deposits = deposits_of(before, whole.basis);
    const auto rest = sound(whole).totals();
    for (std::size_t i = 0; i < 2; ++i) {
        RC_ASSERT(std::abs((rest.rates[i].vat + before.totals().rates[i].vat - all.rates[i].vat).cents()) <= 1);
        RC_ASSERT(rest.rates[i].deducted_net == before.totals().rates[i].taxable);
    }
    RC_ASSERT(std::abs((rest.gross + before.totals().gross - all.gross).cents()) <= 2);
}

TEST(Totals, more_cannot_be_taken_off_than_there_is) {
    auto draft = draft_for_ada();
    draft.discount = cents(283'96);
    EXPECT_EQ(reason_of(work_out(draft)), "discount_above_total");
    draft.discount = {};
    draft.prepaid = cents(283'96);
    EXPECT_EQ(reason_of(work_out(draft)), "prepaid_above_total");
    draft.prepaid = {};
    draft.deposits = {{.number = InvoiceNumber::parse("2026-0007").value(),
                       .issued_on = day(2026, 2, 1),
                       .vat = VatTreatment::reduced,
                       .amount = cents(1)}};
    EXPECT_EQ(reason_of(work_out(draft)), "deposits_above_rate");
}

TEST(Totals, what_is_too_large_is_refused) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Vloot", 600'000'000), line_of("Vloot", 400'000'000)};
    EXPECT_EQ(reason_of(work_out(draft)), "amount_too_large");
}

RC_GTEST_PROP(Totals, sums_hold_without_tolerance, ()) {
    const auto draft = any_draft();
    const auto totals = sound(draft).totals();
    Money lines;
    for (const auto& line : totals.lines) {
        lines += line.net;
        RC_ASSERT(line.net >= Money{});
        RC_ASSERT(line.net_before_discount == line.net + line.net_discount);
    }
    Money deducted;
    for (const auto& deduction : totals.deductions) deducted += deduction.net;
    Money taxable;
    Money vat;
    for (const auto& rate : totals.rates) {
        taxable += rate.taxable;
        vat += rate.vat;
        RC_ASSERT(rate.taxable == rate.lines_net - rate.deducted_net);
        RC_ASSERT(rate.gross == rate.taxable + rate.vat);
        Money of_rate;
        for (std::size_t i = 0; i < draft.lines.size(); ++i)
            if (draft.lines[i].vat == rate.treatment) of_rate += totals.lines[i].net;
        RC_ASSERT(of_rate == rate.lines_net);
    }
    RC_ASSERT(lines == totals.lines_net);
    RC_ASSERT(deducted == totals.deducted_net);
    RC_ASSERT(taxable == totals.net);
    RC_ASSERT(totals.net == lines - deducted);
    RC_ASSERT(vat == totals.vat);
    RC_ASSERT(totals.gross == totals.net + totals.vat);
    RC_ASSERT(totals.payable == totals.gross - draft.prepaid);
}

RC_GTEST_PROP(Totals, what_was_shown_is_what_is_paid, ()) {
    const auto draft = any_draft();
    const auto totals = sound(draft).totals();
    Money shown = -draft.discount;
    for (const auto& line : draft.lines) shown += line.quantity.times(line.unit_price) - line.discount;
    for (const auto& deposit : draft.deposits) shown -= deposit.amount;
    RC_ASSERT(shown == (draft.basis == PriceBasis::including_vat ? totals.gross : totals.net));
}

RC_GTEST_PROP(Totals, vat_is_within_half_a_cent_of_exact_at_each_rate, ()) {
    const auto draft = any_draft();
    for (const auto& rate : sound(draft).totals().rates) {
        const auto points = basis_points(rate.treatment);
        const bool inside = draft.basis == PriceBasis::including_vat;
        const auto whole = inside ? 10'000 + points : 10'000;
        const auto off = rate.vat.cents() * whole - (inside ? rate.gross : rate.taxable).cents() * points;
        RC_ASSERT(2 * std::abs(off) <= whole);
        const auto from_net = rate.taxable.vat_to_add(points) - rate.vat;  // BR-CO-17
        RC_ASSERT(std::abs(from_net.cents()) <= (inside ? 1 : 0));
    }
}

RC_GTEST_PROP(Totals, a_credit_note_mirrors_its_invoice, ()) {
    auto draft = any_draft();
    draft.kind = Kind::invoice;
    draft.corrects = {};
    draft.prepaid = {};
    const auto invoice = sound(draft);
    const auto credit = sound(credit_of(invoice, InvoiceNumber::parse("C2026-0001").value(), day(2026, 3, 11)));
    RC_ASSERT(credit.totals() == invoice.totals());
    RC_ASSERT(check_credit(invoice, {}, credit).has_value());
}

RC_GTEST_PROP(Shares, sum_to_the_total_and_are_less_than_a_cent_off, ()) {
    const auto weights =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 99'999)));
    std::vector<Money> amounts;
    std::int64_t all = 0;
    for (const auto weight : weights) amounts.push_back(Money::of_cents(weight));
    for (const auto weight : weights) all += weight;
    RC_PRE(all > 0);
    const auto total = *rc::gen::inRange<std::int64_t>(0, 999'999'999);
    const auto shares = shares_of(Money::of_cents(total), amounts);
    std::int64_t dealt = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        dealt += shares[i].cents();
        RC_ASSERT(std::abs(shares[i].cents() * all - total * weights[i]) < all);
        RC_ASSERT(weights[i] > 0 || shares[i] == Money{});
    }
    RC_ASSERT(dealt == total);
}

TEST(Shares, among_equals_the_earlier_comes_first) {
    EXPECT_EQ(shares_of(cents(100), {cents(1), cents(1), cents(1)}), (std::vector{cents(34), cents(33), cents(33)}));
    EXPECT_THROW(shares_of(cents(1), {cents(0)}), Broken);
    EXPECT_THROW(shares_of(cents(-1), {cents(1)}), Broken);
}

}  // namespace
}  // namespace autojet::invoicing
