#include "copies/backup.hpp"

#include "copies/copies.hpp"
#include "copies/files.hpp"
#include "copies/left_out.hpp"
#include "copies/scene_for_tests.hpp"
#include "copies/snapshot.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::copies {
namespace {

namespace fs = std::filesystem;
using store::Keeping;

std::string all_bytes(const fs::path& folder) {
    std::string all;
    for (const auto& file : fs::recursive_directory_iterator(folder))
        if (file.is_regular_file()) all += read_file(file.path());
    return all;
}

class BackupsOfGarage : public SceneOfCopies {
protected:
    Verdict verdict(std::string_view name) {
        for (const auto& observer : copies.module().observers)
            if (observer.name == name) return house.read([&](store::Tx& tx) { return observer.look(tx).verdict; });
        throw Broken("no such observer");
    }

    Copies copies{*house, house.keys(), {house.data(), house.folder() / "keys", tests::HouseForTests::notes()}};
};

TEST_F(BackupsOfGarage, hold_every_row_but_digests_sessions_and_what_is_unfinished) {
    (void)book_of(ada());
    const auto live = count_rows(*store::sqlite::connect((house.data() / "autojet.db").string()));
    const auto backup = back_up(Kind::data);
    auto kept = count_rows(*store::sqlite::connect((backup.folder / "autojet.db").string()));
    EXPECT_EQ(kept, read_manifest(backup.folder)->manifest.rows);
    EXPECT_GT(live.at("blind_index"), 0);
    EXPECT_EQ(kept.at("blind_index"), 0);
    for (const auto& [table, count] : live)
        if (table != "blind_index") {
            EXPECT_EQ(kept.at(table), count) << table;
        }
}

TEST_F(BackupsOfGarage, are_one_file_for_their_owner_alone_that_is_there_whole_or_not_at_all) {
    const auto backup = back_up(Kind::data);
    std::set<std::string> names;
    for (const auto& file : fs::directory_iterator(backup.folder)) {
        names.insert(file.path().filename());
        EXPECT_EQ(file.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << file.path();
    }
    EXPECT_EQ(names, (std::set<std::string>{"autojet.db", "erasures.txt", "manifest.txt"}));
    EXPECT_EQ(fs::status(backup.folder).permissions(), fs::perms::owner_all);
    for (const auto& entry : fs::directory_iterator(folder / "data"))
        EXPECT_FALSE(entry.path().string().ends_with(unfinished));
}

TEST_F(BackupsOfGarage, of_one_second_lie_beside_each_other) {
    const auto first = back_up(Kind::data);
    const auto second = back_up(Kind::data);
    EXPECT_EQ(second.folder, first.folder.string() + "-2");
    EXPECT_TRUE(read_manifest(first.folder));
    EXPECT_TRUE(read_manifest(second.folder));
}

TEST_F(BackupsOfGarage, hold_nothing_of_rows_that_were_deleted_before) {
    const auto booking = book_of(ada());
    const auto person = std::to_string(booking.person.value());
    erase(booking.person);
    const auto backup = back_up(Kind::data);
    auto of_data = all_bytes(backup.folder);
    EXPECT_EQ(of_data.find(booking.reference), std::string::npos);
    EXPECT_NE(of_data.find(person), std::string::npos) << "as a number, in the erasures";
}

TEST_F(BackupsOfGarage, of_data_and_keys_lie_apart) {
    for (const auto& out : {house.data() / "backups", house.folder() / "keys" / "backups", house.folder()})
        for (const auto kind : {Kind::data, Kind::keys})
            EXPECT_EQ(backups.back_up(kind, out).error().reason, "backup_inside_data") << out;
    (void)back_up(Kind::data);
    EXPECT_EQ(backups.back_up(Kind::keys, folder / "data").error().reason, "backup_inside_data");
    EXPECT_EQ(backups.back_up(Kind::keys, folder / "data" / "keys").error().reason, "backup_inside_data");
    (void)back_up(Kind::keys);
    EXPECT_EQ(backups.back_up(Kind::data, folder / "keys").error().reason, "backup_inside_data");
}

TEST_F(BackupsOfGarage, of_keys_hold_no_master_key_and_no_data) {
    (void)book_of(ada());
    const auto backup = back_up(Kind::keys);
    const auto master = read_file(house.folder() / "keys" / "master.key");
    EXPECT_EQ(all_bytes(backup.folder).find(master), std::string::npos);
    EXPECT_TRUE(fs::exists(backup.folder / "keys.db"));
    EXPECT_FALSE(fs::exists(backup.folder / "autojet.db"));
}

TEST_F(BackupsOfGarage, K1_are_deleted_when_the_published_period_is_over_and_not_before) {
    const auto of_data = back_up(Kind::data);
    const auto of_keys = back_up(Kind::keys);
    EXPECT_EQ(backups.expiry(of_data.made), of_data.made + std::chrono::days{30});
    house.clock.advance(std::chrono::days{30} - std::chrono::seconds{1});
    EXPECT_EQ(backups.delete_expired(), 0u);
    EXPECT_TRUE(fs::exists(of_data.folder));
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(backups.delete_expired(), 2u);
    EXPECT_FALSE(fs::exists(of_data.folder));
    EXPECT_FALSE(fs::exists(of_keys.folder));
    EXPECT_EQ(backups.delete_expired(), 0u);
}

TEST_F(BackupsOfGarage, K1_that_are_over_go_when_a_new_one_is_made) {
    const auto old = back_up(Kind::data);
    house.clock.advance(std::chrono::days{30});
    (void)back_up(Kind::data);
    EXPECT_FALSE(fs::exists(old.folder));
}

TEST_F(BackupsOfGarage, leave_everything_else_in_their_folder_alone) {
    folder.write("notes.txt", "of somebody else");
    fs::create_directories(folder / "data" / "autojet-data-of-somebody-else");
    fs::create_directories(folder / "data" / "autojet-data-19700101T000000Z.unfinished");
    (void)back_up(Kind::data);
    EXPECT_TRUE(fs::exists(folder / "data" / "autojet-data-of-somebody-else"));
    EXPECT_FALSE(fs::exists(folder / "data" / "autojet-data-19700101T000000Z.unfinished")) << "of a crash";
}

TEST_F(BackupsOfGarage, are_told_to_the_proof) {
    for (const auto* name : {"backup", "key_backup", "expired_backups", "restore_drill"})
        EXPECT_EQ(verdict(name), Verdict::not_yet_due) << name;
    const auto backup = back_up(Kind::data);
    (void)back_up(Kind::keys);
    for (const auto* name : {"backup", "key_backup", "expired_backups"})
        EXPECT_EQ(verdict(name), Verdict::holds) << name;
    house.clock.advance(std::chrono::days{9});
    EXPECT_EQ(verdict("backup"), Verdict::fails) << "too long ago";
    house.clock.advance(std::chrono::days{24});
    EXPECT_EQ(verdict("expired_backups"), Verdict::fails) << "nobody deleted them";
    for (const auto& job : copies.module().jobs) job.run(house.autojet());
    EXPECT_EQ(verdict("expired_backups"), Verdict::not_yet_due);
    EXPECT_FALSE(fs::exists(backup.folder));
}

TEST_F(BackupsOfGarage, that_somebody_else_deleted_do_not_trouble_the_proof_for_ever) {
    const auto backup = back_up(Kind::data);
    fs::remove_all(backup.folder);
    house.clock.advance(std::chrono::days{33});
    EXPECT_EQ(backups.delete_expired(), 0u);
    EXPECT_EQ(verdict("expired_backups"), Verdict::not_yet_due);
}

TEST_F(BackupsOfGarage, are_outlived_by_the_memory_of_erasures) {
    const auto booking = book_of(ada());
    erase(booking.person);
    house.clock.advance(std::chrono::days{31});
    for (const auto& job : copies.module().jobs) job.run(house.autojet());
    EXPECT_EQ(house.keys().erasures().size(), 1u) << "a backup of the day before may be there still";
    house.clock.advance(std::chrono::days{7});
    for (const auto& job : copies.module().jobs) job.run(house.autojet());
    EXPECT_TRUE(house.keys().erasures().empty());
}

TEST(LeftOutOfBackups, is_every_digest_under_a_key_of_the_shop) {
    std::set<std::string> nullable{"staff_account.email_digest", "staff_account.link_digest", "person_words.words"};
    const auto out = left_out(tests::HouseForTests::notes(), nullable);
    EXPECT_TRUE(out.tables.contains("blind_index"));
    EXPECT_TRUE(out.tables.contains("session"));
    EXPECT_TRUE(out.values.contains({"staff_account", "email_digest"}));
    EXPECT_TRUE(out.values.contains({"staff_account", "link_digest"}));
    EXPECT_TRUE(out.values.contains({"person_words", "words"}));
    EXPECT_FALSE(out.tables.contains("ledger"));
}

TEST(LeftOutOfBackups, a_digest_that_nobody_thought_of_stops_the_backup) {
    const std::vector<store::ColumnNote> notes{
        {"tyres", "customer", "plate_digest", "D3", Keeping::index, "keyed digest"}};
    EXPECT_THROW((void)left_out(notes, {}), Broken);
    EXPECT_TRUE(left_out(notes, {"tyres.plate_digest"}).values.contains({"tyres", "plate_digest"}));
}

TEST(ErasuresAsText, are_numbers_and_come_back) {
    const Instant monday{std::chrono::seconds{1'800'000'000}};
    const std::vector<privacy::Erasure> all{{ShopId{1}, PersonId{7}, "customer", "*", monday},
                                            {ShopId{1}, PersonId{7}, "contact", "", monday},
                                            {ShopId{2}, PersonId{8}, "accounts", "2026", monday}};
    EXPECT_EQ(text_of(all), "1 7 customer * 1800000000\n1 7 contact - 1800000000\n2 8 accounts 2026 1800000000\n");
    EXPECT_EQ(erasures_from(text_of(all)).value(), all);
    EXPECT_EQ(erasures_from("1 7 customer\n").error().reason, "no_erasures");
    EXPECT_EQ(erasures_from("1 7 customer * 1800000000 more\n").error().reason, "no_erasures");
    EXPECT_TRUE(erasures_from("").value().empty());
}

}  // namespace
}  // namespace autojet::copies
