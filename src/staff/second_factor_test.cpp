#include "staff/second_factor.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "staff/accounts.hpp"
#include "staff/qr_code.hpp"
#include "staff/totp.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::staff {
namespace {

using tests::HouseForTests;

const std::string secret_of_the_rfc = "12345678901234567890";

Instant at(std::int64_t seconds) {
    return Instant{std::chrono::seconds{seconds}};
}

TEST(Totp, makes_the_codes_of_rfc_6238) {
    const std::vector<std::pair<std::int64_t, std::string>> vectors{
        {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
        {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (const auto& [seconds, code] : vectors) {
        EXPECT_EQ(totp_code(secret_of_the_rfc, totp_step(at(seconds)), 8), code) << seconds;
        EXPECT_EQ(totp_code(secret_of_the_rfc, totp_step(at(seconds))), code.substr(2)) << seconds;
    }
}

TEST(Totp, lets_a_clock_be_wrong_by_one_step_and_no_more) {
    const auto now = at(1234567890);
    for (int away = -2; away <= 2; ++away) {
        const auto code = totp_code(secret_of_the_rfc, totp_step(now) + away);
        EXPECT_EQ(matching_step(secret_of_the_rfc, code, now, 0).has_value(), std::abs(away) <= 1) << away;
    }
}

TEST(Totp, takes_no_code_twice_and_none_older_than_the_last) {
    const auto now = at(1234567890);
    const auto step = totp_step(now);
    const auto code = totp_code(secret_of_the_rfc, step);
    EXPECT_EQ(matching_step(secret_of_the_rfc, code, now, step - 1), step);
    EXPECT_FALSE(matching_step(secret_of_the_rfc, code, now, step));
    EXPECT_FALSE(matching_step(secret_of_the_rfc, totp_code(secret_of_the_rfc, step - 1), now, step));
    EXPECT_TRUE(matching_step(secret_of_the_rfc, totp_code(secret_of_the_rfc, step + 1), now, step));
}

TEST(Totp, takes_nothing_that_is_not_the_whole_code) {
    const auto now = at(1234567890);
    for (const std::string typed : {"", "005924 ", "05924", "0059240", "000000", "abcdef", "\xff\xff\xff\xff\xff\xff"})
        EXPECT_FALSE(matching_step(secret_of_the_rfc, typed, now, 0)) << typed;
}

TEST(Totp, writes_the_secret_as_apps_read_it) {
    EXPECT_EQ(totp_secret_text(secret_of_the_rfc), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    EXPECT_EQ(totp_secret_from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), secret_of_the_rfc);
    EXPECT_EQ(in_groups_of_four("GEZDGNBVGY3", ' '), "GEZD GNBV GY3");
    EXPECT_EQ(new_totp_secret().size(), 20U);
    EXPECT_NE(new_totp_secret(), new_totp_secret());
    EXPECT_EQ(totp_uri("GEZD", "Auto & Jet", "dee@autojet.test"),
              "otpauth://totp/Auto%20%26%20Jet:dee%40autojet.test?secret=GEZD&issuer=Auto%20%26%20Jet");
}

TEST(QrCode, is_a_picture_without_a_style_or_a_word_of_its_text) {
    const auto svg = qr_code_svg("otpauth://totp/x?secret=GEZD");
    EXPECT_TRUE(svg.starts_with("<svg "));
    EXPECT_TRUE(svg.ends_with("</svg>"));
    EXPECT_EQ(svg.find("style"), std::string::npos);
    EXPECT_EQ(svg.find("GEZD"), std::string::npos);
    EXPECT_NE(svg.find("M4 4h7v1h-7z"), std::string::npos) << "the finder pattern begins after a quiet zone of four";
    EXPECT_THROW(static_cast<void>(qr_code_svg(std::string(5000, 'x'))), Broken);
}

class SecondFactor : public ::testing::Test {
protected:
    SecondFactor() {
        account = house
                      .write([&](store::Tx& tx) -> Result<PersonId> {
                          const auto email = EmailAddress::parse("dee@autojet.test").value();
                          EXPECT_TRUE(staff::add(tx, house->vault, {"Dee", email, Role::owner, Language::en}));
                          return find_credentials(tx, house->vault, email)->account.id;
                      })
                      .value();
    }
    template <class F>
    auto with_warrant(F&& work) {
        policy::Openings openings;
        return house.write([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::staff_access>(
                tx, privacy::Actor::staff(account, privacy::every_purpose), {account}, openings);
            return work(tx, *warrant);
        });
    }
    // Switched on; the secret stays here as on a phone.
    RecoveryCodes switch_on() {
        EXPECT_TRUE(house.write([&](store::Tx& tx) { return begin_second_factor(tx, house->vault, account); }));
        auto codes = with_warrant([&](store::Tx& tx, const Warrant& warrant) {
            secret = totp_secret_from(find_new_secret(tx, house->vault, account)->open(warrant));
            return confirm_second_factor(tx, house->vault, warrant, account, code());
        });
        return codes.value();
    }
    std::string code() const { return totp_code(secret, totp_step(house.clock.now())); }
    bool is_right(const std::string& typed) {
        return with_warrant([&](store::Tx& tx, const Warrant& warrant) {
                   return check_second_factor(tx, house->vault, warrant, account, typed);
               })
            .has_value();
    }

    HouseForTests house;
    PersonId account;
    std::string secret;
};

TEST_F(SecondFactor, is_asked_only_when_a_code_of_the_app_has_confirmed_it) {
    const auto is_on = [&] { return house.read([&](store::Tx& tx) { return has_second_factor(tx, account); }); };
    EXPECT_TRUE(house.write([&](store::Tx& tx) { return begin_second_factor(tx, house->vault, account); }));
    EXPECT_FALSE(is_on());
    EXPECT_FALSE(is_right("000000"));
    switch_on();
    EXPECT_TRUE(is_on());
    EXPECT_EQ(house.write([&](store::Tx& tx) { return begin_second_factor(tx, house->vault, account); }).error().reason,
              "second_factor_on");
}

TEST_F(SecondFactor, takes_each_code_once_the_one_that_confirmed_it_too) {
    switch_on();
    EXPECT_FALSE(is_right(code()));
    house.clock.advance(std::chrono::seconds{30});
    EXPECT_TRUE(is_right(code().insert(3, " ")));
    EXPECT_FALSE(is_right(code()));
}

TEST_F(SecondFactor, has_ten_recovery_codes_that_work_once_each) {
    const auto codes = switch_on();
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_TRUE(is_right(codes[4]));
    EXPECT_FALSE(is_right(codes[4]));
    auto typed = codes[7];
    std::ranges::transform(typed, typed.begin(),
                           [](char letter) { return letter == '-' ? ' ' : std::tolower(letter); });
    EXPECT_TRUE(is_right(typed));
    EXPECT_EQ(house.read([&](store::Tx& tx) { return recovery_codes_left(tx, account); }), 8);
    house.write([&](store::Tx& tx) -> Result<RecoveryCodes> { return renew_recovery_codes(tx, house->vault, account); })
        .value();
    EXPECT_FALSE(is_right(codes[0]));
    for (const std::string other : {"", "0000-0000-0000-0000", "7K3M", "<script>"}) EXPECT_FALSE(is_right(other));
}

TEST_F(SecondFactor, neither_secret_nor_recovery_codes_can_be_read_from_the_files) {
    const auto codes = switch_on();
    EXPECT_FALSE(house.is_on_disk(secret));
    EXPECT_FALSE(house.is_on_disk(totp_secret_text(secret)));
    EXPECT_FALSE(house.is_on_disk(codes[0]));
    EXPECT_FALSE(house.is_on_disk(decode_base32(codes[0]).value()));
}

TEST_F(SecondFactor, goes_when_the_person_leaves) {
    switch_on();
    ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
        const auto bo = EmailAddress::parse("bo@autojet.test").value();
        EXPECT_TRUE(staff::add(tx, house->vault, {"Bo", bo, Role::owner, Language::en}));
        set_password(tx, find_credentials(tx, house->vault, bo)->account.id, "x");
        return depart(tx, house->vault, EmailAddress::parse("dee@autojet.test").value());
    }));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_second_factor WHERE shop = $1"), 0);
}

TEST_F(SecondFactor, is_reset_for_who_lost_everything_and_ends_what_is_signed_in) {
    const auto reset = [&](std::string_view address) {
        return house.write(
            [&](store::Tx& tx) { return reset_second_factor(tx, house->vault, EmailAddress::parse(address).value()); });
    };
    EXPECT_EQ(reset("dee@autojet.test").error().reason, "no_second_factor");
    EXPECT_EQ(reset("cy@autojet.test").error().reason, "unknown_account");
    switch_on();
    house.write([&](store::Tx& tx) -> Result<std::string> { return open_session(tx, account); }).value();
    EXPECT_TRUE(reset("dee@autojet.test"));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM session WHERE shop = $1"), 0);
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return has_second_factor(tx, account); }));
}

}  // namespace
}  // namespace autojet::staff
