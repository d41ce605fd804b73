// The end of a year, and of its keeping.
#include "bookkeeping/close_year.hpp"

#include "bookkeeping/books_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

class Year : public Books {
protected:
    Result<YearClosing> close(int year) {
        return house.write([&](store::Tx& tx) { return close_year(tx, year); });
    }
    std::int64_t forget(int limit = 1'000'000) {
        return house.write([&](store::Tx& tx) -> Result<std::int64_t> { return forget_lapsed(tx, limit); }).value();
    }
    std::int64_t late() {
        return house.read([](store::Tx& tx) { return overdue(tx).count; });
    }
    void book_2026() {
        std::vector<Entry> entries;
        for (int n = 0; n < 40; ++n) entries.push_back(entry_of(unseen(static_cast<std::uint32_t>(31 * n), n)));
        auto known = draft_for_ada();
        known.number = number("X-1");
        entries.push_back(entry_of(sound(known)));
        entries.push_back(entry_of_payment({number("X-1"), cents(10'000), on(2026, 5, 1), Means::cash}));
        book_all(entries);
    }
    std::vector<std::pair<int, std::int64_t>> balance_sheet(CivilDate day) {
        std::vector<std::pair<int, std::int64_t>> sheet;
        for (const auto& balance : house.read([&](store::Tx& tx) { return standing(tx, day); }))
            if (!is_of_result(load_account(balance.account).kind) && balance.account != account::results)
                sheet.emplace_back(balance.account, balance.amount().cents());
        return sheet;
    }
};

TEST_F(Year, closing_moves_the_result_to_equity_and_carries_every_balance) {
    book_2026();
    set_day(on(2027, 1, 4));
    const auto before = balance_sheet(on(2026, 12, 31));
    const auto items = house.read([](store::Tx& tx) { return open_items(tx, on(2027, 1, 4)).size(); });
    const auto closing = close(2026).value();
    EXPECT_EQ(balance_sheet(on(2026, 12, 31)), before) << "the year still shows how it ended";
    EXPECT_EQ(balance_sheet(on(2027, 1, 4)), before);
    EXPECT_EQ(stands(account::results, on(2027, 1, 4)), -closing.result.cents());
    EXPECT_EQ(stands(account::revenue_standard, on(2027, 1, 4)), 0);
    Money income;
    for (const auto& balance : house.read([](store::Tx& tx) { return movements(tx, year_period(2026)); }))
        if (is_of_result(load_account(balance.account).kind)) income -= balance.amount();
    EXPECT_EQ(closing.result, income);
    EXPECT_EQ(open("X-1"), 18'395);
    EXPECT_EQ(house.read([](store::Tx& tx) { return open_items(tx, on(2027, 1, 4)).size(); }), items);
    pay("X-1", 18'395, on(2027, 1, 4));
    EXPECT_EQ(open("X-1"), 0);
    EXPECT_TRUE(balanced());
    EXPECT_EQ(house.read([](store::Tx& tx) { return find_closing(tx, 2026); })->result, closing.result);
}

TEST_F(Year, a_closed_year_takes_no_more_entries_by_the_program_or_by_hand) {
    book_2026();
    EXPECT_EQ(reason_of(close(2026)), "year_not_over");
    set_day(on(2027, 1, 4));
    close(2026).value();
    EXPECT_EQ(reason_of(close(2026)), "year_closed");
    EXPECT_EQ(reason_of(close(2025)), "year_closed");
    for (const auto day : {on(2026, 12, 31), on(2025, 6, 1)})
        EXPECT_EQ(reason_of(book(memo(day, {debit(account::bank, 1), credit(account::equity, 1)}))), "year_closed");
    EXPECT_EQ(reason_of(book(memo(on(2027, 1, 1), {debit(account::bank, 1), credit(account::equity, 1)}))), "");
    EXPECT_THROW((void)house.write([](store::Tx& tx) -> Result<void> {
        tx.run("INSERT INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, 1, 1, 1000, 1, 0)");
        tx.run("INSERT INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, 1, 2, 1000, 0, 1)");
        tx.run(
            "INSERT INTO journal_entry (shop, entry, year, day, kind, memo, posted) VALUES ($1, 1, 2026, 1767225600, "
            "'memo', '', 0)");
        return {};
    }),
                 Broken);
    EXPECT_THROW((void)house.write([](store::Tx& tx) -> Result<void> {
        tx.run("DELETE FROM journal_closing WHERE shop = $1");
        return {};
    }),
                 Broken);
}

TEST_F(Year, years_are_closed_in_order_and_an_empty_one_may_be_left_out) {
    book_all({memo(on(2026, 3, 1), {debit(account::bank, 100), credit(account::equity, 100)})});
    set_day(on(2029, 1, 4));
    book_all({memo(on(2028, 3, 1), {debit(account::bank, 50), credit(account::equity, 50)})});
    EXPECT_EQ(reason_of(close(2028)), "earlier_year_open");
    close(2026).value();
    EXPECT_EQ(reason_of(close(2028)), "earlier_year_open") << "2027 has its opening balance";
    close(2027).value();
    close(2028).value();
    EXPECT_EQ(stands(account::bank, on(2029, 1, 4)), 150);
}

TEST_F(Year, K3_books_are_held_until_seven_years_after_the_year_and_then_gone_and_later_years_keep_their_balances) {
    book_2026();
    (void)house.write([&](store::Tx& tx) { return close_till(tx, today, cents(10'000)); }).value();
    set_day(on(2027, 1, 4));
    pay("X-1", 395, on(2027, 1, 4));
    const auto sheet = balance_sheet(on(2027, 1, 4));
    house.clock.set(Instant{std::chrono::sys_days{on(2034, 1, 1)}} - std::chrono::seconds{1});
    EXPECT_EQ(forget(), 0);
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(forget(7), 7) << "so many at a time";
    EXPECT_GT(forget(), 30);
    EXPECT_EQ(forget(), 0);
    EXPECT_EQ(house.read([](store::Tx& tx) { return years(tx); }), std::vector{2027});
    for (const std::string_view sql :
         {"SELECT COUNT(*) FROM journal_entry WHERE shop = $1 AND year < 2027",
          "SELECT COUNT(*) FROM journal_till WHERE shop = $1", "SELECT COUNT(*) FROM journal_closing WHERE shop = $1"})
        EXPECT_EQ(house.number(sql), 0) << sql;
    EXPECT_EQ(balance_sheet(on(2027, 1, 4)), sheet) << "a year that nobody closed was closed before it went";
    EXPECT_EQ(open("X-1"), 18'000);
    EXPECT_TRUE(balanced());
    EXPECT_EQ(reason_of(book(memo(on(2026, 12, 31), {debit(account::bank, 1), credit(account::equity, 1)}))),
              "hold_is_over");
}

TEST_F(Year, K3_what_no_sweep_has_taken_away_is_seen) {
    book_2026();
    house.clock.set(Instant{std::chrono::sys_days{on(2034, 1, 1)}} + privacy::time_to_sweep - std::chrono::seconds{1});
    EXPECT_EQ(late(), 0);
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_GT(late(), 40);
    forget();
    EXPECT_EQ(late(), 0);
}

}  // namespace
}  // namespace autojet::bookkeeping
