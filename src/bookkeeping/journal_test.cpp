// The journal: what does not balance is refused by the program, and by the database whoever writes to it.
#include "bookkeeping/journal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "bookkeeping/books_for_tests.hpp"
#include "copies/snapshot.hpp"
#include "registers/shop_rows.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::bookkeeping {
namespace {

constexpr std::string_view by_hand_line =
    "INSERT INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, $2, $3, 1000, $4, $5)";
constexpr std::string_view by_hand_entry =
    "INSERT INTO journal_entry (shop, entry, year, day, kind, memo, posted) VALUES ($1, $2, $3, $4, 'memo', '', 0)";
constexpr std::int64_t a_day_of_2026 = 1'767'225'600;  // 1 January

class Journal : public Books {
protected:
    template <class... Args>
    bool refused(std::string_view sql, const Args&... args) {
        return refused_all([&](store::Tx& tx) { tx.run(sql, args...); });
    }
    template <class F>
    bool refused_all(F&& work) {
        try {
            (void)house.write([&](store::Tx& tx) -> Result<void> { return work(tx), Result<void>{}; });
        } catch (const Broken&) {
            return true;
        }
        return false;
    }
    std::int64_t rows() {
        return house.number(
            "SELECT (SELECT COUNT(*) FROM journal_entry WHERE shop = $1) + (SELECT COUNT(*) FROM journal_line WHERE "
            "shop = $1)");
    }
};

TEST_F(Journal, an_entry_is_kept_as_it_was_booked) {
    const auto entry = entry_of(sound(draft_for_ada()));
    const auto id = book(entry).value();
    EXPECT_EQ(house.read([&](store::Tx& tx) { return find_entry(tx, id); }), entry);
    EXPECT_EQ(house.read([](store::Tx& tx) { return entries_about(tx, number("2026-0042")); }), std::vector{id});
    EXPECT_EQ(house.read([](store::Tx& tx) { return years(tx); }), std::vector{2026});
    EXPECT_TRUE(balanced());
}

TEST_F(Journal, what_is_wrong_is_refused_with_a_reason_and_nothing_is_booked) {
    const auto bank = debit(account::bank, 100);
    const auto wrong = [&](std::vector<Line> lines) { return reason_of(book(memo(today, std::move(lines)))); };
    EXPECT_EQ(wrong({}), "too_few_lines");
    EXPECT_EQ(wrong({bank}), "too_few_lines");
    EXPECT_EQ(wrong({bank, credit(account::till, 99)}), "unbalanced");
    EXPECT_EQ(wrong({bank, credit(1234, 100)}), "unknown_account");
    EXPECT_EQ(wrong({bank, credit(account::till, 100), credit(account::till, 0)}), "not_an_amount");
    EXPECT_EQ(wrong({debit(account::bank, -100), credit(account::till, -100)}), "not_an_amount");
    EXPECT_EQ(wrong({debit(account::bank, INT64_MAX), credit(account::till, INT64_MAX)}), "amount_too_large");
    EXPECT_EQ(wrong({debit(account::debtors, 100), credit(account::bank, 100)}), "document_required");
    EXPECT_EQ(wrong({bank, credit(account::vat_standard, 100)}), "vat_code_missing");
    auto coded = credit(account::vat_standard, 100);
    coded.vat = VatCode::reduced;
    EXPECT_EQ(wrong({bank, coded}), "vat_not_here");
    auto on_bank = bank;
    on_bank.vat = VatCode::standard;
    EXPECT_EQ(wrong({on_bank, credit(account::till, 100)}), "vat_not_here");
    auto words = memo(today, {bank, credit(account::till, 100)});
    words.memo = "Ada de Vries";
    EXPECT_EQ(reason_of(book(words)), "not_a_code");
    EXPECT_EQ(rows(), 0);
}

TEST_F(Journal, days_that_are_not_to_be_booked_on_are_refused) {
    const auto at = [&](CivilDate day) {
        return reason_of(book(memo(day, {debit(account::bank, 100), credit(account::till, 100)})));
    };
    EXPECT_EQ(at(on(2026, 2, 30)), "not_a_date");
    EXPECT_EQ(at(on(1999, 12, 31)), "not_a_date");
    EXPECT_EQ(at(add_days(today, 2)), "in_the_future");
    EXPECT_EQ(at(on(2018, 12, 31)), "hold_is_over");
    EXPECT_EQ(at(on(2019, 1, 1)), "");
    auto opening = memo(today, {debit(account::bank, 100), credit(account::till, 100)});
    opening.kind = EntryKind::opening;
    EXPECT_EQ(reason_of(book(opening)), "only_at_closing");
}

TEST_F(Journal, a_document_is_booked_once) {
    const auto entry = entry_of(sound(draft_for_ada()));
    book(entry).value();
    EXPECT_EQ(reason_of(book(entry)), "already_booked");
    EXPECT_TRUE(refused_all([&](store::Tx& tx) {
        tx.run(by_hand_line, 7, 1, 100, 0);
        tx.run(by_hand_line, 7, 2, 0, 100);
        tx.run(
            "INSERT OR REPLACE INTO journal_entry (shop, entry, year, day, kind, document, memo, posted) VALUES ($1, "
            "7, "
            "2026, $2, 'invoice', '2026-0042', '', 0)",
            a_day_of_2026);
    }));
    EXPECT_EQ(open("2026-0042"), 28'395);
}

TEST_F(Journal, K3_the_database_refuses_an_unbalanced_entry_however_it_is_written) {
    EXPECT_TRUE(refused(by_hand_entry, 1, 2026, a_day_of_2026)) << "without lines";
    EXPECT_TRUE(refused(by_hand_line, 1, 1, 100, 0)) << "lines that no entry closes, at the commit";
    const auto both = [&](std::int64_t debit, std::int64_t credit, int year = 2026, std::int64_t day = a_day_of_2026) {
        return refused_all([&](store::Tx& tx) {
            tx.run(by_hand_line, 1, 1, debit, 0);
            tx.run(by_hand_line, 1, 2, 0, credit);
            tx.run(by_hand_entry, 1, year, day);
        });
    };
    EXPECT_TRUE(both(100, 99));
    EXPECT_TRUE(both(0, 0));
    EXPECT_TRUE(both(-100, -100));
    EXPECT_TRUE(both(1'000'000'000'000, 1'000'000'000'000));
    EXPECT_TRUE(both(100, 100, 2025)) << "a year that is not that of the day";
    EXPECT_TRUE(both(100, 100, 2026, a_day_of_2026 + 1));
    EXPECT_TRUE(refused(
        "INSERT INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, 1, 1, 1000, 'abc', 0)"));
    EXPECT_TRUE(refused(
        "INSERT INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, 1, 1, 1000, 0.5, 0)"));
    EXPECT_EQ(rows(), 0);
    EXPECT_FALSE(both(100, 100));
    EXPECT_EQ(rows(), 3);
}

TEST_F(Journal, K3_the_database_knows_in_which_year_a_day_lies) {
    std::int64_t id = 0;
    for (int year = 2000; year <= 2100; ++year)
        for (const auto day : {on(year, 1, 1), on(year, 2, 28), on(year, 12, 31)})
            for (const int said : {year - 1, year, year + 1}) {
                const auto seconds = std::chrono::sys_days{day}.time_since_epoch() / std::chrono::seconds{1};
                const bool is_refused = refused_all([&](store::Tx& tx) {
                    tx.run(by_hand_line, ++id, 1, 1, 0);
                    tx.run(by_hand_line, id, 2, 0, 1);
                    tx.run(by_hand_entry, id, said, seconds);
                });
                EXPECT_EQ(is_refused, said != year) << said << " " << format_date(day);
            }
}

TEST_F(Journal, K3_what_was_booked_is_never_changed_and_not_deleted_before_its_time) {
    const auto id = book(entry_of(sound(draft_for_ada()))).value();
    EXPECT_TRUE(refused("UPDATE journal_line SET debit = debit + 1 WHERE shop = $1"));
    EXPECT_TRUE(refused("UPDATE journal_entry SET day = day + 86400 WHERE shop = $1"));
    EXPECT_TRUE(refused("DELETE FROM journal_line WHERE shop = $1"));
    EXPECT_TRUE(refused("DELETE FROM journal_entry WHERE shop = $1"));
    EXPECT_TRUE(refused(by_hand_line, id.value(), 9, 100, 0)) << "a line more";
    EXPECT_TRUE(
        refused("INSERT OR REPLACE INTO journal_line (shop, entry, line, account, debit, credit) VALUES ($1, $2, "
                "1, 1000, 1, 0)",
                id));
    EXPECT_TRUE(refused("INSERT INTO journal_release (shop, year, released) VALUES ($1, 2026, $2)",
                        std::chrono::sys_days{on(2033, 12, 31)}.time_since_epoch() / std::chrono::seconds{1}));
    EXPECT_EQ(rows(), 4);
    EXPECT_TRUE(balanced());
}

TEST_F(Journal, a_copy_keeps_the_triggers_of_the_journal) {
    book(entry_of(sound(draft_for_ada()))).value();
    const auto target = house.folder() / "copy.db";
    copies::take_snapshot(house.data() / "autojet.db", target, house.notes());
    const auto copy = store::sqlite::connect(target.string());
    EXPECT_THROW(copy->run("UPDATE journal_line SET debit = 1", {}, {}), Broken);
    EXPECT_THROW(copy->run("DELETE FROM journal_entry", {}, {}), Broken);
}

TEST_F(Journal, S3_a_shop_that_ends_takes_its_books_along_and_the_books_of_others_stay_held) {
    book(entry_of(sound(draft_for_ada()))).value();
    (void)house->database.write(house.other_shop(),
                                [](store::Tx& tx) { return post(tx, entry_of(sound(draft_for_ada()))); });
    registers::ShopRows(house.data() / "autojet.db", house.notes(), house.autojet())
        .delete_all_but({"shop", "shop_host"});
    EXPECT_EQ(rows(), 0);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM journal_line WHERE shop = $1", house.other_shop()), 3);
    EXPECT_THROW((void)house->database.write(house.other_shop(),
                                             [](store::Tx& tx) -> Result<void> {
                                                 tx.run("DELETE FROM journal_line WHERE shop = $1");
                                                 return {};
                                             }),
                 Broken);
}

// 10,000 invoices in the long run: RC_PARAMS=max_success=10000.
TEST_F(Journal, of_random_invoices_and_payments_always_balances_and_what_is_open_is_what_was_not_paid) {
    int n = 0;
    rc::check([&](std::uint32_t seed) {
        const auto invoice = unseen(seed, ++n);
        const auto& content = invoice.content();
        const auto& item = content.corrects ? content.corrects->number : content.number;
        const auto entry = entry_of(invoice);
        const auto gross = content.corrects ? -invoice.totals().gross : invoice.totals().gross;
        std::vector<Entry> entries{entry};
        const auto paid = cents(*rc::gen::inRange<std::int64_t>(-300'000, 300'000));
        if (paid != Money{})
            entries.push_back(entry_of_payment({item, paid < Money{} ? -paid : paid, content.issued_on,
                                                *rc::gen::element(Means::cash, Means::card, Means::bank),
                                                paid < Money{} ? Direction::paid_back : Direction::received}));
        book_all(entries);
        RC_ASSERT(open(item.text()) == (gross - paid).cents());
        const auto items = house.read([&](store::Tx& tx) { return open_items(tx, today); });
        const auto found = std::ranges::find(items, item, &OpenItem::document);
        RC_ASSERT((found == items.end()) == (gross == paid));
        if (found != items.end()) RC_ASSERT(found->amount == gross - paid && found->since == content.issued_on);
        const auto all = std::accumulate(items.begin(), items.end(), Money{},
                                         [](Money sum, const OpenItem& one) { return sum + one.amount; });
        RC_ASSERT(all.cents() == stands(account::debtors, today));
    });
    EXPECT_TRUE(balanced());
    const auto accounts = house.read([&](store::Tx& tx) { return standing(tx, today); });
    EXPECT_EQ(std::accumulate(accounts.begin(), accounts.end(), Money{},
                              [](Money sum, const Balance& one) { return sum + one.amount(); }),
              Money{});
}

}  // namespace
}  // namespace autojet::bookkeeping
