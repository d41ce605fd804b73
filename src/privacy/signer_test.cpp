#include "privacy/signer.hpp"

#include <gtest/gtest.h>

#include "store/folder_for_tests.hpp"

namespace autojet::privacy {
namespace {

constexpr ShopId here{1};
constexpr ShopId there{2};
const Instant now{std::chrono::seconds{1'800'000'000}};

TEST(Signer, verifies_what_it_signed_and_nothing_else) {
    const store::FolderForTests folder;
    KeyStore keys(folder / "keys");
    Signer signer(keys);
    const auto signature = signer.sign(here, "receipt", "erased on Monday", now);
    EXPECT_TRUE(signer.verify(here, "receipt", "erased on Monday", signature, now));
    EXPECT_FALSE(signer.verify(here, "receipt", "erased on Tuesday", signature, now));
    EXPECT_FALSE(signer.verify(here, "checkpoint", "erased on Monday", signature, now));
    EXPECT_FALSE(signer.verify(there, "receipt", "erased on Monday", signature, now));
    EXPECT_FALSE(signer.verify(here, "receipt", "erased on Monday", "not a signature", now));
}

TEST(Signer, signs_with_the_same_key_after_a_restart) {
    const store::FolderForTests folder;
    std::string signature;
    {
        KeyStore keys(folder / "keys");
        signature = Signer(keys).sign(here, "receipt", "text", now);
    }
    KeyStore keys(folder / "keys");
    EXPECT_TRUE(Signer(keys).verify(here, "receipt", "text", signature, now));
}

TEST(Signer, shows_a_public_key_that_other_tools_read) {
    const store::FolderForTests folder;
    KeyStore keys(folder / "keys");
    const auto pem = Signer(keys).public_key_pem(here, now);
    EXPECT_TRUE(pem.starts_with("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"));
    EXPECT_NE(pem, Signer(keys).public_key_pem(there, now));
}

}  // namespace
}  // namespace autojet::privacy
