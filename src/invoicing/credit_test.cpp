#include "invoicing/credit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "invoicing/drafts_for_tests.hpp"

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

// However a document is taken back in parts, each part fits and what is credited never passes what was invoiced.
RC_GTEST_PROP(PartialCredit, in_any_parts_never_passes_what_was_invoiced, ()) {
    auto draft = Drafts{*rc::gen::arbitrary<std::uint32_t>()}.draw();
    draft.kind = Kind::invoice;
    draft.corrects.reset();
    draft.deposits.clear();
    draft.discount = draft.prepaid = Money{};
    const auto invoice = sound(draft);
    std::vector<Invoice> notes;
    std::vector<Totals> totals;
    for (int round = 0; round < 4; ++round) {
        auto chosen = left_of(invoice, notes);
        if (round < 3)
            for (auto& one : chosen) one = *rc::gen::inRange<std::int64_t>(0, one + 1);
        const auto part = credit_part_of(invoice, notes, chosen, number, later);
        if (!part) {
            RC_ASSERT(part.error().reason == "nothing_chosen");
            continue;
        }
        auto note = sound(*part);
        RC_ASSERT(check_credit(invoice, totals, note).has_value());
        totals.push_back(note.totals());
        notes.push_back(std::move(note));
    }
    for (const auto left : left_of(invoice, notes)) RC_ASSERT(left == 0);
}

}  // namespace
}  // namespace autojet::invoicing
