#include "privacy/key_store.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/result.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::privacy {
namespace {

namespace fs = std::filesystem;
using store::FolderForTests;

constexpr ShopId autojet{1};
constexpr ShopId elders{2};
constexpr Instant monday{std::chrono::seconds{1'800'000'000}};
constexpr std::chrono::hours a_day{24};

KeyName key_of(std::int64_t person, ShopId shop = autojet, std::string retention = "customer", std::string group = "") {
    return {shop, PersonId{person}, std::move(retention), std::move(group)};
}

fs::perms permissions(const fs::path& path) {
    return fs::status(path).permissions();
}

class KeyFolder : public ::testing::Test {
protected:
    // Everything in the files of the key store.
    [[nodiscard]] std::string on_disk() const {
        std::string all;
        for (const auto& file : fs::directory_iterator(keys))
            all += folder.read("keys/" + file.path().filename().string());
        return all;
    }

    FolderForTests folder;
    const fs::path keys = folder / "keys";
};

TEST_F(KeyFolder, is_for_its_owner_alone) {
    const KeyStore store(keys);
    EXPECT_EQ(permissions(keys), fs::perms::owner_all);
    EXPECT_EQ(permissions(keys / "master.key"), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::file_size(keys / "master.key"), 32u);
}

TEST_F(KeyFolder, is_refused_when_others_may_read_the_master_key) {
    { const KeyStore store(keys); }
    for (const auto others : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
        fs::permissions(keys / "master.key", fs::perms::owner_read | fs::perms::owner_write | others);
        EXPECT_THROW(KeyStore{keys}, Broken);
    }
}

TEST_F(KeyFolder, is_refused_when_there_are_keys_but_no_master_key) {
    { const KeyStore store(keys); }
    fs::remove(keys / "master.key");
    EXPECT_THROW(KeyStore{keys}, Broken);
    EXPECT_FALSE(fs::exists(keys / "master.key")) << "a new one would bury the old keys";
}

TEST_F(KeyFolder, is_refused_when_the_master_key_is_cut_short) {
    { const KeyStore store(keys); }
    fs::resize_file(keys / "master.key", 31);
    EXPECT_THROW(KeyStore{keys}, Broken);
}

TEST_F(KeyFolder, opens_with_its_own_master_key_alone) {
    {
        KeyStore store(keys);
        (void)store.obtain(key_of(7), monday);
        (void)store.shop_key(autojet, "links", monday);
        store.make_durable();
    }
    const KeyStore elsewhere(folder / "other");
    fs::copy_file(folder / "other" / "master.key", keys / "master.key", fs::copy_options::overwrite_existing);
    KeyStore store(keys);
    EXPECT_THROW((void)store.find(key_of(7)), Broken);
    EXPECT_THROW((void)store.shop_key(autojet, "links", monday), Broken);
}

TEST_F(KeyFolder, holds_no_key_as_it_is) {
    KeyStore store(keys);
    const Key key = store.obtain(key_of(7), monday);
    const Key links = store.shop_key(autojet, "links", monday);
    store.make_durable();
    const std::string all = on_disk();
    EXPECT_NE(all.find("customer"), std::string::npos);
    for (const auto& secret : {key, links})
        EXPECT_EQ(all.find(std::string(secret.begin(), secret.end())), std::string::npos);
}

TEST_F(KeyFolder, gives_each_person_class_and_group_a_key_of_its_own) {
    KeyStore store(keys);
    const std::vector names{key_of(7),
                            key_of(8),
                            key_of(7, elders),
                            key_of(7, autojet, "contact"),
                            key_of(7, autojet, "accounts", "2026"),
                            key_of(7, autojet, "accounts", "2027")};
    std::set<Key> distinct;
    for (const auto& name : names) distinct.insert(store.obtain(name, monday));
    EXPECT_EQ(distinct.size(), names.size());
    store.make_durable();
    for (const auto& name : names) EXPECT_EQ(store.find(name), store.obtain(name, monday));
}

TEST_F(KeyFolder, keeps_a_key_from_the_moment_that_it_is_durable) {
    std::optional<Key> kept, lost;
    {
        KeyStore store(keys);
        kept = store.obtain(key_of(7), monday);
        EXPECT_EQ(store.find(key_of(7)), kept) << "waiting, and found already";
        store.make_durable();
        lost = store.obtain(key_of(8), monday);
        EXPECT_EQ(store.obtain(key_of(7), monday), *kept);
    }
    KeyStore store(keys);
    EXPECT_EQ(store.find(key_of(7)), kept);
    EXPECT_EQ(store.find(key_of(8)), std::nullopt);
    EXPECT_NE(store.obtain(key_of(8), monday), *lost);
}

TEST_F(KeyFolder, keeps_the_keys_of_a_shop_at_once_and_apart) {
    std::set<Key> distinct;
    {
        KeyStore store(keys);
        for (const auto shop : {autojet, elders})
            for (const auto* purpose : {"links", "index of email"})
                distinct.insert(store.shop_key(shop, purpose, monday));
    }
    EXPECT_EQ(distinct.size(), 4u);
    KeyStore store(keys);
    EXPECT_TRUE(distinct.contains(store.shop_key(autojet, "links", monday)));
    EXPECT_TRUE(distinct.contains(store.shop_key(elders, "index of email", monday)));
}

TEST_F(KeyFolder, is_swept_of_old_keys_of_nobody_in_this_shop) {
    KeyStore store(keys);
    (void)store.obtain(key_of(1), monday);
    (void)store.obtain(key_of(2), monday);
    (void)store.obtain(key_of(2, autojet, "contact"), monday);
    (void)store.obtain(key_of(3), monday + a_day);
    (void)store.obtain(key_of(2, elders), monday);
    store.make_durable();

    const auto knows_ada = [](PersonId person) { return person == PersonId{1}; };
    EXPECT_EQ(store.sweep_orphans(autojet, monday, knows_ada), 0u) << "not older than that";
    EXPECT_EQ(store.sweep_orphans(autojet, monday + a_day, knows_ada), 2u);
    EXPECT_TRUE(store.find(key_of(1)));
    EXPECT_FALSE(store.find(key_of(2)));
    EXPECT_FALSE(store.find(key_of(2, autojet, "contact")));
    EXPECT_TRUE(store.find(key_of(3))) << "too young";
    EXPECT_TRUE(store.find(key_of(2, elders))) << "of another shop";
    EXPECT_EQ(store.sweep_orphans(autojet, monday + a_day, knows_ada), 0u);
}

TEST_F(KeyFolder, forgets_a_person_of_one_class_for_good_and_nobody_else) {
    {
        KeyStore store(keys);
        for (const auto& name : {key_of(7), key_of(7, autojet, "accounts", "2026"), key_of(7, elders), key_of(8)})
            (void)store.obtain(name, monday);
        store.make_durable();
        (void)store.obtain(key_of(7, autojet, "customer", "waiting"), monday);
        store.shred(autojet, PersonId{7}, "customer", monday);
        EXPECT_FALSE(store.find(key_of(7)));
        store.make_durable();
    }
    KeyStore store(keys);
    EXPECT_FALSE(store.find(key_of(7)));
    EXPECT_FALSE(store.find(key_of(7, autojet, "customer", "waiting"))) << "nor what was not durable yet";
    EXPECT_TRUE(store.find(key_of(7, autojet, "accounts", "2026"))) << "policy K3: accounts outlive the customer";
    EXPECT_TRUE(store.find(key_of(7, elders)));
    EXPECT_TRUE(store.find(key_of(8)));
}

// Neither in free pages nor in the write-ahead log, where it would lie for as long as the program runs.
TEST_F(KeyFolder, leaves_no_trace_of_a_key_that_was_shredded_or_swept) {
    static constexpr std::string_view select = "SELECT wrapped FROM person_key ORDER BY person";
    KeyStore store(keys);
    for (const auto person : {7, 8}) (void)store.obtain(key_of(person), monday);
    store.make_durable();
    std::vector<std::string> wrapped;
    store::sqlite::connect((keys / "keys.db").string())->run(select, {}, [&](const store::Row& row) {
        const auto bytes = row.bytes(0);
        wrapped.emplace_back(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    });
    for (const auto& key : wrapped) ASSERT_NE(on_disk().find(key), std::string::npos);

    store.shred(autojet, PersonId{7}, "customer", monday);
    store.make_durable();
    EXPECT_EQ(on_disk().find(wrapped[0]), std::string::npos);
    ASSERT_EQ(store.sweep_orphans(autojet, monday + a_day, [](PersonId) { return false; }), 1u);
    EXPECT_EQ(on_disk().find(wrapped[1]), std::string::npos);
}

TEST_F(KeyFolder, shreds_at_once_for_all_who_ask_and_in_the_files_before_the_commit) {
    const auto a_copy = [this] {
        using Options = std::filesystem::copy_options;
        std::filesystem::copy(keys, folder / "copy", Options::overwrite_existing | Options::recursive);
        return KeyStore(folder / "copy").find(key_of(7));
    };
    KeyStore store(keys);
    (void)store.obtain(key_of(7), monday);
    store.make_durable();
    ASSERT_TRUE(store.find(key_of(7)));
    store.shred(autojet, PersonId{7}, "customer", monday);
    EXPECT_FALSE(store.find(key_of(7)));
    EXPECT_TRUE(store.is_erased(key_of(7)));
    EXPECT_TRUE(a_copy()) << "a crash here has erased nothing, and nobody was told so";
    store.make_durable();
    EXPECT_FALSE(a_copy());
}

TEST_F(KeyFolder, makes_a_key_anew_for_somebody_who_comes_back_in_the_moment_of_their_erasure) {
    KeyStore store(keys);
    const auto old = store.obtain(key_of(7), monday);
    store.make_durable();
    store.shred(autojet, PersonId{7}, "customer", monday);
    const auto anew = store.obtain(key_of(7), monday);
    EXPECT_NE(anew, old);
    store.make_durable();
    EXPECT_EQ(store.find(key_of(7)), anew);
    EXPECT_EQ(KeyStore(keys).find(key_of(7)), anew);
}

TEST_F(KeyFolder, remembers_in_numbers_what_was_erased_and_brings_it_back_from_no_copy) {
    const Erasure ada{autojet, PersonId{7}, "customer", "*", monday + a_day};
    const Erasure one_year{autojet, PersonId{8}, "accounts", "2026", monday + a_day};
    const auto make_keys = [](KeyStore& store) {
        for (const auto& name :
             {key_of(7), key_of(8), key_of(8, autojet, "accounts", "2026"), key_of(8, autojet, "accounts", "2027")})
            (void)store.obtain(name, monday);
        store.make_durable();
    };
    KeyStore store(keys);
    make_keys(store);
    store.shred(autojet, PersonId{7}, "customer", monday + a_day);
    store.shred_group(key_of(8, autojet, "accounts", "2026"), monday + a_day);
    store.make_durable();
    EXPECT_EQ(store.erasures(), (std::vector{ada, one_year}));
    EXPECT_TRUE(store.is_erased(key_of(7)));
    EXPECT_TRUE(store.is_erased(key_of(8, autojet, "accounts", "2026")));
    EXPECT_FALSE(store.is_erased(key_of(8, autojet, "accounts", "2027"))) << "policy K3: each year on its own";
    EXPECT_TRUE(store.find(key_of(8, autojet, "accounts", "2027")));
    EXPECT_TRUE(store.find(key_of(8)));

    KeyStore copy(folder / "copy");
    make_keys(copy);
    EXPECT_EQ(copy.replay(store.erasures()), 2u);
    EXPECT_FALSE(copy.find(key_of(7)));
    EXPECT_FALSE(copy.find(key_of(8, autojet, "accounts", "2026")));
    EXPECT_TRUE(copy.find(key_of(8)));
    EXPECT_EQ(copy.erasures(), store.erasures());
    EXPECT_EQ(copy.replay(store.erasures()), 0u) << "again changes nothing";
}

TEST_F(KeyFolder, replays_no_erasure_on_a_key_that_was_made_after_it) {
    KeyStore store(keys);
    (void)store.obtain(key_of(7), monday + a_day);
    store.make_durable();
    EXPECT_EQ(store.replay({{autojet, PersonId{7}, "customer", "*", monday}}), 0u);
    EXPECT_TRUE(store.find(key_of(7)));
    store.shred(autojet, PersonId{7}, "customer", monday);
    EXPECT_FALSE(store.find(key_of(7))) << "an erasure takes it, whatever the clock said";
    store.make_durable();
    EXPECT_EQ(store.erasures().back().at, monday + a_day);
}

TEST_F(KeyFolder, forgets_an_erasure_when_no_copy_can_bring_it_back_any_more) {
    KeyStore store(keys);
    store.shred(autojet, PersonId{7}, "customer", monday);
    store.shred(elders, PersonId{8}, "customer", monday);
    store.make_durable();
    EXPECT_EQ(store.forget_erasures(autojet, monday), 0u);
    EXPECT_EQ(store.forget_erasures(autojet, monday + a_day), 1u);
    EXPECT_EQ(store.erasures().size(), 1u) << "of the other shop";
}

TEST_F(KeyFolder, notes_the_keys_that_it_swept_as_erasures) {
    KeyStore store(keys);
    (void)store.obtain(key_of(2), monday);
    store.make_durable();
    ASSERT_EQ(store.sweep_orphans(autojet, monday + a_day, [](PersonId) { return false; }), 1u);
    EXPECT_EQ(store.erasures(), (std::vector{Erasure{autojet, PersonId{2}, "customer", "", monday + a_day}}));
}

}  // namespace
}  // namespace autojet::privacy
