// Money that comes in, goes back, and is taken back: the books balance whatever happens.
#include "payments/payments.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "bookkeeping/books_for_tests.hpp"
#include "payments/cash.hpp"
#include "payments/open_list.hpp"

namespace autojet::payments {
namespace {

namespace account = bookkeeping::account;
using bookkeeping::cents;
using bookkeeping::number;

class Takings : public bookkeeping::Books {
protected:
    // An invoice of so much, on the books alone.
    void owe(const std::string& document, std::int64_t amount) {
        const auto booked = book(bookkeeping::entry_of_transfer(
            {account::revenue_zero, account::debtors, cents(amount), today, number(document), "test"}));
        ASSERT_EQ(reason_of(booked), "");
    }
    By dee(const std::string& form = "") const { return {.account = PersonId{9}, .today = today, .form = form}; }

    Result<Settled> taken(std::int64_t amount, Means means = Means::card, const std::string& form = "",
                          const std::string& document = "2026-0001") {
        return taken_on(today, amount, means, form, document);
    }
    Result<Settled> taken_on(CivilDate day, std::int64_t amount, Means means = Means::card,
                             const std::string& form = "", const std::string& document = "2026-0001") {
        return house.write([&](store::Tx& tx) {
            return take(tx, {number(document), cents(amount), day, means}, dee(form));
        });
    }
    Result<EntryId> taken_back(EntryId entry, Reason reason = Reason::twice) {
        return house.write([&](store::Tx& tx) { return reverse(tx, entry, reason, dee()); });
    }
    std::int64_t entries() { return house.number("SELECT COUNT(*) FROM journal_entry WHERE shop = $1"); }
    std::vector<Event> events(const std::string& document = "2026-0001") {
        return house.read([&](store::Tx& tx) { return events_of(tx, number(document)); });
    }
};

TEST(Cash, goes_by_five_cents) {
    const std::vector<std::pair<std::int64_t, std::int64_t>> sums{
        {1230, 1230}, {1231, 1230}, {1232, 1230}, {1233, 1235}, {1234, 1235}, {1235, 1235},
        {1236, 1235}, {1237, 1235}, {1238, 1240}, {1239, 1240}, {2, 0},       {3, 5}};
    for (const auto& [exact, rounded] : sums) {
        EXPECT_EQ(in_coins(Money::of_cents(exact)), Money::of_cents(rounded)) << exact;
        EXPECT_EQ(in_coins(Money::of_cents(-exact)), Money::of_cents(-rounded)) << exact;
    }
    EXPECT_EQ(change_of(Money::of_cents(5'000), Money::of_cents(3'765)), Money::of_cents(1'235));
    EXPECT_FALSE(change_of(Money::of_cents(10), Money::of_cents(15)));
}

TEST_F(Takings, an_invoice_is_paid_in_parts_by_several_means) {
    owe("2026-0001", 10'000);
    ASSERT_TRUE(taken(4'000, Means::card));
    ASSERT_TRUE(taken(1'000, Means::cash));
    ASSERT_TRUE(taken(5'000, Means::bank));
    EXPECT_EQ(open("2026-0001"), 0);
    EXPECT_EQ(stands(account::card_clearing, today), 4'000);
    EXPECT_EQ(stands(account::till, today), 1'000);
    EXPECT_EQ(stands(account::bank, today), 5'000);
    EXPECT_EQ(reason_of(taken(1)), "nothing_open");
}

TEST_F(Takings, more_than_is_open_is_refused_and_nothing_is_booked) {
    owe("2026-0001", 10'000);
    const auto before = entries();
    EXPECT_EQ(reason_of(taken(10'001)), "overpaid");
    EXPECT_EQ(reason_of(taken(0)), "not_an_amount");
    EXPECT_EQ(reason_of(taken(-5)), "not_an_amount");
    EXPECT_EQ(entries(), before);
}

TEST_F(Takings, cash_that_settles_the_whole_is_rounded_and_the_rest_is_booked_as_a_difference) {
    owe("2026-0001", 1'234);
    EXPECT_EQ(reason_of(taken(1'003, Means::cash)), "not_in_coins");
    const auto settled = taken(1'234, Means::cash);
    ASSERT_TRUE(settled);
    EXPECT_EQ(settled->handed, cents(1'235));
    EXPECT_EQ(open("2026-0001"), 0);
    EXPECT_EQ(stands(account::till, today), 1'235);
    EXPECT_EQ(stands(account::rounding_differences, today), -1);
    EXPECT_TRUE(balanced());
}

TEST_F(Takings, two_cents_are_settled_by_rounding_alone) {
    owe("2026-0001", 2);
    ASSERT_TRUE(taken(2, Means::cash));
    EXPECT_EQ(open("2026-0001"), 0);
    EXPECT_EQ(stands(account::till, today), 0);
}

TEST_F(Takings, the_card_is_never_rounded) {
    owe("2026-0001", 1'234);
    ASSERT_TRUE(taken(1'234, Means::card));
    EXPECT_EQ(stands(account::card_clearing, today), 1'234);
    EXPECT_EQ(stands(account::rounding_differences, today), 0);
}

TEST_F(Takings, the_same_form_sent_twice_is_one_payment) {
    owe("2026-0001", 10'000);
    const auto first = taken(4'000, Means::card, "form-1");
    const auto second = taken(4'000, Means::card, "form-1");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->entry, second->entry);
    EXPECT_EQ(open("2026-0001"), 6'000);
    ASSERT_TRUE(taken(1'000, Means::card, "form-1")) << "gone back to and filled in otherwise";
    ASSERT_TRUE(taken(4'000, Means::card, "form-2"));
    EXPECT_EQ(open("2026-0001"), 1'000);
}

TEST_F(Takings, not_in_the_future_and_not_on_a_closed_day) {
    owe("2026-0001", 10'000);
    EXPECT_EQ(reason_of(taken_on(add_days(today, 1), 100)), "in_the_future");
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return bookkeeping::close_till(tx, today, Money{}); }));
    const auto refused = taken_on(today, 100, Means::cash);
    EXPECT_EQ(reason_of(refused), "day_closed");
    EXPECT_EQ(refused.error().field, "day");
    EXPECT_TRUE(taken(100, Means::card)) << "the till is closed, the card is not";
}

TEST_F(Takings, what_was_booked_wrongly_is_taken_back_by_its_mirror_once) {
    owe("2026-0001", 1'234);
    const auto paid = taken(1'234, Means::cash).value();
    ASSERT_TRUE(taken_back(paid.entry, Reason::wrong_means));
    EXPECT_EQ(open("2026-0001"), 1'234);
    EXPECT_EQ(stands(account::till, today), 0);
    EXPECT_EQ(stands(account::rounding_differences, today), 0);
    EXPECT_EQ(reason_of(taken_back(paid.entry)), "reversed_already");
    const auto all = events();
    ASSERT_EQ(all.size(), 3U) << "the invoice, the payment and its mirror";
    EXPECT_TRUE(all[1].is_reversed);
    EXPECT_EQ(all[2].reverses, paid.entry);
    EXPECT_EQ(all[2].reason, Reason::wrong_means);
    EXPECT_EQ(reason_of(taken_back(all[2].entry)), "not_a_payment") << "a mirror is not taken back";
    EXPECT_EQ(reason_of(taken_back(all[0].entry)), "not_a_payment");
    EXPECT_EQ(reason_of(taken_back(EntryId{77})), "not_found");
}

TEST_F(Takings, what_the_shop_owes_is_paid_back_and_not_more) {
    owe("2026-0001", 5'000);
    ASSERT_TRUE(taken(5'000, Means::card));
    const auto credit = book(bookkeeping::entry_of_transfer(
        {account::debtors, account::revenue_zero, cents(2'003), today, number("2026-0001"), "test"}));
    ASSERT_TRUE(credit);
    EXPECT_EQ(reason_of(taken(2'004, Means::card)), "overpaid");
    const auto back = taken(2'003, Means::cash);
    ASSERT_TRUE(back);
    EXPECT_EQ(back->direction, Direction::paid_back);
    EXPECT_EQ(back->handed, cents(2'005));
    EXPECT_EQ(open("2026-0001"), 0);
    EXPECT_EQ(stands(account::till, today), -2'005);
}

// Whatever the desk does in whatever order.
RC_GTEST_FIXTURE_PROP(Takings, any_sequence_keeps_the_books_balanced_and_the_open_items_are_the_debtors, ()) {
    const auto documents = std::vector<std::string>{"2026-0001", "2026-0002", "2026-0003"};
    for (const auto& document : documents) owe(document, *rc::gen::inRange(1, 20'000));
    std::vector<EntryId> booked;
    const auto steps = *rc::gen::inRange(1, 25);
    for (int n = 0; n < steps; ++n) {
        const auto& document = *rc::gen::elementOf(documents);
        const auto means = static_cast<Means>(*rc::gen::inRange(0, 3));
        if (!booked.empty() && *rc::gen::inRange(0, 4) == 0) {
            (void)taken_back(*rc::gen::elementOf(booked));
        } else if (const auto settled = taken(*rc::gen::inRange(1, 20'000), means, "", document)) {
            booked.push_back(settled->entry);
        }
        if (const auto owed = open(document); owed > 0 && *rc::gen::inRange(0, 3) == 0)
            if (const auto settled = taken(owed, means, "", document)) booked.push_back(settled->entry);
    }
    RC_ASSERT(balanced());
    Money sum;
    for (const auto& item : house.read([&](store::Tx& tx) { return bookkeeping::open_items(tx, today); })) {
        sum += item.amount;
        RC_ASSERT(item.amount == cents(open(item.document.text())));
    }
    RC_ASSERT(sum == cents(stands(account::debtors, today)));
    RC_ASSERT(stands(account::till, today) % 5 == 0);
}

}  // namespace
}  // namespace autojet::payments
