// What books an invoice or a payment.
#include "bookkeeping/entry.hpp"

#include "bookkeeping/books_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

std::string text(const Entry& entry) {
    std::string all;
    for (const auto& line : entry.lines) {
        all += four_digits(line.account) +
               (line.debit > Money{} ? " D " + line.debit.decimal() : " C " + line.credit.decimal());
        if (line.vat) all += " " + std::string(code(*line.vat));
        if (line.document) all += " " + line.document->text();
        all += "\n";
    }
    return all;
}

TEST(Entries, an_invoice_is_owed_and_is_revenue_and_vat) {
    EXPECT_EQ(text(entry_of(sound(draft_for_ada()))),
              "1300 D 283.95 2026-0042\n8000 C 234.67 standard\n1500 C 49.28 standard\n");
    auto draft = draft_for_business();
    draft.lines = {line_of("a", 10'000), line_of("b", 5'000, VatTreatment::reduced),
                   line_of("c", 1'000, VatTreatment::zero)};
    EXPECT_EQ(text(entry_of(sound(draft))),
              "1300 D 185.50 2026-0042\n8000 C 100.00 standard\n1500 C 21.00 standard\n8010 C 50.00 reduced\n"
              "1510 C 4.50 reduced\n8020 C 10.00 zero\n");
}

TEST(Entries, where_the_buyer_lives_decides_where_a_reverse_charge_is_counted) {
    auto draft = draft_for_business();
    draft.lines = {line_of("a", 10'000, VatTreatment::reverse_charge)};
    EXPECT_EQ(text(entry_of(sound(draft))), "1300 D 100.00 2026-0042\n8030 C 100.00 reverse_charge\n");
    draft.buyer.kvk.reset();
    draft.buyer.vat = invoicing::VatNumber::parse("BE0123456749").value();
    draft.buyer.address->country = "BE";
    EXPECT_EQ(text(entry_of(sound(draft))), "1300 D 100.00 2026-0042\n8035 C 100.00 intra_community\n");
}

TEST(Entries, under_the_small_business_scheme_there_is_no_vat) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("a", 10'000, VatTreatment::small_business)};
    EXPECT_EQ(text(entry_of(sound(draft))), "1300 D 100.00 2026-0042\n8040 C 100.00 small_business\n");
}

TEST(Entries, a_credit_note_mirrors_its_invoice_and_lowers_what_is_open_on_it) {
    const auto invoice = sound(draft_for_ada());
    const auto credit = sound(credit_of(invoice, number("C2026-0001"), on(2026, 4, 1)));
    const auto entry = entry_of(credit);
    EXPECT_EQ(entry.kind, EntryKind::credit_note);
    EXPECT_EQ(entry.document->text(), "C2026-0001");
    EXPECT_EQ(text(entry), "1300 C 283.95 2026-0042\n8000 D 234.67 standard\n1500 D 49.28 standard\n");
}

TEST(Entries, a_deposit_is_a_liability_until_the_final_invoice_takes_it_off) {
    auto draft = draft_for_ada();
    draft.number = number("2026-0041");
    draft.issued_on = on(2026, 3, 1);
    draft.lines = {line_of("Aanbetaling", 12'100)};
    const auto deposit = sound(draft);
    EXPECT_EQ(text(entry_of(deposit, Charge::deposit)),
              "1300 D 121.00 2026-0041\n1600 C 100.00 standard 2026-0041\n1500 C 21.00 standard\n");
    auto last = draft_for_ada();
    last.deposits = deposits_of(deposit, last.basis);
    EXPECT_EQ(text(entry_of(sound(last))),
              "1300 D 162.95 2026-0042\n8000 C 234.67 standard\n1500 C 49.28 standard\n"
              "1600 D 100.00 standard 2026-0041\n1500 D 21.00 standard\n");
}

TEST(Entries, a_payment_settles_a_document_and_a_refund_gives_back) {
    const Payment payment{number("2026-0042"), cents(5'000), on(2026, 3, 10), Means::cash};
    EXPECT_EQ(text(entry_of_payment(payment)), "1000 D 50.00\n1300 C 50.00 2026-0042\n");
    auto refund = payment;
    refund.means = Means::card;
    refund.direction = Direction::paid_back;
    EXPECT_EQ(text(entry_of_payment(refund)), "1300 D 50.00 2026-0042\n1050 C 50.00\n");
    EXPECT_EQ(entry_of_payment(refund).kind, EntryKind::card);
    EXPECT_EQ(text(entry_of_card_settlement(cents(10'000), cents(35), on(2026, 3, 11))),
              "1100 D 99.65\n1050 C 100.00\n4700 D 0.35\n");
    EXPECT_EQ(text(entry_of_transfer(
                  {account::debtors, account::bad_debts, cents(900), on(2026, 3, 11), number("7"), "bad_debt"})),
              "4920 D 9.00\n1300 C 9.00 7\n");
}

TEST(Chart, has_each_account_once_in_order_and_every_code_has_its_accounts) {
    int last = 0;
    for (const auto& account : chart()) {
        EXPECT_GT(account.number, last);
        last = account.number;
        EXPECT_EQ(find_account(account.number)->nl, account.nl);
        EXPECT_FALSE(account.nl.empty() || account.en.empty() || account.reference.empty());
    }
    EXPECT_FALSE(find_account(1) || find_account(9999));
    for (const auto vat : all_vat_codes) {
        EXPECT_EQ(find_vat_code(code(vat)), vat);
        EXPECT_FALSE(dutch_name(vat).empty());
        if (const auto account = vat_account(vat)) {
            EXPECT_TRUE(find_account(*account) && is_vat_account(*account));
        }
        if (const auto account = revenue_account(vat)) {
            EXPECT_EQ(load_account(*account).kind, AccountKind::income);
        }
    }
    for (const auto treatment : invoicing::all_vat_treatments)
        for (const auto place : {invoicing::BuyerPlace::netherlands, invoicing::BuyerPlace::other_member_state})
            EXPECT_EQ(box(vat_code_of(treatment, place)), return_box(treatment, place));
    for (const auto kind : all_entry_kinds) EXPECT_EQ(find_entry_kind(code(kind)), kind);
}

}  // namespace
}  // namespace autojet::bookkeeping
