#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace autojet {
namespace {

TEST(CitizenServiceNumber, is_found_however_it_is_written) {
    for (const auto* text : {"123456782", "BSN123456782", "mijn bsn is 123456782.", "123 456 782", "1234.56.782",
                             "123-456-782", "nr 111222333 bel 06-12345678", "06-12345678 123456782", "123456782 of 5",
                             "012345672", "123\u00A0456\u00A0782", "(123456782)"})
        EXPECT_TRUE(contains_citizen_service_number(text)) << text;
}

TEST(CitizenServiceNumber, other_numbers_are_left_alone) {
    for (const auto* text :
         {"", "12345678", "123456789", "000000000", "1234567820", "9123456782", "06 12345678", "+31 123456782",
          "+31(0)123456782", "0031 123 456 782", "+31 6 13906099", "NL123456782B01", "NL91ABNA0417164300", "54-JG-PV",
          "95113479", "123,456,782", "2026-12-01 09:00", "1322 AJ 63", "123456 km, 78 euro 2"})
        EXPECT_FALSE(contains_citizen_service_number(text)) << text;
}

RC_GTEST_PROP(CitizenServiceNumber, survives_any_text, (const std::string& text)) {
    RC_ASSERT(contains_citizen_service_number(text + " 123456782 !") ||
              text.find_first_of("0123456789+") != std::string::npos);
}

}  // namespace
}  // namespace autojet
