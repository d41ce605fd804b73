#include "invoicing/invoice.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "invoicing/credit.hpp"
#include "invoicing/drafts_for_tests.hpp"

namespace autojet::invoicing {
namespace {

// "field: reason" of everything that is wrong.
std::string wrong_with(const InvoiceDraft& draft) {
    const auto checked = check(draft);
    if (checked) return "";
    std::string all;
    for (const auto& error : checked.error()) all += (all.empty() ? "" : ", ") + error.field + ": " + error.reason;
    return all;
}

TEST(Invoice, of_a_consumer_needs_no_address) {
    EXPECT_EQ(wrong_with(draft_for_ada()), "");
    EXPECT_EQ(wrong_with(draft_for_business()), "");
}

TEST(Invoice, names_its_buyer_above_a_hundred_euros) {
    auto draft = draft_for_ada();
    draft.buyer.name.clear();
    EXPECT_EQ(wrong_with(draft), "buyer.name: buyer_required");
    draft.lines = {line_of("Band plakken", 100'00)};
    EXPECT_EQ(wrong_with(draft), "");
    draft.lines = {line_of("Band plakken", 100'01)};
    EXPECT_EQ(wrong_with(draft), "buyer.name: buyer_required");
}

TEST(Invoice, to_a_business_bears_its_address) {
    auto draft = draft_for_business();
    draft.buyer.address.reset();
    EXPECT_EQ(wrong_with(draft), "buyer.address: address_required");
    draft.buyer.address = Address{.street = "", .postcode = "1", .city = "Haarlem", .country = "XX"};
    EXPECT_EQ(wrong_with(draft), "buyer.address.street: required, buyer.address.country: unknown_country");
}

TEST(Invoice, says_all_that_is_wrong_at_once) {
    auto draft = draft_for_ada();
    draft.seller.name = "\x01";
    draft.lines[0].description = "";
    draft.lines[1].unit_price = Money::of_cents(-1);
    draft.due_on = day(2026, 3, 9);
    EXPECT_EQ(wrong_with(draft),
              "due_on: due_before_issue, seller.name: not_text, lines[0].description: required, "
              "lines[1].unit_price: negative_amount");
}

TEST(Invoice, keeps_lines_within_bounds) {
    auto draft = draft_for_ada();
    draft.lines.clear();
    EXPECT_EQ(wrong_with(draft), "lines: no_lines");
    draft.lines.assign(500, line_of("Bout", 10));
    EXPECT_EQ(wrong_with(draft), "");
    draft.lines.assign(501, line_of("Bout", 10));
    EXPECT_EQ(wrong_with(draft), "lines: too_many_lines");
    draft.lines = {line_of("Bout", 10)};
    draft.lines[0].discount = Money::of_cents(11);
    EXPECT_EQ(wrong_with(draft), "lines[0].discount: discount_above_line");
    draft.lines[0].discount = Money::of_cents(-1);
    EXPECT_EQ(wrong_with(draft), "lines[0].discount: negative_amount");
}

TEST(Invoice, refuses_amounts_that_overflow) {
    auto draft = draft_for_ada();
    for (const auto amount : {most_money.cents() + 1, std::numeric_limits<std::int64_t>::max()}) {
        draft.lines = {line_of("Bout", amount)};
        EXPECT_EQ(wrong_with(draft), "lines[0].unit_price: amount_too_large");
    }
    draft.lines = {line_of("Bout", most_money.cents())};
    draft.lines[0].quantity = Quantity::of_thousandths(999'999'999).value();
    EXPECT_EQ(wrong_with(draft), "lines[0].quantity: amount_too_large");
    draft.lines.assign(500, line_of("Bout", most_money.cents()));
    EXPECT_EQ(wrong_with(draft), "lines: amount_too_large");
    draft.lines = {line_of("Bout", most_money.cents())};
    EXPECT_EQ(wrong_with(draft), "");
    draft.discount = Money::of_cents(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(wrong_with(draft), "discount: negative_amount");
}

RC_GTEST_PROP(Invoice, of_whatever_amounts_is_refused_or_adds_up, ()) {
    auto draft = Drafts{*rc::gen::arbitrary<std::uint32_t>()}.draw();
    constexpr auto edge = most_money.cents();
    const auto amount = [&] {
        return Money::of_cents(*rc::gen::element<std::int64_t>(std::numeric_limits<std::int64_t>::min(), -1, 0, 1, 99,
                                                               10'000, edge - 1, edge, edge + 1,
                                                               std::numeric_limits<std::int64_t>::max()));
    };
    draft.lines[0].unit_price = amount();
    draft.lines[0].discount = amount();
    draft.discount = amount();
    draft.prepaid = amount();
    for (auto& deposit : draft.deposits) deposit.amount = amount();
    const auto checked = check(draft);
    if (!checked) RC_SUCCEED("refused");
    RC_ASSERT(checked->totals().gross == checked->totals().net + checked->totals().vat);
    RC_ASSERT(checked->totals().payable >= Money{});
}

TEST(Invoice, takes_a_deposit_off_once) {
    auto draft = draft_for_ada();
    const Deposit deposit{.number = InvoiceNumber::parse("2026-0007").value(),
                          .issued_on = day(2026, 2, 1),
                          .vat = VatTreatment::standard,
                          .amount = Money::of_cents(10'00)};
    draft.deposits = {deposit, deposit};
    EXPECT_EQ(wrong_with(draft), "deposits[1].number: deposit_twice");
    draft.deposits.pop_back();
    EXPECT_EQ(wrong_with(draft), "");
    draft.deposits[0].issued_on = day(2026, 3, 11);
    EXPECT_EQ(wrong_with(draft), "deposits[0].issued_on: after_issue");
}

TEST(Invoice, reverse_charges_only_to_a_business_with_a_vat_number) {
    auto draft = draft_for_ada();
    draft.lines[0].vat = VatTreatment::reverse_charge;
    EXPECT_EQ(wrong_with(draft), "buyer.kind: reverse_charge_to_consumer, buyer.vat_number: buyer_vat_number_required");
    draft = draft_for_business();
    draft.lines = {line_of("Arbeid", 10'00, VatTreatment::reverse_charge)};
    EXPECT_EQ(wrong_with(draft), "");
    draft.buyer.address.reset();
    EXPECT_EQ(wrong_with(draft), "buyer.address: address_required");
}

TEST(Invoice, never_mixes_the_small_business_scheme_with_vat) {
    auto draft = draft_for_ada();
    draft.lines[0].vat = VatTreatment::small_business;
    EXPECT_EQ(wrong_with(draft), "lines: mixed_with_small_business");
    draft.lines[1].vat = VatTreatment::small_business;
    draft.seller.vat.reset();
    EXPECT_EQ(wrong_with(draft), "");
    draft.lines[0].vat = draft.lines[1].vat = VatTreatment::zero;
    EXPECT_EQ(wrong_with(draft), "seller.vat_number: vat_number_required");
}

TEST(Invoice, has_dates_that_fit) {
    auto draft = draft_for_ada();
    draft.issued_on = day(2026, 2, 30);
    EXPECT_EQ(wrong_with(draft), "issued_on: not_a_date");
    draft = draft_for_ada();
    draft.supply = {day(2026, 3, 9), day(2026, 3, 8)};
    EXPECT_EQ(wrong_with(draft), "supply.until: supply_reversed");
    draft = draft_for_ada();
    draft.due_on = day(2062, 3, 24);
    EXPECT_EQ(wrong_with(draft), "due_on: too_far_ahead");
}

TEST(Invoice, to_be_paid_by_bank_needs_an_iban) {
    auto draft = draft_for_ada();
    draft.seller.iban.reset();
    EXPECT_EQ(wrong_with(draft), "seller.iban: iban_required");
    draft.means = PaymentMeans::card;
    EXPECT_EQ(wrong_with(draft), "");
}

TEST(CreditNote, cites_the_invoice_that_it_corrects) {
    auto draft = draft_for_ada();
    draft.kind = Kind::credit_note;
    EXPECT_EQ(wrong_with(draft), "corrects: reference_required");
    draft.corrects = Corrected{InvoiceNumber::parse("2026-0041").value(), day(2026, 3, 11)};
    EXPECT_EQ(wrong_with(draft), "issued_on: before_invoice");
    draft.kind = Kind::invoice;
    draft.corrects->issued_on = day(2026, 3, 1);
    EXPECT_EQ(wrong_with(draft), "corrects: reference_not_wanted");
}

TEST(CreditNote, over_a_paid_invoice_gives_back_the_whole_of_it) {
    auto draft = draft_for_ada();
    draft.prepaid = Money::of_cents(100'00);
    const auto credit = credit_of(sound(draft), InvoiceNumber::parse("C2026-0001").value(), day(2026, 3, 12));
    EXPECT_EQ(sound(credit).totals().payable, Money::of_cents(283'95));
}

TEST(CreditNote, over_more_than_the_invoice_is_refused) {
    const auto invoice = sound(draft_for_ada());
    auto draft = credit_of(invoice, InvoiceNumber::parse("C2026-0001").value(), day(2026, 3, 12));
    const auto whole = sound(draft);
    EXPECT_TRUE(check_credit(invoice, {}, whole));
    EXPECT_EQ(reason_of(check_credit(invoice, {whole.totals()}, whole)), "above_invoice");
    draft.lines[0].unit_price += Money::of_cents(1);
    EXPECT_EQ(reason_of(check_credit(invoice, {}, sound(draft))), "above_invoice");
    draft.lines = {line_of("Anders", 1'00, VatTreatment::reduced)};
    EXPECT_EQ(reason_of(check_credit(invoice, {}, sound(draft))), "above_invoice");
    draft.corrects->number = InvoiceNumber::parse("2026-0041").value();
    EXPECT_EQ(reason_of(check_credit(invoice, {}, sound(draft))), "wrong_reference");
    EXPECT_THROW(credit_of(whole, draft.number, draft.issued_on), Broken);
}

TEST(Invoice, knows_where_its_buyer_is) {
    auto draft = draft_for_business();
    EXPECT_EQ(place_of(draft.buyer), BuyerPlace::netherlands);
    draft.buyer.vat = VatNumber::parse("DE136695976").value();
    EXPECT_EQ(place_of(draft.buyer), BuyerPlace::other_member_state);
    EXPECT_EQ(place_of(draft_for_ada().buyer), BuyerPlace::netherlands);
}

}  // namespace
}  // namespace autojet::invoicing
