#include "base/encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

using namespace std::string_literals;

TEST(Encoding, hex_is_lower_case_and_reads_both) {
    EXPECT_EQ(encode_hex("\x00\xFF\x10"s), "00ff10");
    EXPECT_EQ(decode_hex("00Ff10"), "\x00\xFF\x10"s);
    EXPECT_EQ(decode_hex("0"), std::nullopt);
    EXPECT_EQ(decode_hex("0g"), std::nullopt);
}

TEST(Encoding, base64url_follows_the_vectors_of_rfc_4648) {
    EXPECT_EQ(encode_base64url("f"), "Zg");
    EXPECT_EQ(encode_base64url("fo"), "Zm8");
    EXPECT_EQ(encode_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(encode_base64url("\xFB\xFF"), "-_8");
    for (const auto* wrong : {"Zg==", "Z", "Zh", "Zm9v+", "Zm9v/", "Zm 9v"})
        EXPECT_EQ(decode_base64url(wrong), std::nullopt);
}

TEST(Encoding, base32_reads_what_people_write) {
    EXPECT_EQ(encode_base32("\x00\x44\x32\x14\xC7"s),
              "0123456"
              "7");
    EXPECT_EQ(encode_base32("ABCDE").size(), 8u);
    EXPECT_EQ(decode_base32("oi2E-45 6l"), decode_base32("012E4561"));
    EXPECT_NE(decode_base32("012E4561"), std::nullopt);
    EXPECT_EQ(decode_base32("U1234567"), std::nullopt);
    EXPECT_EQ(decode_base32("1"), std::nullopt);
}

RC_GTEST_PROP(Encoding, every_value_comes_back, (const std::string& bytes)) {
    RC_ASSERT(decode_hex(encode_hex(bytes)) == bytes);
    RC_ASSERT(decode_base64url(encode_base64url(bytes)) == bytes);
    RC_ASSERT(decode_base32(encode_base32(bytes)) == bytes);
}

RC_GTEST_PROP(Encoding, a_value_has_one_spelling, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"AQgw-_Z9"}));
    const auto bytes = decode_base64url(text);
    if (bytes) RC_ASSERT(encode_base64url(*bytes) == text);
}

}  // namespace
}  // namespace autojet
