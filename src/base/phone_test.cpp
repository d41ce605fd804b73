#include "base/phone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

std::string e164(std::string_view text) {
    return PhoneNumber::parse(text).value().e164();
}

TEST(PhoneNumber, one_number_has_many_spellings) {
    for (const auto* text : {"0612345678", "06-12345678", "0031612345678", "+31(0)6 12345678", "+31612345678",
                             "06 12 34 56 78", "06.1234.5678", "+31 6-12345678", "(06) 12345678", "+31 06 12345678",
                             " +31\u00A06\u201112345678 ", "0031 (0)6/12345678"})
        EXPECT_EQ(e164(text), "+31612345678") << text;
}

TEST(PhoneNumber, the_dutch_plan_knows_other_lengths) {
    EXPECT_EQ(e164("097012345678"), "+3197012345678");
    EXPECT_EQ(e164("0900-1234"), "+319001234");
    EXPECT_EQ(e164("0800 1234567"), "+318001234567");
    EXPECT_EQ(e164("036 123 45 67"), "+31361234567");
    EXPECT_EQ(e164("088-1234567"), "+31881234567");
}

TEST(PhoneNumber, foreign_numbers_need_eight_to_fifteen_digits) {
    EXPECT_EQ(e164("+32 470 12 34 56"), "+32470123456");
    EXPECT_EQ(e164("0049 (0)30 123456"), "+4930123456");
    EXPECT_EQ(e164("+1 (212) 555-0123"), "+12125550123");
    EXPECT_EQ(e164("+123456789012345"), "+123456789012345");
    EXPECT_FALSE(PhoneNumber::parse("+3212345"));
    EXPECT_FALSE(PhoneNumber::parse("+1234567890123456"));
    EXPECT_FALSE(PhoneNumber::parse("+0123456789"));
}

TEST(PhoneNumber, what_is_none_is_refused) {
    for (const auto* text : {"",
                             "0612",
                             "112",
                             "06123456789",
                             "061234567",
                             "0612345678 ext 5",
                             "0612345678x5",
                             "06-CALLADA",
                             "++31612345678",
                             "06+12345678",
                             "+",
                             "00",
                             "612345678",
                             "+31",
                             "+31 112",
                             "0000000000",
                             "0970123456",
                             "0900-12345",
                             "06١٢٣٤٥٦٧٨",
                             "\u202D0612345678",
                             "0612345678;0687654321",
                             "tel:0612345678"}) {
        const auto phone = PhoneNumber::parse(text);
        ASSERT_FALSE(phone) << text;
        EXPECT_EQ(phone.error().reason, "not_a_phone_number");
        EXPECT_EQ(phone.error().field, "phone");
    }
    EXPECT_FALSE(PhoneNumber::parse("0612345678" + std::string(10'000, ' ')));
}

TEST(PhoneNumber, outside_the_netherlands_the_country_must_be_given) {
    EXPECT_EQ(PhoneNumber::parse("0470123456", "BE").error().reason, "country_missing");
    EXPECT_TRUE(PhoneNumber::parse("+32470123456", "BE"));
}

TEST(PhoneNumber, is_shown_in_groups) {
    const auto shown = [](std::string_view text) { return PhoneNumber::parse(text).value().display(); };
    EXPECT_EQ(shown("0613906099"), "+31 6 13906099");
    EXPECT_EQ(shown("0361234567"), "+31 36 1234567");
    EXPECT_EQ(shown("0294123456"), "+31 294 123456");
    EXPECT_EQ(shown("0851234567"), "+31 85 1234567");
    EXPECT_EQ(shown("09001234"), "0900 1234");
    EXPECT_EQ(shown("+32470123456"), "+32470123456");
}

RC_GTEST_PROP(PhoneNumber, comes_back_from_key_and_display, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(4, 12);
    const auto digits = *rc::gen::container<std::string>(count, rc::gen::inRange('0', static_cast<char>('9' + 1)));
    const auto prefix = *rc::gen::element<std::string>("+", "+31", "00", "0", "06", "0900", "0970");
    const auto phone = PhoneNumber::parse(prefix + digits);
    if (!phone) return;
    RC_ASSERT(PhoneNumber::parse(phone->e164()).value() == *phone);
    RC_ASSERT(PhoneNumber::parse(phone->display()).value() == *phone);
    RC_ASSERT(phone->e164().size() <= 16u);
}

RC_GTEST_PROP(PhoneNumber, every_dutch_mobile_number_is_accepted, ()) {
    const auto digits = *rc::gen::container<std::string>(8, rc::gen::inRange('0', static_cast<char>('9' + 1)));
    RC_ASSERT(e164("06" + digits) == "+316" + digits);
    RC_ASSERT(e164("06-" + digits) == "+316" + digits);
}

}  // namespace
}  // namespace autojet
