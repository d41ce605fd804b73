#include "base/money.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

constexpr std::int64_t million_euros = 100'000'000;

rc::Gen<Money> amounts() {
    return rc::gen::map(rc::gen::inRange<std::int64_t>(-million_euros, million_euros), &Money::of_cents);
}

TEST(Money, rounds_half_up_to_the_cent) {
    EXPECT_EQ(round_half_up(20'124, 10), 2012);
    EXPECT_EQ(round_half_up(20'125, 10), 2013);
    EXPECT_EQ(round_half_up(-20'125, 10), -2013);
    EXPECT_EQ(round_half_up(-20'124, 10), -2012);
    EXPECT_EQ(round_half_up(1, 2), 1);
    EXPECT_EQ(round_half_up(0, 3), 0);
    EXPECT_THROW(round_half_up(1, 0), Broken);
}

TEST(Money, vat_differs_by_line_and_by_total) {
    const auto first = Money::of_cents(3750);
    const auto second = Money::of_cents(1250);
    EXPECT_EQ(first.vat_to_add(2100) + second.vat_to_add(2100), Money::of_cents(1051));
    EXPECT_EQ((first + second).vat_to_add(2100), Money::of_cents(1050));
}

TEST(Money, vat_is_found_inside_a_price) {
    EXPECT_EQ(Money::of_cents(12'100).vat_included_part(2100), Money::of_cents(2100));
    EXPECT_EQ(Money::of_cents(4900).vat_included_part(2100), Money::of_cents(850));
    EXPECT_EQ(Money::of_cents(10'900).vat_included_part(900), Money::of_cents(900));
    EXPECT_EQ(Money::of_cents(4900).vat_included_part(0), Money{});
}

TEST(Money, reads_what_people_and_machines_write) {
    EXPECT_EQ(Money::parse("49.00"), Money::of_cents(4900));
    EXPECT_EQ(Money::parse(" 49,05 "), Money::of_cents(4905));
    EXPECT_EQ(Money::parse("49"), Money::of_cents(4900));
    EXPECT_EQ(Money::parse("-0.50"), Money::of_cents(-50));
    EXPECT_EQ(Money::parse("9999999999999.99"), Money::of_cents(999'999'999'999'999));
}

TEST(Money, refuses_what_could_be_read_in_two_ways) {
    for (const auto* text : {"", "-", ".", ".50", "49.", "49.5", "49.000", "1.234", "1.234,50", "€49", "+49", "4 9",
                             "--1", "1e3", "0x10", "49.-5", "49.00.00", "10000000000000"}) {
        const auto amount = Money::parse(text, "price");
        ASSERT_FALSE(amount) << text;
        EXPECT_EQ(amount.error().reason, "not_an_amount");
        EXPECT_EQ(amount.error().field, "price");
    }
}

TEST(Money, is_written_as_each_language_does) {
    EXPECT_EQ(Money::of_cents(4900).decimal(), "49.00");
    EXPECT_EQ(Money::of_cents(-5).decimal(), "-0.05");
    EXPECT_EQ(Money::of_cents(4900).display(Language::nl), "€\u00A049,00");
    EXPECT_EQ(Money::of_cents(4900).display(Language::en), "€49.00");
    EXPECT_EQ(Money::of_cents(123'456'789).display(Language::nl), "€\u00A01.234.567,89");
    EXPECT_EQ(Money::of_cents(-124'900).display(Language::en), "-€1,249.00");
    EXPECT_EQ(Money::of_cents(-1250).display(Language::nl), "€\u00A0-12,50");
}

TEST(Money, throws_rather_than_wraps) {
    const auto most = Money::of_cents(std::numeric_limits<std::int64_t>::max());
    const auto least = Money::of_cents(std::numeric_limits<std::int64_t>::min());
    EXPECT_THROW(most + Money::of_cents(1), Broken);
    EXPECT_THROW(least - Money::of_cents(1), Broken);
    EXPECT_THROW(-least, Broken);
    EXPECT_THROW(most * 2, Broken);
    EXPECT_THROW(most.vat_to_add(2100), Broken);
    EXPECT_EQ(least.decimal(), "-92233720368547758.08");
    EXPECT_EQ(round_half_up(std::numeric_limits<std::int64_t>::min(), 1), std::numeric_limits<std::int64_t>::min());
}

RC_GTEST_PROP(Money, comes_back_from_its_decimal, ()) {
    const auto amount = *amounts();
    RC_ASSERT(Money::parse(amount.decimal()) == amount);
}

RC_GTEST_PROP(Money, adds_like_whole_numbers, ()) {
    const auto a = *amounts();
    const auto b = *amounts();
    const auto c = *amounts();
    RC_ASSERT(a + b == b + a);
    RC_ASSERT((a + b) + c == a + (b + c));
    RC_ASSERT(a - b == a + -b);
    RC_ASSERT(a + a + a == a * 3);
    RC_ASSERT(a - a == Money{});
    RC_ASSERT((a < b) == (a.cents() < b.cents()));
}

RC_GTEST_PROP(Money, a_portion_is_never_more_than_half_a_cent_off, ()) {
    const auto amount = *amounts();
    const auto part = *rc::gen::inRange<std::int64_t>(0, 10'000);
    const auto whole = *rc::gen::inRange<std::int64_t>(1, 20'000);
    const auto off = amount.portion_half_up(part, whole).cents() * whole - amount.cents() * part;
    RC_ASSERT(2 * (off < 0 ? -off : off) <= whole);
}

RC_GTEST_PROP(Money, a_credit_mirrors_its_invoice, ()) {
    const auto amount = *amounts();
    const auto rate = *rc::gen::element(0, 900, 2100);
    RC_ASSERT((-amount).vat_included_part(rate) == -amount.vat_included_part(rate));
    RC_ASSERT((-amount).vat_to_add(rate) == -amount.vat_to_add(rate));
}

RC_GTEST_PROP(Money, vat_inside_a_price_is_the_vat_on_its_net_amount, ()) {
    const auto net = *amounts();
    const auto rate = *rc::gen::element(0, 900, 2100);
    const auto vat = net.vat_to_add(rate);
    RC_ASSERT((net + vat).vat_included_part(rate) == vat);
}

}  // namespace
}  // namespace autojet
