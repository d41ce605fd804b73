#include "privacy/key_rotation.hpp"

#include <gtest/gtest.h>

#include "base/result.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::privacy {
namespace {

namespace fs = std::filesystem;

constexpr ShopId autojet{1};
constexpr Instant monday{std::chrono::seconds{1'800'000'000}};
constexpr std::int64_t people = 1200;  // three transactions of person keys

KeyName key_of(std::int64_t person) {
    return {autojet, PersonId{person}, "customer", ""};
}

class Rotation : public ::testing::Test {
protected:
    Rotation() {
        KeyStore store(keys);
        for (std::int64_t n = 1; n <= people; ++n) before.push_back(store.obtain(key_of(n), monday));
        links = store.shop_key(autojet, "links", monday);
        store.make_durable();
    }
    void expect_all_keys() const {
        KeyStore store(keys);
        for (std::int64_t n = 1; n <= people; ++n)
            ASSERT_EQ(store.find(key_of(n)), before[static_cast<std::size_t>(n - 1)]) << n;
        EXPECT_EQ(store.shop_key(autojet, "links", monday), links);
    }
    [[nodiscard]] bool lies_somewhere(const std::string& bytes) const {
        for (const auto& file : fs::directory_iterator(keys))
            if (folder.read("keys/" + file.path().filename().string()).find(bytes) != std::string::npos) return true;
        return false;
    }

    store::FolderForTests folder;
    const fs::path keys = folder / "keys";
    std::vector<Key> before;
    Key links{};
};

TEST_F(Rotation, wraps_every_key_anew_and_destroys_the_old_master_key) {
    const auto old_master = folder.read("keys/master.key");
    const auto old_file = folder.read("keys/keys.db");
    KeyRotation rotation(keys);
    while (rotation.step()) {
    }
    EXPECT_EQ(rotation.count(), static_cast<std::size_t>(people) + 1);
    EXPECT_NE(folder.read("keys/master.key"), old_master);
    EXPECT_FALSE(lies_somewhere(old_master));
    for (const auto* name : {"master.next", "master.old"}) EXPECT_FALSE(fs::exists(keys / name));
}

TEST_F(Rotation, changes_no_key) {
    {
        KeyRotation rotation(keys);
        while (rotation.step()) {
        }
    }
    expect_all_keys();
}

// Abandoned after every number of steps, as a crash would.
TEST_F(Rotation, goes_on_from_wherever_it_was_interrupted) {
    int steps = 0;
    for (bool more = true; more; ++steps) {
        KeyRotation rotation(keys);
        more = false;
        for (int n = 0; n <= steps; ++n) more = rotation.step();
        if (more && (fs::exists(keys / "master.next") || fs::exists(keys / "master.old"))) {
            EXPECT_THROW(KeyStore{keys}, Broken) << "nobody works with keys of two masters";
        }
    }
    EXPECT_GT(steps, 5);
    expect_all_keys();
}

TEST_F(Rotation, goes_on_when_the_old_master_key_had_two_names) {
    {
        KeyRotation rotation(keys);
        (void)rotation.step();
    }
    fs::create_hard_link(keys / "master.key", keys / "master.old");
    {
        KeyRotation rotation(keys);
        while (rotation.step()) {
        }
    }
    expect_all_keys();
}

TEST_F(Rotation, makes_older_copies_of_the_keys_unreadable) {
    fs::create_directories(folder / "copy");
    fs::copy_file(keys / "keys.db", folder / "copy" / "keys.db");
    {
        KeyRotation rotation(keys);
        while (rotation.step()) {
        }
    }
    fs::copy_file(keys / "master.key", folder / "copy" / "master.key");
    KeyStore copy(folder / "copy");
    EXPECT_THROW((void)copy.find(key_of(1)), Broken);
}

TEST_F(Rotation, has_the_keys_for_itself) {
    {
        const KeyStore store(keys);
        EXPECT_THROW(KeyRotation{keys}, Broken);
    }
    const KeyRotation rotation(keys);
    EXPECT_THROW(KeyStore{keys}, Broken);
    EXPECT_THROW(KeyRotation{keys}, Broken);
}

TEST_F(Rotation, needs_keys) {
    EXPECT_THROW(KeyRotation{folder / "elsewhere"}, Broken);
    EXPECT_FALSE(fs::exists(folder / "elsewhere" / "master.key"));
}

}  // namespace
}  // namespace autojet::privacy
