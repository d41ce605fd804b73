#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "invoicing/check_digits.hpp"
#include "invoicing/iban.hpp"
#include "invoicing/kvk.hpp"
#include "invoicing/numbering.hpp"
#include "invoicing/quantity.hpp"
#include "invoicing/vat.hpp"
#include "invoicing/vat_number.hpp"

namespace autojet::invoicing {
namespace {

TEST(Vat, knows_the_rates_of_the_law_and_no_others) {
    EXPECT_EQ(parse_vat_treatment("21"), VatTreatment::standard);
    EXPECT_EQ(parse_vat_treatment(" 9 "), VatTreatment::reduced);
    EXPECT_EQ(parse_vat_treatment("0"), VatTreatment::zero);
    for (const auto treatment : all_vat_treatments) EXPECT_EQ(parse_vat_treatment(code(treatment)), treatment);
    for (const auto* text : {"", "6", "19", "20", "-21", "21%", "21.0", "2100", "Standard"}) {
        const auto refused = parse_vat_treatment(text, "lines[0].vat");
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().reason, "unknown_vat_rate");
        EXPECT_EQ(refused.error().field, "lines[0].vat");
    }
}

TEST(Vat, each_treatment_has_its_box_and_its_category) {
    EXPECT_EQ(return_box(VatTreatment::standard), "1a");
    EXPECT_EQ(return_box(VatTreatment::reduced), "1b");
    EXPECT_EQ(return_box(VatTreatment::zero), "1e");
    EXPECT_EQ(return_box(VatTreatment::reverse_charge), "1e");
    EXPECT_EQ(return_box(VatTreatment::reverse_charge, BuyerPlace::other_member_state), "3b");
    EXPECT_EQ(return_box(VatTreatment::small_business), "");
    EXPECT_EQ(category(VatTreatment::reduced), "S");
    EXPECT_EQ(category(VatTreatment::zero), "Z");
    EXPECT_EQ(category(VatTreatment::reverse_charge), "AE");
    EXPECT_EQ(category(VatTreatment::small_business), "E");
    EXPECT_EQ(percent(VatTreatment::reduced), "9");
    EXPECT_EQ(exemption_reason(VatTreatment::reverse_charge), "btw verlegd");
}

TEST(VatNumber, passes_modulo_97_or_the_eleven_test) {
    EXPECT_EQ(VatNumber::parse("NL005130382B90")->text(), "NL005130382B90");
    EXPECT_EQ(VatNumber::parse(" nl 0051.30.382.b90 ")->text(), "NL005130382B90");
    EXPECT_TRUE(VatNumber::parse("NL004495445B01"));  // of a legal person
    for (const auto* text : {"", "NL", "NL005130382B91", "NL005130383B90", "NL004495446B01", "NL000000000B01",
                             "NL005130382C90", "005130382B90", "NL05130382B90", "NL0051303829B90"})
        EXPECT_EQ(reason_of(VatNumber::parse(text)), "not_a_vat_number") << text;
}

TEST(VatNumber, of_another_member_state_has_its_prefix) {
    EXPECT_EQ(VatNumber::parse("DE136695976")->country(), "DE");
    EXPECT_EQ(VatNumber::parse("EL094259216")->country(), "GR");
    EXPECT_EQ(VatNumber::parse("XI123456789")->country(), "GB");
    for (const auto* text :
         {"ATU13585627", "BE0123456749", "CY10259033P", "CZ7103192745", "ESA13585625", "FR40303265045", "FRXX999999999",
          "IE6433435F", "IE6433435OA", "IE8D79739I", "LT290061371314", "RO11198699", "SE123456789701", "XIGD001"})
        EXPECT_EQ(VatNumber::parse(text)->text(), text);
    for (const auto* text : {"GB123456789", "US12345678", "GR094259216", "DE1", "DE1234567890123", "DEABCDEFGH", "DE12",
                             "DE13669597", "DE1366959760", "BE12345", "FR4030326504", "ATX13585627", "ES123", "RO0123",
                             "IE6433435", "DE12345+89", "DE\xC3\xA9"})
        EXPECT_EQ(reason_of(VatNumber::parse(text)), "not_a_vat_number") << text;
}

// The pair of check digits fits a number in one way (98 and 99 more may be 1 and 2 again); the eleven test asks for
// none.
RC_GTEST_PROP(VatNumber, of_a_sole_trader_has_its_own_check_digits, ()) {
    const auto nine = *rc::gen::inRange(1, 999'999'999);
    int accepted = 0;
    for (int pair = 0; pair < 100; ++pair) {
        const auto text =
            "NL" + std::to_string(1'000'000'000 + nine).substr(1) + "B" + std::to_string(100 + pair).substr(1);
        if (VatNumber::parse(text)) ++accepted;
    }
    RC_ASSERT(accepted == 1 || accepted == 2 || accepted == 100);
}

TEST(Iban, is_read_as_people_write_it) {
    const auto iban = Iban::parse(" nl91 abna 0417 1643 00 ");
    ASSERT_TRUE(iban);
    EXPECT_EQ(iban->text(), "NL91ABNA0417164300");
    EXPECT_EQ(iban->display(), "NL91 ABNA 0417 1643 00");
    EXPECT_TRUE(Iban::parse("DE89370400440532013000"));
    EXPECT_TRUE(Iban::parse("BE68539007547034"));
    EXPECT_TRUE(Iban::parse("GB29NWBK60161331926819"));
}

TEST(Iban, refuses_what_does_not_add_up) {
    for (const auto* text : {"", "NL", "NL92ABNA0417164300", "NL91ABNA041716430", "NL91ABNA04171643000",
                             "XX91ABNA0417164300", "NLABNA0417164300", "NL91ABNA04171643\xC2\xB3"})
        EXPECT_EQ(reason_of(Iban::parse(text)), "not_an_iban") << text;
}

TEST(Iban, of_the_wrong_length_is_refused_though_it_adds_up) {
    for (const std::size_t length : {17U, 18U, 19U}) {
        const std::string account = "37040044053201300012345";
        const auto digits = std::to_string(198 - modulo_97(account.substr(0, length) + "DE00")).substr(1);
        EXPECT_EQ(reason_of(Iban::parse("DE" + digits + account.substr(0, length))), length == 18 ? "" : "not_an_iban");
    }
}

RC_GTEST_PROP(Iban, one_wrong_sign_is_always_seen, ()) {
    std::string text = "NL91ABNA0417164300";
    const auto place = *rc::gen::inRange<std::size_t>(2, text.size());
    const auto sign = *rc::gen::elementOf(std::string{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"});
    RC_PRE(text[place] != sign);
    text[place] = sign;
    RC_ASSERT(reason_of(Iban::parse(text)) == "not_an_iban");
}

RC_GTEST_PROP(Iban, two_digits_changed_about_are_always_seen, ()) {
    std::string text = "NL91ABNA0417164300";
    const auto place = *rc::gen::inRange<std::size_t>(2, text.size() - 1);
    RC_PRE(text[place] != text[place + 1]);
    std::swap(text[place], text[place + 1]);
    RC_ASSERT(reason_of(Iban::parse(text)) == "not_an_iban");
}

TEST(KvkNumber, has_eight_digits) {
    EXPECT_EQ(KvkNumber::parse(" 1234 5678 ")->text(), "12345678");
    for (const auto* text : {"", "1234567", "123456789", "1234567a", "00000000"})
        EXPECT_EQ(reason_of(KvkNumber::parse(text)), "not_a_kvk_number") << text;
    EXPECT_TRUE(Oin::parse("00000001003214345000"));
    EXPECT_EQ(reason_of(Oin::parse("1234")), "not_an_oin");
}

TEST(Quantity, is_more_than_nothing_and_exact) {
    EXPECT_EQ(Quantity::parse("1,5")->thousandths(), 1500);
    EXPECT_EQ(Quantity::parse("0.125")->decimal(), "0.125");
    EXPECT_EQ(Quantity::parse("2.50")->decimal(), "2.5");
    EXPECT_EQ(Quantity::parse("2.50")->display(Language::nl), "2,5");
    EXPECT_EQ(Quantity{}.decimal(), "1");
    EXPECT_EQ(Quantity::parse("999999.999")->decimal(), "999999.999");
    for (const auto* text : {"", "0", "0.000", "-1", "+1", "1.", ".5", "1.2345", "1000000", "1e3", "1.000,5", "1 2"})
        EXPECT_EQ(reason_of(Quantity::parse(text)), "not_a_quantity") << text;
    EXPECT_EQ(reason_of(Quantity::of_thousandths(-1)), "not_a_quantity");
}

TEST(Quantity, knows_its_units_by_their_codes) {
    for (const auto unit : all_units) EXPECT_EQ(parse_unit(code(unit)), unit);
    EXPECT_EQ(code(Unit::piece), "C62");
    EXPECT_EQ(code(Unit::pair), "PR");
    EXPECT_EQ(reason_of(parse_unit("XYZ")), "unknown_unit");
}

TEST(InvoiceNumber, of_nine_digits_is_no_citizen_service_number) {
    EXPECT_EQ(InvoiceNumber::parse(" 111222333 ")->text(), "111222333");
    EXPECT_EQ(reason_of(InvoiceNumber::parse("")), "required");
    for (const auto* text : {"-1", "2026 0042", "2026-0042\n<", "a;b", "F\xC3\xA9"})
        EXPECT_EQ(reason_of(InvoiceNumber::parse(text)), "not_a_number") << text;
    EXPECT_EQ(reason_of(InvoiceNumber::parse(std::string(41, '1'))), "not_a_number");
}

TEST(SeriesNumber, is_written_in_one_way_only) {
    EXPECT_EQ((SeriesNumber{"", 2026, 42}.format().text()), "2026-0042");
    EXPECT_EQ((SeriesNumber{"C", 2026, 7}.format().text()), "C2026-0007");
    EXPECT_EQ((SeriesNumber{"", 2026, 12345}.format().text()), "2026-12345");
    for (const auto* text : {"", "2026", "2026-", "2026-42", "2026-00042", "2026-0000", "c2026-0007", "ABCD2026-0001",
                             "26-0042", "2026-0042 ", "2026--042", "2026-+042", "9999-0001"})
        EXPECT_EQ(reason_of(SeriesNumber::parse(text)), "not_a_number") << text;
    EXPECT_THROW((SeriesNumber{"", 2026, 0}.format()), Broken);
}

RC_GTEST_PROP(SeriesNumber, comes_back_from_its_text, ()) {
    const SeriesNumber number{*rc::gen::element(std::string{}, std::string{"C"}, std::string{"WEB"}),
                              *rc::gen::inRange(2000, 2101), *rc::gen::inRange<std::int64_t>(1, 1'000'000)};
    RC_ASSERT(SeriesNumber::parse(number.format().text()) == number);
}

}  // namespace
}  // namespace autojet::invoicing
