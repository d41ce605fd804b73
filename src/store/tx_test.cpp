#include "store/tx.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

#include "store/notes_for_tests.hpp"

namespace autojet::store {
namespace {

using TxStatement = Notes;

TEST_F(TxStatement, without_the_shop_is_refused_before_it_runs) {
    static constexpr std::string_view of_everybody = "SELECT number FROM note";
    static constexpr std::string_view of_nobody = "DELETE FROM note WHERE number = $2";
    ASSERT_TRUE(put(7));
    EXPECT_THROW(database->read(one, [](Tx& tx) { return tx.all(of_everybody, [](const Row&) { return 0; }); }),
                 Broken);
    EXPECT_THROW((void)database->write(one, [](Tx& tx) -> Result<std::int64_t> { return tx.run(of_nobody, 7); }),
                 Broken);
    EXPECT_EQ(numbers(), std::vector<std::int64_t>{7});
}

TEST_F(TxStatement, sees_the_rows_of_its_own_shop) {
    ASSERT_TRUE(put(7, one));
    ASSERT_TRUE(put(8, two));
    EXPECT_EQ(numbers(one), std::vector<std::int64_t>{7});
    EXPECT_EQ(numbers(two), std::vector<std::int64_t>{8});
}

TEST_F(TxStatement, has_as_many_values_as_places) {
    static constexpr std::string_view skips_one = "SELECT $1, $3";
    static constexpr std::string_view unnumbered = "SELECT number FROM note WHERE shop = ?";
    const auto any = [](const Row&) { return 0; };
    EXPECT_THROW(database->read(one, [&](Tx& tx) { return tx.all(select_notes, any, 2); }), Broken);
    EXPECT_THROW(database->read(one, [&](Tx& tx) { return tx.all(insert_note, any); }), Broken);
    EXPECT_THROW(database->read(one, [&](Tx& tx) { return tx.all(skips_one, any, 2, 3); }), Broken);
    EXPECT_THROW(database->read(one, [&](Tx& tx) { return tx.all(unnumbered, any); }), Broken);
}

TEST_F(TxStatement, numbers_its_places_whatever_their_order) {
    static constexpr std::string_view backwards = "SELECT $3, $2, $1, $3";
    const auto row = database->read(one, [](Tx& tx) {
        return tx.find(
            backwards,
            [](const Row& r) {
                return std::vector{r.integer(0), r.integer(1), r.integer(2), r.integer(3)};
            },
            20, 30);
    });
    EXPECT_EQ(row, (std::vector<std::int64_t>{30, 20, 1, 30}));
}

TEST_F(TxStatement, tells_null_from_a_value) {
    static constexpr std::string_view select_null = "SELECT $1, $2, ''";
    database->read(one, [](Tx& tx) {
        tx.each(
            select_null,
            [](const Row& row) {
                EXPECT_TRUE(row.is_null(1));
                EXPECT_EQ(row.find_integer(1), std::nullopt);
                EXPECT_EQ(row.find_text(2), "");
                EXPECT_THROW((void)row.integer(1), Broken);
                EXPECT_THROW((void)row.text(1), Broken);
                EXPECT_THROW((void)row.text(0), Broken) << "a number is no text";
                EXPECT_THROW((void)row.bytes(2), Broken) << "a text is no bytes";
            },
            std::nullopt);
        return 0;
    });
}

TEST_F(TxStatement, says_nothing_of_its_values_when_it_fails) {
    static constexpr std::string_view insert_text = "INSERT INTO note (shop, number, text) VALUES ($1, $2, $3)";
    const auto twice = [&] {
        (void)database->write(one, [](Tx& tx) -> Result<void> {
            tx.run(insert_text, 4711, "Ada Lovelace");
            tx.run(insert_text, 4711, "Ada Lovelace");
            return {};
        });
    };
    try {
        twice();
        FAIL() << "the key was taken twice";
    } catch (const Broken& broken) {
        EXPECT_EQ(std::string(broken.what()).find("Ada"), std::string::npos);
        EXPECT_EQ(std::string(broken.what()).find("4711"), std::string::npos);
    }
}

TEST_F(TxStatement, brings_back_any_text_bytes_and_number) {
    static constexpr std::string_view echo = "SELECT $2, $3, $4 WHERE $1 = 1";
    EXPECT_TRUE(rc::check([&](const std::string& text, const std::vector<std::uint8_t>& octets, std::int64_t number) {
        const auto* start = reinterpret_cast<const std::byte*>(octets.data());
        const Bytes bytes(start, start + octets.size());
        database->read(one, [&](Tx& tx) {
            tx.each(
                echo,
                [&](const Row& row) {
                    RC_ASSERT(row.text(0) == text);
                    RC_ASSERT(row.bytes(1) == bytes);
                    RC_ASSERT(row.integer(2) == number);
                },
                text, bytes, number);
            return 0;
        });
    }));
}

TEST_F(TxStatement, makes_numbers_that_grow_and_never_meet) {
    std::vector<std::jthread> threads;
    for (int n = 0; n < 8; ++n)
        threads.emplace_back([&] {
            for (int m = 0; m < 25; ++m)
                EXPECT_TRUE(database->write(
                    one, [](Tx& tx) -> Result<std::int64_t> { return tx.run(insert_note, tx.new_id<Shop>()); }));
        });
    threads.clear();
    EXPECT_EQ(numbers().size(), 200u);
}

}  // namespace
}  // namespace autojet::store
