#include "bookkeeping/vat_return.hpp"

#include "bookkeeping/books_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

Line coded(Line line, VatCode vat) {
    line.vat = vat;
    return line;
}

class VatReturns : public Books {
protected:
    Result<EntryId> settle(int year, int of_year, CivilDate day) {
        return house.write([&](store::Tx& tx) { return settle_vat(tx, year, of_year, day); });
    }
    void book_purchases() {
        book_all({memo(on(2026, 3, 1),
                       {coded(debit(account::purchases, 10'010), VatCode::input),
                        coded(debit(account::vat_input, 2'102), VatCode::input), credit(account::creditors, 12'112)}),
                  memo(on(2026, 3, 2),
                       {coded(debit(account::purchases, 50'000), VatCode::received),
                        coded(credit(account::vat_received, 10'500), VatCode::received),
                        coded(debit(account::vat_input, 10'500), VatCode::input), credit(account::creditors, 50'000)}),
                  memo(on(2026, 3, 31), {coded(debit(account::drawings, 3'333), VatCode::private_use),
                                         coded(credit(account::vat_private_use, 3'333), VatCode::private_use),
                                         debit(account::drawings, 1), credit(account::bank, 1)})});
    }
};

TEST_F(VatReturns, each_box_says_what_stands_behind_it_and_is_rounded_in_the_taxpayers_favour) {
    book_all({entry_of(sound(draft_for_ada()))});
    auto draft = draft_for_business();
    draft.number = number("2026-0043");
    draft.issued_on = on(2026, 3, 31);
    draft.due_on = draft.issued_on;
    draft.lines = {line_of("a", 10'099), line_of("b", 5'000, VatTreatment::reduced),
                   line_of("c", 1'050, VatTreatment::zero), line_of("d", 2'000, VatTreatment::reverse_charge)};
    book_all({entry_of(sound(draft))});
    book_purchases();
    const auto answer = quarter(2026, 1);
    const auto& high = answer.figure("1a");
    EXPECT_EQ(high.base, cents(23'467 + 10'099));
    EXPECT_EQ(high.vat, cents(4'928 + 2'121));
    EXPECT_EQ(high.base_euros, 335);
    EXPECT_EQ(high.vat_euros, 70) << "70.49, down";
    ASSERT_EQ(high.entries.size(), 2u);
    EXPECT_EQ(high.entries[1].document, number("2026-0043"));
    EXPECT_EQ(high.entries[1].vat, cents(2'121));
    EXPECT_EQ(answer.figure("1b").vat_euros, 4);
    EXPECT_EQ(answer.figure("1d").vat_euros, 33);
    EXPECT_EQ(answer.figure("1e").base, cents(3'050));
    EXPECT_EQ(answer.figure("1e").base_euros, 30);
    EXPECT_EQ(answer.figure("2a").base_euros, 500);
    EXPECT_EQ(answer.figure("2a").vat_euros, 105);
    EXPECT_EQ(answer.figure("3b").base_euros, 0);
    EXPECT_EQ(answer.subtotal_euros, 70 + 4 + 33 + 105);
    EXPECT_EQ(answer.input.vat, cents(12'602));
    EXPECT_EQ(answer.input.vat_euros, 127) << "126.02, up";
    EXPECT_EQ(answer.euros_to_pay(), 212 - 127);
    EXPECT_EQ(quarter(2026, 2).subtotal_euros, 0);
}

TEST_F(VatReturns, a_quarter_in_which_more_was_credited_is_rounded_down_too) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("a", 7'087)};
    const auto invoice = sound(draft);
    book_all({entry_of(invoice), entry_of(sound(credit_of(invoice, number("C1"), on(2026, 4, 1))))});
    EXPECT_EQ(quarter(2026, 1).figure("1a").vat, cents(1'230));
    EXPECT_EQ(quarter(2026, 1).figure("1a").vat_euros, 12);
    EXPECT_EQ(quarter(2026, 2).figure("1a").vat_euros, -13);
}

TEST_F(VatReturns, settling_moves_the_quarter_in_whole_euros_and_locks_it) {
    book_all({entry_of(sound(draft_for_ada()))});
    book_purchases();
    const auto before = quarter(2026, 1);
    EXPECT_EQ(reason_of(settle(2026, 4, today)), "quarter_not_over");
    EXPECT_EQ(reason_of(settle(2026, 2, today)), "earlier_quarter_open");
    settle(2026, 1, on(2026, 4, 20)).value();
    EXPECT_EQ(stands(account::vat_to_settle, today), -before.euros_to_pay() * 100);
    for (const auto account :
         {account::vat_standard, account::vat_received, account::vat_input, account::vat_private_use})
        EXPECT_EQ(stands(account, today), 0) << account;
    EXPECT_EQ(quarter(2026, 1).figure("1a").vat, before.figure("1a").vat) << "the figures stay";
    EXPECT_EQ(quarter(2026, 2).subtotal_euros, 0) << "and are not counted again";
    EXPECT_EQ(reason_of(settle(2026, 1, today)), "quarter_settled");
    EXPECT_EQ(reason_of(settle(2026, 2, today)), "nothing_to_settle");
    auto late = draft_for_ada();
    late.number = number("2026-0050");
    EXPECT_EQ(reason_of(book(entry_of(sound(late)))), "quarter_settled");
    pay("2026-0042", 28'395, on(2026, 3, 30));
    EXPECT_TRUE(balanced());
}

TEST_F(VatReturns, of_random_invoices_is_what_the_journal_says_box_by_box) {
    std::vector<Entry> entries;
    Money vat_of_invoices, base_of_invoices;
    for (int n = 0; n < 300; ++n) {
        const auto invoice = unseen(static_cast<std::uint32_t>(7'919 * n + 3), n);
        entries.push_back(entry_of(invoice));
        vat_of_invoices += invoice.content().corrects ? -invoice.totals().vat : invoice.totals().vat;
        for (const auto& rate : invoice.totals().rates)
            if (rate.treatment != VatTreatment::small_business)
                base_of_invoices += invoice.content().corrects ? -rate.taxable : rate.taxable;
    }
    book_all(entries);
    Money vat, base;
    for (int of_year = 1; of_year <= 4; ++of_year) {
        const auto answer = quarter(2026, of_year);
        std::int64_t euros = 0;
        for (const auto& figure : answer.figures) {
            Money behind_base, behind_vat;
            for (const auto& one : figure.entries) {
                behind_base += one.base;
                behind_vat += one.vat;
            }
            EXPECT_EQ(behind_base, figure.base);
            EXPECT_EQ(behind_vat, figure.vat);
            EXPECT_LE(figure.vat_euros * 100, figure.vat.cents());
            EXPECT_GT(figure.vat_euros * 100 + 100, figure.vat.cents());
            vat += figure.vat;
            base += figure.base;
            euros += figure.vat_euros;
        }
        EXPECT_EQ(euros, answer.subtotal_euros);
    }
    EXPECT_EQ(vat, vat_of_invoices);
    EXPECT_EQ(vat.cents(), -stands(account::vat_standard, today) - stands(account::vat_reduced, today));
    EXPECT_EQ(base, base_of_invoices);
}

}  // namespace
}  // namespace autojet::bookkeeping
