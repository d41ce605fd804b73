#include "store/database.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "base/result_for_tests.hpp"
#include "store/notes_for_tests.hpp"

namespace autojet::store {
namespace {

using Numbers = std::vector<std::int64_t>;

tl::unexpected<Error> no() {
    return refuse(ErrorCode::conflict, "no", "No.");
}

using DatabaseWrite = Notes;
using DatabaseRead = Notes;
using DatabaseListener = Notes;

TEST_F(DatabaseWrite, keeps_what_was_accepted_and_answers_with_it) {
    const auto answer = database->write(one, [](Tx& tx) -> Result<int> {
        add(tx, 7);
        return 42;
    });
    EXPECT_EQ(answer, 42);
    EXPECT_EQ(numbers(), Numbers{7});
}

TEST_F(DatabaseWrite, leaves_nothing_of_what_it_refused) {
    const auto answer = database->write(one, [](Tx& tx) -> Result<void> {
        add(tx, 7);
        return no();
    });
    EXPECT_EQ(reason_of(answer), "no");
    EXPECT_EQ(numbers(), Numbers{});
}

TEST_F(DatabaseWrite, leaves_nothing_of_what_threw_and_throws_it_at_its_caller) {
    struct Unlucky : std::runtime_error {
        using runtime_error::runtime_error;
    };
    const auto fail = [&] {
        (void)database->write(one, [](Tx& tx) -> Result<void> {
            add(tx, 7);
            throw Unlucky("thirteen");
        });
    };
    EXPECT_THROW(fail(), Unlucky);
    EXPECT_EQ(numbers(), Numbers{});
    EXPECT_TRUE(put(8)) << "and goes on";
}

TEST_F(DatabaseWrite, throws_at_its_caller_what_the_database_itself_refuses) {
    ASSERT_TRUE(put(7));
    EXPECT_THROW((void)put(7), Broken);
    EXPECT_TRUE(put(7, two)) << "the key begins with the shop";
    EXPECT_EQ(numbers(), Numbers{7});
}

TEST_F(DatabaseWrite, is_seen_by_every_other_connection_when_it_has_answered) {
    const auto beside = sqlite::connect(path);
    for (std::int64_t n = 1; n <= 20; ++n) {
        ASSERT_TRUE(put(n));
        std::int64_t newest = 0;
        const std::array<Value, 1> shop{std::int64_t{1}};
        beside->run(select_notes, shop, [&](const Row& row) { newest = row.integer(0); });
        EXPECT_EQ(newest, n);
    }
}

// The first commit is held until all are on their way, so that they find each other in the queue.
TEST_F(DatabaseWrite, shares_its_commit_with_those_that_wait) {
    constexpr int writers = 24;
    std::atomic<int> commits = 0;
    std::latch on_their_way(writers);
    database->before_commit([&] {
        if (commits++ == 0) {
            on_their_way.wait();
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
    });
    {
        std::vector<std::jthread> threads;
        for (int n = 0; n < writers; ++n)
            threads.emplace_back([&, n] {
                on_their_way.count_down();
                const auto write = [&] {
                    return database->write(one, [&](Tx& tx) -> Result<void> {
                        add(tx, n);
                        if (n % 3 == 1) return no();
                        if (n % 3 == 2) throw std::runtime_error("this one");
                        return {};
                    });
                };
                switch (n % 3) {
                    case 0:
                        EXPECT_TRUE(write());
                        break;
                    case 1:
                        EXPECT_FALSE(write());
                        break;
                    default:
                        EXPECT_THROW((void)write(), std::runtime_error);
                }
            });
    }
    EXPECT_LT(commits, writers / 2);
    EXPECT_EQ(numbers(), (Numbers{0, 3, 6, 9, 12, 15, 18, 21}));
}

TEST_F(DatabaseWrite, fails_for_the_whole_group_when_what_must_be_durable_first_is_not) {
    bool broken = true;
    database->before_commit([&] {
        if (broken) throw Broken("no room for keys");
    });
    EXPECT_THROW((void)put(7), Broken);
    EXPECT_EQ(numbers(), Numbers{});
    broken = false;
    EXPECT_TRUE(put(8));
    EXPECT_EQ(numbers(), Numbers{8});
}

// What a run of transactions leaves is what the accepted ones wrote, whatever the others did in between.
TEST_F(DatabaseWrite, keeps_exactly_the_accepted_ones_of_any_run) {
    enum class Fate { accepted, refused, thrown };
    EXPECT_TRUE(rc::check([&](const std::vector<unsigned char>& fates) {
        RC_ASSERT(
            database->write(one, [](Tx& tx) -> Result<std::int64_t> { return tx.run(delete_notes); }).has_value());
        Numbers kept;
        for (std::size_t n = 0; n < fates.size(); ++n) {
            const auto number = static_cast<std::int64_t>(n);
            const auto fate = static_cast<Fate>(fates[n] % 3);
            if (fate == Fate::accepted) kept.push_back(number);
            try {
                (void)database->write(one, [&](Tx& tx) -> Result<void> {
                    add(tx, number);
                    if (fate == Fate::thrown) throw std::runtime_error("thrown");
                    if (fate == Fate::refused) return no();
                    return {};
                });
            } catch (const std::runtime_error&) {
                RC_ASSERT(fate == Fate::thrown);
            }
        }
        RC_ASSERT(numbers() == kept);
    }));
}

// What was deleted lies in the pages that the write-ahead log holds of before.
class WrittenLog : public Notes {
protected:
    static constexpr std::string_view insert_text = "INSERT INTO note (shop, number, text) VALUES ($1, 7, $2)";
    static constexpr std::string_view word = "Quibblewick";

    void write_and_delete(bool say_so) {
        ASSERT_TRUE(database->write(one, [](Tx& tx) -> Result<void> {
            tx.run(insert_text, word);
            return {};
        }));
        ASSERT_TRUE(database->write(one, [&](Tx& tx) -> Result<void> {
            tx.run(delete_notes);
            if (say_so) tx.announce(Topic::erasure);
            return {};
        }));
    }
    [[nodiscard]] bool is_on_disk() const {
        return (folder.read("notes.db") + folder.read("notes.db-wal")).find(word) != std::string::npos;
    }
};

TEST_F(WrittenLog, holds_what_was_deleted_until_it_is_emptied) {
    write_and_delete(false);
    EXPECT_TRUE(is_on_disk()) << "or nothing below shows anything";
    EXPECT_TRUE(database->empty_log());
    EXPECT_FALSE(is_on_disk());
}

TEST_F(WrittenLog, duty_24_is_emptied_soon_after_an_erasure) {
    write_and_delete(true);
    for (int n = 0; n < 1000 && is_on_disk(); ++n) std::this_thread::sleep_for(std::chrono::milliseconds{5});
    EXPECT_FALSE(is_on_disk());
}

TEST_F(WrittenLog, cannot_be_emptied_under_a_reader_and_is_afterwards) {
    write_and_delete(false);
    database->read(one, [&](Tx& tx) {
        (void)numbers(tx);
        EXPECT_TRUE(put(8));
        EXPECT_FALSE(database->empty_log());
        return true;
    });
    EXPECT_TRUE(database->empty_log());
    EXPECT_FALSE(is_on_disk());
}

TEST_F(DatabaseRead, sees_one_moment_whatever_is_written_beside_it) {
    ASSERT_TRUE(put(1));
    database->read(one, [&](Tx& tx) {
        EXPECT_EQ(numbers(tx), Numbers{1});
        EXPECT_TRUE(put(2));
        EXPECT_EQ(numbers(tx), Numbers{1});
        return 0;
    });
    EXPECT_EQ(numbers(), (Numbers{1, 2}));
}

TEST_F(DatabaseRead, never_sees_what_is_not_committed) {
    database->before_commit([&] { EXPECT_EQ(numbers(), Numbers{}); });
    ASSERT_TRUE(put(1));
}

TEST_F(DatabaseRead, writes_nothing) {
    EXPECT_THROW(database->read(one, [](Tx& tx) { return tx.run(insert_note, 1); }), Broken);
    EXPECT_EQ(numbers(), Numbers{});
}

TEST_F(DatabaseRead, gives_its_connection_back_when_it_throws) {
    for (int n = 0; n < 20; ++n)
        EXPECT_THROW(database->read(one, [](Tx&) -> int { throw std::runtime_error("again"); }), std::runtime_error);
    EXPECT_EQ(numbers(), Numbers{});
}

TEST_F(DatabaseListener, hears_of_a_change_once_it_is_committed) {
    std::vector<std::pair<ShopId, Topic>> heard;
    database->after_commit([&](ShopId shop, Topic topic) {
        heard.emplace_back(shop, topic);
        EXPECT_EQ(numbers(two), Numbers{7});
    });
    const auto announcing = database->write(two, [](Tx& tx) -> Result<void> {
        tx.announce(Topic::calendar);
        tx.announce(Topic::calendar);
        add(tx, 7);
        return {};
    });
    ASSERT_TRUE(announcing);
    EXPECT_EQ(heard, (std::vector<std::pair<ShopId, Topic>>{{two, Topic::calendar}}));
}

TEST_F(DatabaseListener, hears_nothing_of_what_was_refused_thrown_or_not_committed) {
    int heard = 0;
    bool broken = false;
    database->after_commit([&](ShopId, Topic) { ++heard; });
    database->before_commit([&] {
        if (broken) throw Broken("no room for keys");
    });
    const auto announce_and = [&](Result<void> answer) {
        return database->write(one, [&](Tx& tx) {
            tx.announce(Topic::messages);
            return answer;
        });
    };
    EXPECT_FALSE(announce_and(no()));
    EXPECT_THROW((void)database->write(one,
                                       [](Tx& tx) -> Result<void> {
                                           tx.announce(Topic::messages);
                                           throw std::runtime_error("thrown");
                                       }),
                 std::runtime_error);
    broken = true;
    EXPECT_THROW((void)announce_and({}), Broken);
    EXPECT_EQ(heard, 0);
}

TEST_F(DatabaseListener, hears_what_was_announced_at_another_moment) {
    std::vector<Topic> heard;
    database->after_commit([&](ShopId, Topic topic) { heard.push_back(topic); });
    ASSERT_TRUE(database->write(one, [&](Tx& tx) -> Result<void> {
        Tx yesterday = tx.at(clock.now() - std::chrono::hours{24});
        yesterday.announce(Topic::calendar);
        return {};
    }));
    EXPECT_EQ(heard, std::vector<Topic>{Topic::calendar});
}

}  // namespace
}  // namespace autojet::store
