#include "privacy/key_cache.hpp"

#include <gtest/gtest.h>

namespace autojet::privacy {
namespace {

constexpr ShopId autojet{1};
constexpr ShopId elders{2};

KeyName key_of(std::int64_t person, ShopId shop = autojet, std::string retention = "customer") {
    return {shop, PersonId{person}, std::move(retention), ""};
}
Key key_with(unsigned char first) {
    return Key{first};
}

TEST(KeyCache, gives_back_the_key_of_that_name_and_of_no_other) {
    KeyCache cache(16);
    EXPECT_FALSE(cache.find(key_of(0))) << "an empty place is nobody's";
    cache.keep(key_of(7), key_with(7));
    EXPECT_EQ(cache.find(key_of(7)), key_with(7));
    EXPECT_FALSE(cache.find(key_of(7, elders)));
    EXPECT_FALSE(cache.find(key_of(7, autojet, "accounts")));
    EXPECT_FALSE(cache.find(key_of(8)));
}

TEST(KeyCache, forgets_who_is_erased_and_nobody_else) {
    KeyCache cache(16);
    cache.keep(key_of(7), key_with(7));
    cache.forget(elders, PersonId{7});
    cache.forget(autojet, PersonId{8});
    EXPECT_TRUE(cache.find(key_of(7)));
    cache.forget(autojet, PersonId{7});
    EXPECT_FALSE(cache.find(key_of(7)));
}

TEST(KeyCache, keeps_no_more_keys_than_it_has_places) {
    KeyCache cache(16);
    for (std::int64_t person = 1; person <= 1000; ++person) cache.keep(key_of(person), key_with(1));
    int kept = 0;
    for (std::int64_t person = 1; person <= 1000; ++person) kept += cache.find(key_of(person)) ? 1 : 0;
    EXPECT_LE(kept, 16);
    EXPECT_TRUE(cache.find(key_of(1000))) << "the newest has made room for itself";
}

}  // namespace
}  // namespace autojet::privacy
