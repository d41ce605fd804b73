#include "base/email_address.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

TEST(EmailAddress, ordinary_addresses_pass) {
    for (const auto* text :
         {"ada@example.com", "a.b+c_d-e@sub.example.nl", "o'brien@example.ie", "1@2.co", "x@xn--bcher-kva.example"})
        EXPECT_TRUE(EmailAddress::parse(text)) << text;
}

TEST(EmailAddress, is_kept_as_written_and_found_in_lower_case) {
    const auto ada = EmailAddress::parse("  Ada.Lovelace@Example.COM ");
    EXPECT_EQ(ada->text(), "Ada.Lovelace@Example.COM");
    EXPECT_EQ(ada->key(), "ada.lovelace@example.com");
}

TEST(EmailAddress, what_is_none_is_refused) {
    for (const auto* text : {"",
                             "ada",
                             "@example.com",
                             "ada@",
                             "ada@example",
                             "ada@@example.com",
                             "ada@b@example.com",
                             ".ada@example.com",
                             "ada.@example.com",
                             "a..da@example.com",
                             "ada@-example.com",
                             "ada@example-.com",
                             "ada@example..com",
                             "ada@.com",
                             "ada@example.com.",
                             "ada@192.0.2.1",
                             "ada@[192.0.2.1]",
                             "a da@example.com",
                             "\"ada\"@example.com",
                             "ada@exa_mple.com",
                             "ada@example.com\nBcc: cy@example.com",
                             "<ada@example.com>",
                             "ada@example.com,cy@example.com",
                             "ada\xFF@example.com"}) {
        const auto address = EmailAddress::parse(text, "email");
        ASSERT_FALSE(address) << text;
        EXPECT_EQ(address.error().reason, "not_an_email");
        EXPECT_EQ(address.error().field, "email");
    }
}

TEST(EmailAddress, letters_outside_ascii_are_refused_by_name) {
    EXPECT_EQ(EmailAddress::parse("zoë@example.com").error().reason, "email_not_ascii");
    EXPECT_EQ(EmailAddress::parse("ada@bücher.example").error().reason, "email_not_ascii");
}

TEST(EmailAddress, lengths_follow_rfc_5321) {
    const std::string label(59, 'd');
    const auto domain = label + "." + label + "." + label + ".nl";
    EXPECT_TRUE(EmailAddress::parse(std::string(64, 'a') + "@" + domain));
    EXPECT_FALSE(EmailAddress::parse(std::string(65, 'a') + "@example.com"));
    EXPECT_FALSE(EmailAddress::parse("ada@" + std::string(64, 'd') + ".nl"));
    const auto longest = std::string(64, 'a') + "@" + label + "." + label + "." + label + "." + std::string(9, 'e');
    EXPECT_EQ(longest.size(), 254u);
    EXPECT_TRUE(EmailAddress::parse(longest));
    EXPECT_FALSE(EmailAddress::parse(longest + "e"));
}

RC_GTEST_PROP(EmailAddress, never_lets_a_header_be_injected, (const std::string& text)) {
    const auto address = EmailAddress::parse(text + "@example.com");
    if (address) RC_ASSERT(address->text().find_first_of("\r\n <>,;:\"") == std::string::npos);
}

}  // namespace
}  // namespace autojet
