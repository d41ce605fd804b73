#include "privacy/ledger.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "base/result_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using policy::Openings;
using tests::HouseForTests;

constexpr PersonId ada{7};
constexpr PersonId bo{8};
constexpr PersonId dee{9};

class LedgerInHouse : public ::testing::Test {
protected:
    // A visit that opened the person's name and was refused their plate.
    void visit(PersonId person, const Actor& actor = Actor::staff(dee, every_purpose), ShopId shop = ShopId{1}) {
        Openings openings;
        openings.opened({person, Category::name, Purpose::appointment});
        openings.refused({person, Category::vehicle, Purpose::contact});
        house->ledger.settle(shop, actor, openings);
    }
    void write_down(int visits) {
        for (int n = 0; n < visits; ++n) {
            visit(n % 2 == 0 ? ada : bo);
            house.clock.advance(std::chrono::minutes{1});
        }
    }
    Result<std::int64_t> verified(ShopId shop = ShopId{1}) {
        return house->database.read(shop, [this](store::Tx& tx) { return verify_ledger(tx, house->vault); });
    }
    // `sql` is a constant.
    template <class... Args>
    void tamper(std::string_view sql, const Args&... args) {
        const auto done = house.write([&](store::Tx& tx) -> Result<std::int64_t> { return tx.run(sql, args...); });
        ASSERT_GT(done.value(), 0) << "the forger misses";
    }
    void make_key_of(PersonId person, ShopId shop = ShopId{1}) {
        const auto name = PersonalText<Category::name>::of(person, "somebody");
        (void)house->database.write(shop, [&](store::Tx& tx) -> Result<store::Bytes> {
            return house->vault.seal(tx, name, {RetentionClass::customer, "person.name", person.value(), {}});
        });
    }
    store::Bytes digest(PersonId person) { return house->vault.ledger_digest(house.autojet(), person); }
    std::vector<store::Bytes> persons_in_entries() {
        static constexpr std::string_view select = "SELECT persons FROM ledger WHERE shop = $1 ORDER BY sequence";
        return house.read(
            [](store::Tx& tx) { return tx.all(select, [](const store::Row& row) { return row.bytes(0); }); });
    }

    HouseForTests house;
};

TEST_F(LedgerInHouse, says_who_opened_and_who_was_refused_what) {
    visit(ada);
    EXPECT_EQ(house.ledger(),
              (std::vector<std::string>{"staff:9 opened appointment: name", "staff:9 refused contact: vehicle"}));
    EXPECT_EQ(verified(), 2);
}

TEST_F(LedgerInHouse, names_nobody_for_a_look_at_nobody_in_particular) {
    visit(PersonId{});
    EXPECT_EQ(persons_in_entries(), (std::vector<store::Bytes>{{}, {}}));
    EXPECT_EQ(verified(), 2);
}

TEST_F(LedgerInHouse, says_everything_of_one_answer_once) {
    Openings openings;
    for (const auto person : {ada, bo, ada}) {
        openings.opened({person, Category::contact, Purpose::contact});
        openings.opened({person, Category::name, Purpose::appointment});
        openings.opened({person, Category::name, Purpose::contact});
    }
    house->ledger.settle(house.autojet(), Actor::job("messages"), openings);
    EXPECT_TRUE(openings.empty());
    EXPECT_EQ(house.ledger(),
              std::vector<std::string>{"job:messages opened appointment: name; contact: name, contact"});
    EXPECT_EQ(persons_in_entries().front().size(), 2u * 32u);
}

TEST_F(LedgerInHouse, writes_nothing_where_nothing_was_opened) {
    Openings openings;
    house->ledger.settle(house.autojet(), Actor::stranger(), openings);
    EXPECT_EQ(verified(), 0);
}

TEST_F(LedgerInHouse, keeps_a_chain_for_each_shop) {
    write_down(2);
    visit(ada, Actor::staff(dee, every_purpose), house.other_shop());
    EXPECT_EQ(verified(), 4);
    EXPECT_EQ(verified(house.other_shop()), 2);
}

TEST_F(LedgerInHouse, keeps_its_chain_whole_however_many_write) {
    std::vector<std::jthread> threads;
    for (int n = 0; n < 8; ++n)
        threads.emplace_back([&] {
            for (int m = 0; m < 5; ++m) visit(ada);
        });
    threads.clear();
    EXPECT_EQ(verified(), 80);
}

TEST_F(LedgerInHouse, is_gone_with_the_transaction_that_was_refused) {
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        Openings openings;
        openings.opened({ada, Category::name, Purpose::appointment});
        house->ledger.append(tx, Actor::staff(dee, every_purpose), openings);
        return refuse(ErrorCode::conflict, "no", "No.");
    });
    EXPECT_EQ(verified(), 0);
}

TEST_F(LedgerInHouse, notices_any_column_that_was_altered) {
    static constexpr std::array<std::string_view, 6> forgeries{
        "UPDATE ledger SET at_time = at_time + 1 WHERE shop = $1 AND sequence = $2",
        "UPDATE ledger SET actor = 'staff:4' WHERE shop = $1 AND sequence = $2",
        "UPDATE ledger SET outcome = 'hidden' WHERE shop = $1 AND sequence = $2",
        "UPDATE ledger SET what = 'appointment: contact' WHERE shop = $1 AND sequence = $2",
        "UPDATE ledger SET persons = x'00' WHERE shop = $1 AND sequence = $2",
        "UPDATE ledger SET hash = x'00' WHERE shop = $1 AND sequence = $2"};
    for (std::size_t n = 0; n < forgeries.size(); ++n) {
        write_down(2);
        ASSERT_TRUE(verified());
        tamper(forgeries[n], 2);
        EXPECT_EQ(reason_of(verified()), "chain_broken") << forgeries[n];
        static constexpr std::string_view start_again = "DELETE FROM ledger WHERE shop = $1";
        tamper(start_again);
    }
}

TEST_F(LedgerInHouse, notices_an_entry_that_was_taken_out) {
    static constexpr std::string_view take_out = "DELETE FROM ledger WHERE shop = $1 AND sequence = $2";
    write_down(3);
    tamper(take_out, 3);
    EXPECT_EQ(reason_of(verified()), "chain_broken");
}

TEST_F(LedgerInHouse, notices_entries_that_changed_places) {
    static constexpr std::string_view renumber = "UPDATE ledger SET sequence = $3 WHERE shop = $1 AND sequence = $2";
    write_down(3);
    tamper(renumber, 2, 99);
    tamper(renumber, 3, 2);
    tamper(renumber, 99, 3);
    EXPECT_EQ(reason_of(verified()), "chain_broken");
}

TEST_F(LedgerInHouse, does_not_fit_where_it_was_copied_to) {
    static constexpr std::string_view copy =
        "INSERT INTO ledger (shop, sequence, at_time, actor, outcome, what, persons, previous, hash) "
        "SELECT $1, sequence, at_time, actor, outcome, what, persons, previous, hash FROM ledger WHERE shop <> $1";
    write_down(1);
    ASSERT_EQ(
        house->database.write(house.other_shop(), [&](store::Tx& tx) -> Result<std::int64_t> { return tx.run(copy); }),
        2);
    EXPECT_EQ(reason_of(verified(house.other_shop())), "chain_broken");
}

TEST_F(LedgerInHouse, goes_on_after_the_retention_sweep_took_its_oldest_entries) {
    static constexpr std::string_view forget = "DELETE FROM ledger WHERE shop = $1 AND sequence <= $2";
    write_down(3);
    tamper(forget, 2);
    EXPECT_EQ(verified(), 4);
}

TEST_F(LedgerInHouse, stands_for_a_person_while_their_key_lives_and_for_nobody_after_that) {
    make_key_of(ada);
    make_key_of(bo);
    visit(ada);
    EXPECT_EQ(persons_in_entries().front(), digest(ada));
    EXPECT_NE(digest(ada), digest(bo));

    const auto is_bo = [](PersonId person) { return person == bo; };
    ASSERT_EQ(house->vault.sweep_orphans(house.autojet(), house.clock.now() + std::chrono::hours{1}, is_bo), 1u);
    EXPECT_NE(persons_in_entries().front(), digest(ada));
    EXPECT_NE(digest(ada), digest(ada)) << "equal to nothing, itself not excepted";
    EXPECT_EQ(digest(bo), digest(bo));
    EXPECT_EQ(verified(), 2) << "the chain does not need the key";
}

TEST_F(LedgerInHouse, tells_no_two_shops_of_the_same_person) {
    make_key_of(ada);
    make_key_of(ada, house.other_shop());
    EXPECT_NE(digest(ada), house->vault.ledger_digest(house.other_shop(), ada));
}

}  // namespace
}  // namespace autojet::privacy
