#include "base/qr_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/result.hpp"

namespace autojet {
namespace {

// The rings in three corners by which a camera finds it (ISO/IEC 18004, 6.3.3).
bool has_finder_at(const QrCode& code, std::size_t left, std::size_t top) {
    for (std::size_t y = 0; y < 7; ++y)
        for (std::size_t x = 0; x < 7; ++x) {
            const auto ring = std::min({x, y, 6 - x, 6 - y});
            if (code.dark.at((top + y) * code.across + left + x) != (ring != 1)) return false;
        }
    return true;
}

TEST(QrCode, is_square_with_finders_in_three_corners) {
    const auto code = qr_code_of("https://garage.example/q/1");
    ASSERT_GE(code.across, 21u);
    EXPECT_EQ(code.dark.size(), code.across * code.across);
    EXPECT_TRUE(has_finder_at(code, 0, 0));
    EXPECT_TRUE(has_finder_at(code, code.across - 7, 0));
    EXPECT_TRUE(has_finder_at(code, 0, code.across - 7));
    EXPECT_FALSE(has_finder_at(code, code.across - 7, code.across - 7));
}

TEST(QrCode, takes_any_bytes_but_not_any_number_of_them) {
    EXPECT_NE(qr_code_of(std::string_view("a\0b", 3)).dark, qr_code_of("a").dark);
    EXPECT_THROW(static_cast<void>(qr_code_of(std::string(5000, 'x'))), Broken);
}

}  // namespace
}  // namespace autojet
