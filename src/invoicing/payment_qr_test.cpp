#include "invoicing/payment_qr.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"

namespace autojet::invoicing {
namespace {

PaymentRequest request() {
    return {.name = "Garage Dee",
            .iban = Iban::parse("NL91ABNA0417164300").value(),
            .amount = Money::of_cents(60'50),
            .text = "Factuur 111222333"};
}

TEST(PaymentQr, says_whom_to_pay_how_much_and_why) {
    EXPECT_EQ(payment_qr_text(request()),
              "BCD\n002\n1\nSCT\n\nGarage Dee\nNL91ABNA0417164300\nEUR60.50\n\n\nFactuur 111222333");
}

TEST(PaymentQr, ends_with_the_last_that_is_filled) {
    auto bare = request();
    bare.text.clear();
    EXPECT_EQ(payment_qr_text(bare), "BCD\n002\n1\nSCT\n\nGarage Dee\nNL91ABNA0417164300\nEUR60.50");
}

TEST(PaymentQr, keeps_amounts_within_what_banks_take) {
    auto one = request();
    for (const std::int64_t cents : {std::int64_t{1}, std::int64_t{99'999'999'999}}) {
        one.amount = Money::of_cents(cents);
        EXPECT_TRUE(payment_qr_text(one)) << cents;
    }
    for (const std::int64_t cents : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100'000'000'000}}) {
        one.amount = Money::of_cents(cents);
        EXPECT_EQ(reason_of(payment_qr_text(one)), "amount_out_of_range") << cents;
    }
}

TEST(PaymentQr, is_never_longer_than_a_code_can_hold) {
    auto one = request();
    one.name = std::string(70, 'n');
    one.text = std::string(140, 't');
    ASSERT_TRUE(payment_qr_text(one));
    EXPECT_LE(payment_qr_text(one)->size(), 331U);
    one.name += 'n';
    EXPECT_EQ(reason_of(payment_qr_text(one)), "too_long");
    one.name = "  ";
    EXPECT_EQ(reason_of(payment_qr_text(one)), "required");
    one.name = "Garage";
    one.text.clear();
    for (int i = 0; i < 140; ++i) one.text += "é";
    const auto refused = payment_qr_text(one);
    ASSERT_FALSE(refused) << refused->size();
    EXPECT_EQ(refused.error().field, "qr");
}

TEST(PaymentQr, has_no_lines_but_its_own) {
    auto one = request();
    one.name = "Garage\nNL92EVIL";
    EXPECT_EQ(reason_of(payment_qr_text(one)), "not_text");
    one.name = "Garage";
    one.text = "Factuur\n2026";
    EXPECT_EQ(reason_of(payment_qr_text(one)), "not_text");
}

}  // namespace
}  // namespace autojet::invoicing
