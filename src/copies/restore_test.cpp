#include "copies/restore.hpp"

#include <fstream>

#include "copies/drill.hpp"
#include "copies/files.hpp"
#include "copies/scene_for_tests.hpp"

namespace autojet::copies {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view count_persons = "SELECT COUNT(*) FROM person WHERE shop = $1";
constexpr std::string_view count_bookings = "SELECT COUNT(*) FROM booking WHERE shop = $1";
constexpr std::string_view count_claims = "SELECT COUNT(*) FROM claim WHERE shop = $1";
constexpr std::string_view count_index = "SELECT COUNT(*) FROM blind_index WHERE shop = $1";
constexpr std::string_view count_events = "SELECT COUNT(*) FROM booking_event WHERE shop = $1";
constexpr std::string_view count_outbox = "SELECT COUNT(*) FROM outbox WHERE shop = $1";

class RestoredGarage : public SceneOfCopies {
protected:
    RestoredGarage() : ada_(book_of(ada())) {
        bo_ = book_of(of("Bo Pieters", "bo@customers.example", "06 87654321", "GZ-123-B", "2026-11-24T11:00:00+01:00"));
    }
    std::vector<PersonId> with_phone(tests::HouseForTests& of, const std::string& phone) {
        return of.read([&](store::Tx& tx) {
            return of->vault.find(tx, privacy::IndexKind::phone,
                                  privacy::PersonalText<privacy::Category::contact>::collected(phone));
        });
    }
    static bool can_be_read(tests::HouseForTests& of, PersonId person) {
        return of.read([&](store::Tx& tx) { return customers::load(tx, of->vault, person).has_value(); });
    }
    Result<Restore> begin(const fs::path& from, std::string_view into = "restored") {
        return Restore::of(from, made(folder / into), house.keys());
    }

    booking::Booking ada_, bo_;
};

TEST_F(RestoredGarage, has_everybody_again_and_finds_them) {
    const auto before = rows();
    const auto back = restored(back_up(Kind::data), folder / "restored");
    for (const auto sql : {count_persons, count_bookings, count_claims, count_index, count_events, count_outbox})
        EXPECT_EQ(back->number(sql), house.number(sql)) << sql;
    EXPECT_EQ(rows(), before) << "the live data is as it was";
    EXPECT_EQ(with_phone(*back, "+31612345678"), std::vector{ada_.person});
    EXPECT_EQ(with_phone(*back, "+31687654321"), std::vector{bo_.person});
    EXPECT_TRUE(can_be_read(*back, ada_.person));
    EXPECT_FALSE(is_unfinished(folder / "restored"));
}

TEST_F(RestoredGarage, duty_29_forgets_again_who_was_erased_since_the_backup) {
    const auto backup = back_up(Kind::data);
    erase(ada_.person);
    const auto back = restored(backup, folder / "restored");
    for (const auto sql : {count_persons, count_bookings, count_claims, count_index, count_events, count_outbox})
        EXPECT_EQ(back->number(sql), house.number(sql)) << sql;
    EXPECT_TRUE(with_phone(*back, "+31612345678").empty());
    EXPECT_FALSE(can_be_read(*back, ada_.person));
    EXPECT_EQ(with_phone(*back, "+31687654321"), std::vector{bo_.person}) << "and nobody else";
    EXPECT_TRUE(can_be_read(*back, bo_.person));
    EXPECT_TRUE((*back)->database.empty_log());
    EXPECT_FALSE(back->is_on_disk(ada_.reference));
}

TEST_F(RestoredGarage, puts_what_it_opened_for_the_indexes_into_the_ledger) {
    const auto back = restored(back_up(Kind::data), folder / "restored");
    const auto entries = back->ledger();
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries.back(), "job:restore opened rights: name, contact, vehicle");
    EXPECT_TRUE(back->read([&](store::Tx& tx) { return privacy::verify_ledger(tx, (*back)->vault).has_value(); }));
}

TEST_F(RestoredGarage, is_not_served_before_it_has_forgotten) {
    const auto backup = back_up(Kind::data);
    auto restore = begin(backup.folder).value();
    for (bool more = true; more; more = restore.step()) {
        EXPECT_TRUE(is_unfinished(folder / "restored"));
        EXPECT_THROW(refuse_unfinished(folder / "restored"), Broken);
    }
    EXPECT_THROW(refuse_unfinished(folder / "restored"), Broken) << "the files are there, the erasures are not";
    restore.finish();
    EXPECT_NO_THROW(refuse_unfinished(folder / "restored"));
}

// Abandoned after every number of steps, as kill -9 would.
TEST_F(RestoredGarage, duty_28_ends_right_wherever_it_was_interrupted) {
    const auto backup = back_up(Kind::data);
    erase(ada_.person);
    const auto carry_out = [&](int steps) {
        auto restore = begin(backup.folder).value();
        while (restore.step())
            if (--steps < 0) return false;
        tests::HouseForTests back(folder / "restored", house.folder() / "keys");
        const auto holders = holders_of(*back);
        Replay replay(*back, back.keys(), tests::HouseForTests::notes(), holders);
        while (replay.step())
            if (--steps < 0) return false;
        restore.finish();
        return true;
    };
    int tries = 0;
    while (!carry_out(tries)) {
        EXPECT_TRUE(is_unfinished(folder / "restored"));
        ++tries;
    }
    EXPECT_GT(tries, 5);
    tests::HouseForTests back(folder / "restored", house.folder() / "keys");
    EXPECT_EQ(back.number(count_persons), 1);
    EXPECT_EQ(back.number(count_index), 3);
    EXPECT_TRUE(can_be_read(back, bo_.person));
}

TEST_F(RestoredGarage, refuses_a_backup_with_one_byte_changed_and_names_the_file) {
    const auto backup = back_up(Kind::data);
    for (const auto* name : {"autojet.db", "erasures.txt"}) {
        const auto whole = read_file(backup.folder / name);
        auto changed = whole;
        changed.empty() ? changed = "x" : (changed[changed.size() / 2] ^= 1, changed);
        write_private(backup.folder / name, changed);
        const auto begun = begin(backup.folder);
        ASSERT_FALSE(begun) << name;
        EXPECT_EQ(begun.error().reason, "backup_altered");
        EXPECT_NE(begun.error().message.find(name), std::string::npos);
        write_private(backup.folder / name, whole);
    }
    write_private(backup.folder / "more.txt", "more");
    EXPECT_EQ(begin(backup.folder).error().reason, "backup_altered");
    fs::remove(backup.folder / "more.txt");
    fs::remove(backup.folder / "erasures.txt");
    EXPECT_EQ(begin(backup.folder).error().reason, "backup_altered");
    EXPECT_FALSE(is_unfinished(folder / "restored"));
}

TEST_F(RestoredGarage, refuses_a_manifest_that_somebody_wrote_anew) {
    const auto backup = back_up(Kind::data);
    const auto text = read_file(backup.folder / "manifest.txt");
    auto forged = text;
    forged.replace(forged.find("rows person 2"), 13, "rows person 1");
    write_private(backup.folder / "manifest.txt", forged);
    EXPECT_EQ(begin(backup.folder).error().reason, "other_keys");
    write_private(backup.folder / "manifest.txt", "something else\n");
    EXPECT_EQ(begin(backup.folder).error().reason, "no_backup");
    fs::remove(backup.folder / "manifest.txt");
    EXPECT_EQ(begin(backup.folder).error().reason, "no_backup");
}

TEST_F(RestoredGarage, refuses_keys_of_another_installation) {
    privacy::KeyStore others(folder / "others");
    EXPECT_EQ(Restore::of(back_up(Kind::data).folder, made(folder / "restored"), others).error().reason, "other_keys");
}

TEST_F(RestoredGarage, refuses_a_folder_that_holds_something) {
    const auto backup = back_up(Kind::data);
    fs::create_directories(folder / "restored");
    folder.write("restored/letter.txt", "of somebody");
    EXPECT_EQ(begin(backup.folder).error().reason, "not_empty");
    EXPECT_EQ(begin(back_up(Kind::keys).folder, "elsewhere").error().reason, "no_data");
}

TEST_F(RestoredGarage, refuses_a_second_backup_before_the_first_has_ended) {
    const auto first = back_up(Kind::data);
    house.clock.advance(std::chrono::seconds{1});
    const auto second = back_up(Kind::data);
    ASSERT_TRUE(begin(first.folder));
    EXPECT_EQ(begin(second.folder).error().reason, "other_restore");
    EXPECT_TRUE(begin(first.folder)) << "it goes on";
}

TEST_F(RestoredGarage, duty_30_a_shredded_key_is_gone_at_once_and_an_old_backup_of_keys_does_not_bring_it_back) {
    const auto old = back_up(Kind::keys);
    const auto backup = back_up(Kind::data);
    erase(ada_.person);
    const privacy::KeyName of_ada{house.autojet(), ada_.person, "customer", ""};
    const privacy::KeyName of_bo{house.autojet(), bo_.person, "customer", ""};
    EXPECT_FALSE(house.keys().find(of_ada));
    house.clock.advance(std::chrono::seconds{1});
    const auto newer = back_up(Kind::keys);

    const auto master = house.folder() / "keys" / "master.key";
    {
        ASSERT_EQ(restore_keys(newer.folder, master, folder / "newer", {}).value(), 0u);
        privacy::KeyStore keys(folder / "newer");
        EXPECT_FALSE(keys.find(of_ada));
        EXPECT_TRUE(keys.find(of_bo));
    }
    ASSERT_EQ(restore_keys(old.folder, master, folder / "older", {newer.folder / "erasures.txt"}).value(), 1u);
    privacy::KeyStore keys(folder / "older");
    EXPECT_FALSE(keys.find(of_ada));
    EXPECT_TRUE(keys.is_erased(of_ada));
    EXPECT_EQ(keys.find(of_bo), house.keys().find(of_bo));
}

TEST_F(RestoredGarage, takes_keys_with_their_own_master_key_alone) {
    const auto backup = back_up(Kind::keys);
    const privacy::KeyStore others(folder / "others");
    EXPECT_THROW((void)restore_keys(backup.folder, folder / "others" / "master.key", folder / "back", {}), Broken);
    EXPECT_FALSE(fs::exists(folder / "back"));
    EXPECT_FALSE(fs::exists(folder / "back.unfinished"));
    EXPECT_EQ(
        restore_keys(back_up(Kind::data).folder, folder / "others" / "master.key", folder / "back", {}).error().reason,
        "no_keys");
    EXPECT_EQ(restore_keys(backup.folder, folder / "others" / "master.key", folder / "others", {}).error().reason,
              "not_empty");
}

TEST_F(RestoredGarage, is_found_damaged_by_a_drill) {
    const auto backup = back_up(Kind::data);
    const auto manifest = read_manifest(backup.folder)->manifest;
    auto restore = begin(backup.folder).value();
    while (restore.step()) {
    }
    EXPECT_EQ(find_damage(folder / "restored" / "autojet.db", manifest), "");
    auto other = manifest;
    ++other.rows["person"];
    EXPECT_EQ(find_damage(folder / "restored" / "autojet.db", other), "rows are missing in person");
}

}  // namespace
}  // namespace autojet::copies
