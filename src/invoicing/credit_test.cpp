#include "invoicing/credit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "invoicing/ubl.hpp"

namespace autojet::invoicing {
namespace {

const InvoiceNumber number = InvoiceNumber::parse("C2026-0001").value();
const CivilDate later = day(2026, 4, 1);

Invoice two_lines() {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Olie", 10'00), line_of("Arbeid", 60'00)};
    draft.lines[0].quantity = Quantity::parse("4").value();
    draft.lines[0].discount = Money::of_cents(4'00);
    draft.lines[1].quantity = Quantity::parse("1,5").value();
    return sound(draft);
}

TEST(PartialCredit, takes_the_share_of_a_line_and_leaves_the_rest) {
    const auto invoice = two_lines();
    const auto first = sound(credit_part_of(invoice, {}, {1000, 0}, number, later).value());
    EXPECT_EQ(first.totals().gross, Money::of_cents(9'00));
    EXPECT_EQ(left_of(invoice, {first}), (std::vector<std::int64_t>{3000, 1500}));
    const auto rest = sound(credit_part_of(invoice, {first}, {3000, 1500}, number, later).value());
    EXPECT_EQ(first.totals().gross + rest.totals().gross, invoice.totals().gross);
    EXPECT_EQ(left_of(invoice, {first, rest}), (std::vector<std::int64_t>{0, 0}));
    EXPECT_EQ(reason_of(credit_part_of(invoice, {first, rest}, {0, 1}, number, later)), "above_invoice");
}

TEST(PartialCredit, of_more_than_is_left_or_of_nothing_is_refused_beside_its_line) {
    const auto invoice = two_lines();
    EXPECT_EQ(credit_part_of(invoice, {}, {0, 1501}, number, later).error().field, "quantity1");
    EXPECT_EQ(reason_of(credit_part_of(invoice, {}, {-1000, 0}, number, later)), "above_invoice");
    EXPECT_EQ(reason_of(credit_part_of(invoice, {}, {0, 0}, number, later)), "nothing_chosen");
    EXPECT_EQ(reason_of(credit_part_of(invoice, {}, {}, number, later)), "nothing_chosen");
}

TEST(PartialCredit, of_everything_at_once_is_the_mirror_of_the_invoice) {
    auto draft = draft_for_business();
    draft.discount = Money::of_cents(3'33);
    const auto invoice = sound(draft);
    EXPECT_EQ(credit_part_of(invoice, {}, {1000, 1000}, number, later).value(), credit_of(invoice, number, later));
}

Totals sum_of(const std::vector<Invoice>& notes, VatTreatment treatment) {
    Totals sum;
    for (const auto& note : notes)
        for (const auto& rate : note.totals().rates)
            if (rate.treatment == treatment) {
                sum.net += rate.taxable;
                sum.vat += rate.vat;
                sum.gross += rate.gross;
            }
    return sum;
}

// Nothing is above the invoice at any rate; `all`: and nothing is left.
void assert_within(const Invoice& invoice, const std::vector<Invoice>& notes, bool all) {
    for (const auto& rate : invoice.totals().rates) {
        const auto sum = sum_of(notes, rate.treatment);
        RC_ASSERT(sum.net <= rate.taxable);
        RC_ASSERT(sum.vat <= rate.vat);
        RC_ASSERT(sum.gross <= rate.gross);
        if (all) RC_ASSERT(sum.gross == rate.gross && sum.vat == rate.vat && sum.net == rate.taxable);
    }
}

std::vector<Totals> totals_of(const std::vector<Invoice>& notes) {
    std::vector<Totals> totals;
    for (const auto& note : notes) totals.push_back(note.totals());
    return totals;
}

InvoiceDraft any_invoice() {
    auto draft = Drafts{*rc::gen::arbitrary<std::uint32_t>()}.draw();
    draft.kind = Kind::invoice;
    draft.corrects.reset();
    draft.prepaid = Money{};
    return draft;
}

// Some of each line, or all that is left of one.
std::vector<std::int64_t> some_of(const std::vector<std::int64_t>& left) {
    std::vector<std::int64_t> chosen(left.size());
    if (*rc::gen::arbitrary<bool>()) {
        const auto n = *rc::gen::inRange<std::size_t>(0, left.size());
        chosen[n] = left[n];
        return chosen;
    }
    for (std::size_t n = 0; n < left.size(); ++n) chosen[n] = *rc::gen::inRange<std::int64_t>(0, left[n] + 1);
    return chosen;
}

RC_GTEST_PROP(PartialCredit, of_all_lines_in_any_order_and_parts_ends_at_nothing_for_each_rate, ()) {
    auto draft = any_invoice();
    draft.deposits.clear();
    Money all;
    for (const auto& line : draft.lines) all += line.quantity.times(line.unit_price) - line.discount;
    draft.discount = Money::of_cents(*rc::gen::inRange<std::int64_t>(0, all.cents() + 1));
    const auto invoice = sound(draft);
    std::vector<Invoice> notes;
    for (int round = 0; round < 6; ++round) {
        const auto left = left_of(invoice, notes);
        const auto part = credit_part_of(invoice, notes, round < 5 ? some_of(left) : left, number, later);
        if (!part) {
            RC_ASSERT(part.error().reason == "nothing_chosen");
            continue;
        }
        auto note = sound(*part);
        RC_ASSERT(check_credit(invoice, totals_of(notes), note).has_value());
        if (note.content().seller.vat) RC_ASSERT(to_ubl(note, widest_profile(note)).has_value());
        notes.push_back(std::move(note));
        assert_within(invoice, notes, false);
    }
    for (const auto left : left_of(invoice, notes)) RC_ASSERT(left == 0);
    assert_within(invoice, notes, true);
}

// What deposits have paid is not credited here: a part above what this invoice charges is refused.
RC_GTEST_PROP(PartialCredit, after_deposits_never_passes_what_this_invoice_charges, ()) {
    const auto invoice = sound(any_invoice());
    std::vector<Invoice> notes;
    for (int round = 0; round < 6; ++round) {
        const auto part = credit_part_of(invoice, notes, some_of(left_of(invoice, notes)), number, later);
        if (!part) continue;
        auto note = sound(*part);
        if (const auto fits = check_credit(invoice, totals_of(notes), note); !fits) {
            RC_ASSERT(fits.error().reason == "above_invoice" && !invoice.content().deposits.empty());
            continue;
        }
        notes.push_back(std::move(note));
        assert_within(invoice, notes, false);
    }
}

TEST(PartialCredit, of_three_lines_of_two_cents_leaves_no_cent_of_vat_behind) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Ring", 2), line_of("Ring", 2), line_of("Moer", 2)};
    const auto invoice = sound(draft);
    ASSERT_EQ(invoice.totals().vat, Money::of_cents(1));
    std::vector<Invoice> notes;
    for (const auto& chosen : std::vector<std::vector<std::int64_t>>{{0, 1000, 0}, {0, 0, 1000}, {1000, 0, 0}})
        notes.push_back(sound(credit_part_of(invoice, notes, chosen, number, later).value()));
    EXPECT_EQ(sum_of(notes, VatTreatment::standard).gross, invoice.totals().gross);
    EXPECT_EQ(sum_of(notes, VatTreatment::standard).vat, Money::of_cents(1));
}

TEST(PartialCredit, of_a_tenth_of_a_cent_and_the_rest_leaves_nothing) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Ring", 1)};
    const auto invoice = sound(draft);
    std::vector<Invoice> notes;
    for (const std::int64_t thousandths : {333, 333, 334})
        notes.push_back(sound(credit_part_of(invoice, notes, {thousandths}, number, later).value()));
    EXPECT_EQ(left_of(invoice, notes), std::vector<std::int64_t>{0});
    EXPECT_EQ(sum_of(notes, VatTreatment::standard).gross, Money::of_cents(1));
}

TEST(PartialCredit, of_two_rates_with_a_discount_on_the_whole_is_refused_no_last_cent) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Beurt", 100'01), line_of("Was", 33'33, VatTreatment::reduced)};
    draft.discount = Money::of_cents(10'01);
    const auto invoice = sound(draft);
    for (const bool turned : {false, true}) {
        const auto first =
            sound(credit_part_of(invoice, {},
                                 turned ? std::vector<std::int64_t>{0, 1000} : std::vector<std::int64_t>{1000, 0},
                                 number, later)
                      .value());
        const auto last = sound(credit_part_of(invoice, {first}, left_of(invoice, {first}), number, later).value());
        EXPECT_TRUE(check_credit(invoice, {first.totals()}, last));
        EXPECT_EQ(first.totals().gross + last.totals().gross, invoice.totals().gross);
        EXPECT_EQ(first.totals().vat + last.totals().vat, invoice.totals().vat);
    }
}

}  // namespace
}  // namespace autojet::invoicing
