#include "base/plate.hpp"

#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

PlateNumber dutch(std::string_view text) {
    return PlateNumber::parse("NL", text).value();
}

TEST(PlateNumber, is_written_with_its_dashes) {
    using Pair = std::pair<const char*, const char*>;
    for (const auto& [written, shown] :
         {Pair{"ND0001", "ND-00-01"}, Pair{"00AD01", "00-AD-01"}, Pair{"54.JG.PV", "54-JG-PV"},
          Pair{"01GBB1", "01-GBB-1"}, Pair{"VXJ99N", "VXJ-99-N"}, Pair{"0001TJ", "00-01-TJ"},
          Pair{" gbb-01 b ", "GBB-01-B"}})
        EXPECT_EQ(dutch(written).display(), shown);
}

TEST(PlateNumber, key_has_six_upper_case_characters) {
    EXPECT_EQ(dutch("54-jg-pv").key(), "54JGPV");
    EXPECT_EQ(dutch("54-jg-pv"), dutch("54JGPV"));
    EXPECT_EQ(dutch("54-JG-PV").country(), "NL");
}

TEST(PlateNumber, every_series_is_known_by_its_shape) {
    const char* const plates[] = {"ND-99-99", "99-99-ND", "99-ND-99", "ND-99-ND", "ND-ND-99", "99-ND-ND", "99-NDN-9",
                                  "9-NDN-99", "ND-999-N", "N-999-ND", "NDN-99-N", "N-99-NDN", "9-ND-999", "999-ND-9"};
    int series = 0;
    for (const auto* plate : plates) {
        EXPECT_EQ(dutch(plate).series(), ++series) << plate;
        EXPECT_EQ(dutch(plate).display(), plate);
    }
}

TEST(PlateNumber, what_has_no_dutch_shape_is_refused) {
    for (const auto* text : {"X0X0X0", "DDD000", "222222", "ZZZZZZ", "54JGP", "54JGPVX", "54_JG_PV", "ß4JGPV",
                             "54-JG-Pı", "54-JG-ﬁ", "５４JGPV", "54JGPV\n1"}) {
        const auto plate = PlateNumber::parse("NL", text);
        ASSERT_FALSE(plate) << text;
        EXPECT_EQ(plate.error().reason, "not_a_plate");
        EXPECT_EQ(plate.error().field, "plate");
    }
    EXPECT_EQ(PlateNumber::parse("NL", " - ").error().reason, "required");
}

TEST(PlateNumber, special_plates_are_accepted) {
    using Pair = std::pair<const char*, const char*>;
    for (const auto& [written, shown] :
         {Pair{"AA01", "AA-01"}, Pair{"CDJ253", "CDJ-253"}, Pair{"BN1234", "BN-12-34"}, Pair{"GN1234", "GN-12-34"},
          Pair{"RC1234", "RC-12-34"}, Pair{"ZZ1234", "ZZ-12-34"}, Pair{"F1234", "F-12-34"}, Pair{"Z1234", "Z-12-34"},
          Pair{"GV1234", "GV-12-34"}}) {
        const auto plate = dutch(written);
        EXPECT_EQ(plate.display(), shown);
        EXPECT_EQ(plate.series(), std::nullopt);
        EXPECT_EQ(plate.kind(), PlateKind::special);
        EXPECT_FALSE(plate.unusual());
    }
}

TEST(PlateNumber, the_first_letter_hints_at_the_vehicle) {
    EXPECT_EQ(dutch("GBB-01-B").kind(), PlateKind::car);
    EXPECT_EQ(dutch("01-BBD-1").kind(), PlateKind::heavy);
    EXPECT_EQ(dutch("VXJ-99-N").kind(), PlateKind::light_commercial);
    EXPECT_EQ(dutch("MD-12-34").kind(), PlateKind::motorcycle);
    EXPECT_EQ(dutch("D-123-BD").kind(), PlateKind::moped);
    EXPECT_EQ(dutch("01-FBD-1").kind(), PlateKind::moped);
    EXPECT_EQ(dutch("12-WX-YZ").kind(), PlateKind::trailer);
    EXPECT_EQ(dutch("OB-12-BD").kind(), PlateKind::semi_trailer);
    EXPECT_EQ(dutch("FX-RH-11").kind(), PlateKind::car);
}

TEST(PlateNumber, letters_that_are_not_handed_out_are_a_warning_and_no_refusal) {
    for (const auto* text :
         {"01-GVD-1", "1-KKK-01", "PVV-01-X", "SS-12-34", "12-SD-34", "12-AB-BD", "12-QX-34", "CX-12-34", "OA-12-BD"})
        EXPECT_TRUE(dutch(text).unusual()) << text;
    for (const auto* text : {"ND-00-01", "00-AD-01", "54-JG-PV", "01-GBB-1", "VXJ-99-N", "OB-12-BD", "GV-DB-12"})
        EXPECT_FALSE(dutch(text).unusual()) << text;
}

TEST(PlateNumber, foreign_plates_are_kept_as_written) {
    const auto plate = PlateNumber::parse("de", " m-ab 1234 ").value();
    EXPECT_EQ(plate.country(), "DE");
    EXPECT_EQ(plate.display(), "M-AB 1234");
    EXPECT_EQ(plate.key(), "DE:MAB1234");
    EXPECT_EQ(plate.kind(), PlateKind::foreign);
    EXPECT_EQ(plate.series(), std::nullopt);
    EXPECT_FALSE(plate.unusual());
    EXPECT_NE(plate, PlateNumber::parse("BE", "M-AB 1234").value());
    EXPECT_TRUE(PlateNumber::parse("UA", "АА 1234 ВВ"));
}

TEST(PlateNumber, foreign_plates_have_limits_all_the_same) {
    EXPECT_EQ(PlateNumber::parse("DE", "1234567890123456").error().reason, "too_long");
    EXPECT_EQ(PlateNumber::parse("DE", "M\u202EAB").error().reason, "not_text");
    EXPECT_EQ(PlateNumber::parse("DE", "- -").error().reason, "required");
    for (const auto* country : {"", "N1", "NLDE", "Ñ", "N L"})
        EXPECT_EQ(PlateNumber::parse(country, "54JGPV").error().reason, "unknown_country") << country;
}

RC_GTEST_PROP(PlateNumber, comes_back_from_its_display, ()) {
    const auto country = *rc::gen::element<std::string>("NL", "D");
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"09bdGX -."}));
    const auto plate = PlateNumber::parse(country, text);
    if (!plate) return;
    const auto again = PlateNumber::parse(country, plate->display());
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == *plate);
    RC_ASSERT(again->display() == plate->display());
}

RC_GTEST_PROP(PlateNumber, dashes_do_not_matter, ()) {
    const auto text = *rc::gen::container<std::string>(6, rc::gen::elementOf(std::string{"09BDGNVX"}));
    const auto plate = PlateNumber::parse("NL", text);
    if (!plate) return;
    RC_ASSERT(plate->key() == text);
    RC_ASSERT(PlateNumber::parse("NL", plate->display())->key() == text);
    RC_ASSERT(plate->display().size() == 8u);
}

}  // namespace
}  // namespace autojet
