#include "bookkeeping/till.hpp"

#include "bookkeeping/books_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

class Till : public Books {
protected:
    Result<TillCount> count(CivilDate day, std::int64_t counted) {
        return house.write([&](store::Tx& tx) { return close_till(tx, day, cents(counted)); });
    }
};

TEST_F(Till, a_count_that_differs_is_booked_and_the_next_day_begins_with_what_was_counted) {
    pay("2026-0001", 10'000, on(2026, 11, 20), Means::cash);
    pay("2026-0001", 2'500, on(2026, 11, 20), Means::cash, Direction::paid_back);
    const auto first = count(on(2026, 11, 20), 7'450).value();
    EXPECT_EQ(first.expected, cents(7'500));
    EXPECT_EQ(first.difference(), cents(-50));
    EXPECT_EQ(stands(account::till, on(2026, 11, 20)), 7'450);
    EXPECT_EQ(stands(account::cash_differences, on(2026, 11, 20)), 50) << "a cost";
    const auto second = count(on(2026, 11, 21), 7'450).value();
    EXPECT_FALSE(second.entry);
    EXPECT_EQ(house.read([](store::Tx& tx) { return last_till_count(tx); })->day, on(2026, 11, 21));
    EXPECT_EQ(house.read([](store::Tx& tx) { return find_till_count(tx, on(2026, 11, 20)); })->entry, first.entry);
    EXPECT_EQ(count(on(2026, 11, 22), 8'000).value().difference(), cents(550));
    EXPECT_TRUE(balanced());
}

TEST_F(Till, a_closed_day_takes_no_more_cash) {
    count(on(2026, 11, 20), 0).value();
    const auto cash = [&](CivilDate day, Means means) {
        return reason_of(book(entry_of_payment({number("1"), cents(100), day, means})));
    };
    EXPECT_EQ(cash(on(2026, 11, 20), Means::cash), "day_closed");
    EXPECT_EQ(cash(on(2026, 11, 3), Means::cash), "day_closed");
    EXPECT_EQ(cash(on(2026, 11, 20), Means::card), "") << "only the till is closed";
    EXPECT_EQ(cash(on(2026, 11, 21), Means::cash), "");
    EXPECT_EQ(reason_of(count(on(2026, 11, 20), 0)), "day_closed");
    EXPECT_EQ(reason_of(count(on(2026, 11, 19), 0)), "day_closed");
}

TEST_F(Till, a_difference_keeps_its_reason_and_the_next_open_day_is_known) {
    pay("2026-0001", 10'000, on(2026, 11, 19), Means::cash);
    pay("2026-0001", 10'000, on(2026, 11, 20), Means::cash);
    const auto open_day = [&] { return house.read([](store::Tx& tx) { return first_open_till_day(tx); }); };
    EXPECT_EQ(open_day(), on(2026, 11, 19));
    const auto closed = house.write(
        [&](store::Tx& tx) { return close_till(tx, on(2026, 11, 19), cents(9'000), TillReason::wrong_change); });
    EXPECT_EQ(open_day(), on(2026, 11, 20));
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(bookkeeping::reason_of(tx, *closed), TillReason::wrong_change);
        EXPECT_EQ(till_counts(tx, 2026).size(), 1u);
        EXPECT_EQ(till_count_before(tx, on(2026, 11, 20))->day, on(2026, 11, 19));
        EXPECT_FALSE(till_count_before(tx, on(2026, 11, 19)));
        return 0;
    });
    count(on(2026, 11, 20), 19'000).value();
    EXPECT_FALSE(open_day());
}

TEST_F(Till, counts_that_cannot_be_are_refused) {
    EXPECT_EQ(reason_of(count(today, -1)), "negative_amount");
    EXPECT_EQ(reason_of(count(today, INT64_MAX)), "amount_too_large");
    EXPECT_EQ(reason_of(count(add_days(today, 2), 0)), "in_the_future");
    EXPECT_EQ(reason_of(count(on(2026, 2, 30), 0)), "not_a_date");
}

}  // namespace
}  // namespace autojet::bookkeeping
