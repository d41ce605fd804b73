#include "bookkeeping/by_hand.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bookkeeping/books_for_tests.hpp"
#include "bookkeeping/corrections.hpp"
#include "bookkeeping/reading.hpp"

namespace autojet::bookkeeping {
namespace {

class ByHand : public Books {
protected:
    Result<EntryId> buy(CivilDate day, std::vector<Bought> lines, int paid_from = account::bank) {
        return house.write([&](store::Tx& tx) {
            return post_purchase(tx, {day, number("INK-77"), paid_from, std::move(lines)}, today);
        });
    }
    Result<EntryId> take_back(EntryId id) {
        return house.write([&](store::Tx& tx) { return reverse(tx, id, today); });
    }
    Result<EntryId> settle(int year, int of_year) {
        return house.write([&](store::Tx& tx) { return settle_vat(tx, year, of_year, today); });
    }
};

Bought bought(std::int64_t paid, BoughtWith vat = BoughtWith::standard) {
    return {.account = account::purchases, .paid = cents(paid), .vat = vat, .vat_amount = {}};
}

TEST_F(ByHand, a_purchase_is_a_cost_without_its_vat_which_comes_back_in_5b) {
    buy(on(2026, 11, 3), {bought(12'100), bought(10'900, BoughtWith::reduced), bought(5'000, BoughtWith::no_vat)})
        .value();
    EXPECT_EQ(stands(account::purchases, today), 10'000 + 10'000 + 5'000);
    EXPECT_EQ(stands(account::bank, today), -28'000);
    EXPECT_EQ(quarter(2026, 4).input.vat, cents(2'100 + 900));
    ASSERT_EQ(quarter(2026, 4).input.entries.size(), 1u);
    EXPECT_EQ(quarter(2026, 4).input.entries[0].document, number("INK-77"));
}

TEST_F(ByHand, vat_as_it_is_printed_goes_before_what_is_worked_out) {
    auto line = bought(12'100);
    line.vat_amount = cents(2'099);
    buy(on(2026, 11, 3), {line}).value();
    EXPECT_EQ(quarter(2026, 4).input.vat, cents(2'099));
}

TEST_F(ByHand, what_is_reverse_charged_to_us_is_owed_and_comes_back) {
    buy(on(2026, 11, 3), {bought(10'000, BoughtWith::reverse_charged)}).value();
    const auto answer = quarter(2026, 4);
    EXPECT_EQ(answer.figure("2a").base, cents(10'000));
    EXPECT_EQ(answer.figure("2a").vat, cents(2'100));
    EXPECT_EQ(answer.input.vat, cents(2'100));
    EXPECT_EQ(stands(account::bank, today), -10'000);
}

TEST_F(ByHand, a_purchase_that_cannot_be_is_refused_beside_its_line) {
    EXPECT_EQ(reason_of(buy(today, {})), "no_lines");
    EXPECT_EQ(buy(today, {bought(100), bought(0)}).error().field, "lines[1].paid");
    EXPECT_EQ(reason_of(buy(today, {bought(-1)})), "not_an_amount");
    EXPECT_EQ(reason_of(buy(today, {bought(INT64_MAX)})), "not_an_amount");
    auto line = bought(100);
    line.vat_amount = cents(100);
    EXPECT_EQ(reason_of(buy(today, {line})), "vat_above_amount");
    EXPECT_EQ(reason_of(buy(add_days(today, 3), {bought(100)})), "in_the_future");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM journal_line WHERE shop = $1"), 0) << "nothing is half booked";
}

TEST_F(ByHand, a_purchase_that_comes_after_its_return_goes_into_this_one_and_says_so) {
    book_all({entry_of(sound(draft_for_ada()))});
    settle(2026, 1).value();
    const auto late = buy(on(2026, 3, 30), {bought(1'210'000)}).value();
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(find_entry(tx, late)->day, today);
        EXPECT_EQ(bookkeeping::reason_of(*find_entry(tx, late)), Reason::purchase);
        const auto earlier = corrections_in(tx, 2026, 4);
        EXPECT_EQ(earlier.size(), 1u);
        EXPECT_EQ(earlier.at(0).quarter, 1);
        EXPECT_EQ(earlier.at(0).mistakes, cents(-210'000));
        EXPECT_TRUE(earlier.at(0).needs_supplement());
        EXPECT_TRUE(corrections_in(tx, 2026, 1).empty());
        return 0;
    });
    EXPECT_EQ(quarter(2026, 1).input.vat, cents(0)) << "what was filed stays";
}

TEST_F(ByHand, an_entry_is_taken_back_once_by_its_mirror) {
    const auto id = buy(on(2026, 11, 3), {bought(12'100)}).value();
    const auto counter = take_back(id).value();
    for (const auto number : {account::bank, account::purchases, account::vat_input})
        EXPECT_EQ(stands(number, today), 0) << number;
    EXPECT_EQ(reason_of(take_back(id)), "already_reversed");
    EXPECT_EQ(reason_of(take_back(counter)), "not_reversible");
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(reversal_of(tx, id), counter);
        EXPECT_EQ(reversed_by(*find_entry(tx, counter)), id);
        EXPECT_FALSE(can_be_reversed(tx, id));
        return 0;
    });
    EXPECT_TRUE(balanced());
}

TEST_F(ByHand, what_documents_and_the_year_book_is_not_taken_back) {
    const auto id = book(entry_of(sound(draft_for_ada()))).value();
    EXPECT_EQ(reason_of(take_back(id)), "not_reversible");
    EXPECT_EQ(reason_of(take_back(EntryId{7})), "not_found");
    const auto paid = book(entry_of_payment({number("2026-0042"), cents(100), today, Means::cash})).value();
    EXPECT_EQ(reason_of(take_back(paid)), "not_reversible") << "a payment is another room's to undo";
}

TEST_F(ByHand, credit_notes_for_an_earlier_quarter_are_shown_in_the_quarter_that_counts_them) {
    const auto invoice = sound(draft_for_ada());
    book_all({entry_of(invoice), entry_of(sound(credit_of(invoice, number("C1"), on(2026, 4, 1))))});
    house.read([&](store::Tx& tx) {
        const auto earlier = corrections_in(tx, 2026, 2);
        EXPECT_EQ(earlier.size(), 1u);
        EXPECT_EQ(earlier.at(0).quarter, 1);
        EXPECT_EQ(earlier.at(0).credited, -invoice.totals().vat);
        EXPECT_FALSE(earlier.at(0).needs_supplement());
        EXPECT_TRUE(corrections_in(tx, 2026, 1).empty());
        return 0;
    });
}

TEST_F(ByHand, the_card_of_an_account_adds_up_page_by_page) {
    Money all;
    for (int n = 1; n <= 25; ++n) {
        pay("2026-0001", 100 * n, on(2026, 11, 1 + static_cast<unsigned>(n) % 20), Means::cash);
        all += cents(100 * n);
    }
    house.read([&](store::Tx& tx) {
        const auto year = year_period(2026);
        EXPECT_EQ(sums_of(tx, account::till, year).lines, 25);
        EXPECT_EQ(sums_of(tx, account::till, year).debit, all);
        Money balance;
        for (std::int64_t first = 0; first < 25; first += 10) {
            EXPECT_EQ(amount_before(tx, account::till, year, {first, 10}), balance) << first;
            for (const auto& line : lines_of(tx, account::till, year, {first, 10}))
                balance += line.line.debit - line.line.credit;
        }
        EXPECT_EQ(balance, all);
        EXPECT_EQ(count_entries(tx, year, EntryKind::cash), 25);
        EXPECT_EQ(count_entries(tx, year, EntryKind::bank), 0);
        EXPECT_EQ(entries_in(tx, year, std::nullopt, {20, 10}).size(), 5u);
        return 0;
    });
}

RC_GTEST_PROP(Purchases, balance_whatever_is_bought, ()) {
    std::vector<Bought> lines;
    Money all;
    const auto count = *rc::gen::inRange(1, 5);
    for (int n = 0; n < count; ++n) {
        const auto paid = *rc::gen::inRange<std::int64_t>(1, 9'999'999);
        lines.push_back(bought(paid, *rc::gen::elementOf(all_bought_with)));
        all += cents(paid);
    }
    const auto entry = entry_of_purchase({on(2026, 11, 3), number("1"), account::creditors, lines});
    RC_ASSERT(entry.has_value());
    RC_ASSERT(check(*entry).has_value());
    Money credit;
    for (const auto& line : entry->lines)
        if (line.account == account::creditors) credit += line.credit;
    RC_ASSERT(credit == all);
}

}  // namespace
}  // namespace autojet::bookkeeping
