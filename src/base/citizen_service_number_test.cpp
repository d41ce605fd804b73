#include <random>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/phone.hpp"
#include "base/text.hpp"

namespace autojet {
namespace {

TEST(CitizenServiceNumber, is_found_however_it_is_written) {
    for (const auto* text : {"123456782", "BSN123456782", "mijn bsn is 123456782.", "123 456 782", "1234.56.782",
                             "123-456-782", "nr 111222333 bel 06-12345678", "06-12345678 123456782", "123456782 of 5",
                             "012345672", "123\u00A0456\u00A0782", "(123456782)", "1 2 3 4 5 6 7 8 2", "123/456/782",
                             "123 - 456 - 782", "123\n456\n782", "123_456_782", "1234  56  782", "123–456–782"})
        EXPECT_TRUE(contains_citizen_service_number(text)) << text;
}

TEST(CitizenServiceNumber, other_numbers_are_left_alone) {
    for (const auto* text :
         {"", "12345678", "123456789", "000000000", "1234567820", "9123456782", "06 12345678", "+31 123456782",
          "+31(0)123456782", "0031 123 456 782", "+31 6 13906099", "NL123456782B01", "NL91ABNA0417164300", "54-JG-PV",
          "95113479", "123,456,782", "2026-12-01 09:00", "1322 AJ 63", "123456 km, 78 euro 2"})
        EXPECT_FALSE(contains_citizen_service_number(text)) << text;
}

// Nine digits that pass the eleven test.
std::string number() {
    std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
    for (;;) {
        std::string digits;
        unsigned sum = 0;
        for (unsigned weight = 9; weight >= 2; --weight) {
            const auto digit = static_cast<unsigned>(random() % 10);
            digits += static_cast<char>('0' + digit);
            sum += weight * digit;
        }
        if (sum > 0 && sum % 11 < 10) return digits + static_cast<char>('0' + sum % 11);
    }
}

std::string split(const std::string& digits) {
    const auto separator = *rc::gen::element<std::string>("", " ", ".", "-", "/", " - ", "\u00A0", "  ");
    std::string text;
    for (std::size_t n = 0; n < digits.size(); ++n)
        text += (n > 0 && *rc::gen::arbitrary<bool>() ? separator : "") + digits[n];
    return text;
}

RC_GTEST_PROP(CitizenServiceNumber, duty_48_is_refused_in_every_text_and_however_it_is_split, ()) {
    const auto words = [] {
        return *rc::gen::element<std::string>("", "my number is ", "x", "Ada: ", "call me (now) ");
    };
    const auto typed = words() + split(number()) + *rc::gen::element<std::string>("", ".", " please", "!", " of 5");
    for (const auto presence : {Presence::required, Presence::optional})
        for (const auto& cleaned :
             {clean_line(typed, 200, "field", presence), clean_text(typed, 200, "field", presence)}) {
            RC_ASSERT(!cleaned);
            RC_ASSERT(cleaned.error().reason == "citizen_service_number");
            RC_ASSERT(cleaned.error().field == "field");
        }
}

// 06 12345672 and +31 12345672 hold the nine digits of a number that passes.
TEST(CitizenServiceNumber, duty_48_a_phone_number_is_no_citizen_service_number) {
    for (const auto* text : {"06 12345672", "0612345672", "+31612345672", "+31 6 12 34 56 72"}) {
        EXPECT_TRUE(clean_line(text, 100, "field")) << text;
        EXPECT_TRUE(PhoneNumber::parse(text)) << text;
    }
}

RC_GTEST_PROP(CitizenServiceNumber, survives_any_text, (const std::string& text)) {
    RC_ASSERT(contains_citizen_service_number(text + " 123456782 !") ||
              text.find_first_of("0123456789+") != std::string::npos);
}

}  // namespace
}  // namespace autojet
