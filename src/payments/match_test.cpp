// What a line of the bank is probably about.
#include "payments/match.hpp"

#include <gtest/gtest.h>

namespace autojet::payments {
namespace {

using namespace std::chrono_literals;

OpenInvoice open_of(const std::string& number, std::int64_t cents, const std::string& buyer = "Ada Lovelace") {
    return {.number = InvoiceNumber::parse(number).value(),
            .issued_on = 2026y / 11 / 1,
            .due_on = 2026y / 11 / 15,
            .amount = Money::of_cents(cents),
            .document = {},
            .is_of_booking = false,
            .to_business = false,
            .buyer = buyer};
}
Proposal guess(const std::string& name, const std::string& text, std::int64_t cents,
               const std::vector<OpenInvoice>& open, std::int64_t cards = 0) {
    return propose({.name = name, .account = {}, .reference = {}, .text = text}, Money::of_cents(cents), open,
                   Money::of_cents(cards));
}

TEST(Match, a_number_is_found_however_it_is_written) {
    for (const auto* text : {"2026-0001", "factuur 2026-0001", "Fact.2026 0001 bedankt", "20260001", "nr2026.0001",
                             "2026-0001/Ada", "xx 2026/0001,"})
        EXPECT_TRUE(mentions(text, "2026-0001")) << text;
}

TEST(Match, a_number_is_not_found_inside_another) {
    for (const auto* text : {"2026-00012", "12026-0001", "C2026-0001", "202600011", "2026-001", "", "2026"})
        EXPECT_FALSE(mentions(text, "2026-0001")) << text;
    EXPECT_TRUE(mentions("C2026-0001", "C2026-0001"));
    EXPECT_FALSE(mentions("2026-0001", "C2026-0001"));
}

TEST(Match, number_and_amount_are_certain) {
    const auto proposal = guess("Cy", "2026-0002", 5'000, {open_of("2026-0001", 5'000), open_of("2026-0002", 5'000)});
    EXPECT_EQ(proposal.confidence, Confidence::certain);
    ASSERT_EQ(proposal.parts.size(), 1U);
    EXPECT_EQ(proposal.parts.front().document->text(), "2026-0002");
}

TEST(Match, one_transfer_pays_several_invoices) {
    const auto proposal =
        guess("Ada", "2026-0001 en 2026-0002", 8'000, {open_of("2026-0001", 5'000), open_of("2026-0002", 3'000)});
    EXPECT_EQ(proposal.confidence, Confidence::certain);
    EXPECT_EQ(proposal.parts.size(), 2U);
}

TEST(Match, a_part_or_too_much_is_only_likely_and_the_rest_waits_to_be_explained) {
    EXPECT_EQ(guess("Ada", "2026-0001", 2'000, {open_of("2026-0001", 5'000)}).confidence, Confidence::likely);
    const auto more = guess("Ada", "2026-0001", 6'000, {open_of("2026-0001", 5'000)});
    EXPECT_EQ(more.confidence, Confidence::likely);
    ASSERT_EQ(more.parts.size(), 2U);
    EXPECT_EQ(more.parts[1], (Part{std::nullopt, bookkeeping::account::suspense, Money::of_cents(1'000)}));
}

TEST(Match, amount_and_name_are_likely_and_an_amount_alone_is_possible_when_it_is_alone) {
    const std::vector two{open_of("2026-0001", 5'000), open_of("2026-0002", 5'000, "Cy de Boer")};
    EXPECT_EQ(guess("A. Lovelace", "bedankt", 5'000, two).confidence, Confidence::likely);
    EXPECT_EQ(guess("Bo", "bedankt", 5'000, two).confidence, Confidence::none);
    EXPECT_EQ(guess("Bo", "bedankt", 5'000, {two.front()}).confidence, Confidence::possible);
}

TEST(Match, what_the_shop_pays_out_is_not_taken_for_a_payment) {
    EXPECT_EQ(guess("Ada", "2026-0001", -5'000, {open_of("2026-0001", 5'000)}).confidence, Confidence::none);
    EXPECT_EQ(guess("Ada", "2026-0001", -5'000, {open_of("2026-0001", -5'000)}).confidence, Confidence::certain);
}

TEST(Match, a_card_company_pays_what_was_on_its_way) {
    const auto proposal = guess("CCV Group B.V.", "Uitbetaling 20-11", 12'000, {}, 15'000);
    EXPECT_EQ(proposal.confidence, Confidence::likely);
    ASSERT_EQ(proposal.parts.size(), 1U);
    EXPECT_EQ(proposal.parts.front().account, bookkeeping::account::card_clearing);
    EXPECT_EQ(guess("CCV Group B.V.", "", 12'000, {}, 5'000).confidence, Confidence::none);
}

TEST(Match, names_agree_by_words_and_initials_but_not_by_initials_alone) {
    EXPECT_TRUE(same_name("A. de Vries", "Ada de Vries"));
    EXPECT_TRUE(same_name("Mevr. A de Vries-Boer", "Ada Vries"));
    EXPECT_FALSE(same_name("A.", "Ada"));
    EXPECT_FALSE(same_name("", "Ada"));
    EXPECT_FALSE(same_name("Bo de Vries", "Ada de Vries"));
}

}  // namespace
}  // namespace autojet::payments
