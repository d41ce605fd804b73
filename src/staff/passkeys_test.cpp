#include "staff/passkeys.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/json.hpp"
#include "staff/accounts.hpp"
#include "staff/authenticator_for_tests.hpp"
#include "staff/passkey_request.hpp"
#include "staff/sign_in.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::staff {
namespace {

using tests::Answer;
using tests::Browser;
using tests::Fields;

const std::string password = "a rainbow over Almere";
const RelyingParty here{"http://autojet.test", "autojet.test"};

Fields operator+(Fields left, const Fields& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

class Passkeys : public ::testing::Test {
protected:
    Passkeys() {
        sign_in.module().add_routes(router);
        router.add(http::Method::get, "/desk/day",
                   desk.guarded([](http::Request&, const Account&) { return http::text("the day"); }));
        join(dee, "Dee", "dee@autojet.test");
    }
    void join(Browser& browser, const std::string& name, const std::string& email, ShopId shop = ShopId{1}) {
        const auto link = house->database.write(shop, [&](store::Tx& tx) {
            return staff::add(tx, house->vault, {name, EmailAddress::parse(email).value(), Role::owner, Language::en});
        });
        EXPECT_EQ(browser.post(link.value(), {{"password", password}, {"password_again", password}}).status, 303);
    }
    static std::string challenge(Browser& browser, const std::string& url, const Fields& fields = {}) {
        const auto asked = http::parse_json(browser.post(url, fields).body).value();
        return std::string(asked.at("challenge").as_string());
    }
    static std::string challenge_at_the_door(Browser& browser) {
        return challenge(browser, "/desk/sign-in/passkey/challenge");
    }
    // Adds the phone to the account that this browser is signed in with.
    Answer add(Browser& browser, Authenticator& device, const Fields& more = {{"password", password}},
               const Ceremonial& how = {.type = "webauthn.create"}) {
        const auto asked =
            http::parse_json(browser.post("/desk/account/passkeys/challenge", {{"ceremony", "registration"}}).body)
                .value();
        device.handle = decode_base64url(asked.at("user").as_object().at("id").as_string()).value();
        const auto fields = device.make(std::string(asked.at("challenge").as_string()), how);
        return browser.post("/desk/account/passkeys", fields + more + Fields{{"name", "Phone"}});
    }
    Answer enter(Browser& browser, Authenticator& device, const Ceremonial& how = {}) {
        ++device.counter;
        return browser.post("/desk/sign-in/passkey", device.use(challenge_at_the_door(browser), how));
    }
    Browser stranger() { return {house, router}; }
    std::string link_of(Browser& browser) {
        const auto body = browser.get("/desk/account").body;
        const auto at = body.find("/desk/account/passkeys/", body.find("session-list"));
        return body.substr(at, body.find('"', at) - at);
    }

    tests::HouseForTests house;
    Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    SignIn sign_in{*house, desk};
    http::Router router;
    Browser dee{house, router};
    Authenticator phone;
};

TEST_F(Passkeys, sign_in_alone_and_the_session_says_so) {
    const auto added = add(dee, phone);
    EXPECT_TRUE(added.shows("recovery-list")) << "the first second step brings codes for a bad day";
    auto tablet = stranger();
    const auto entered = enter(tablet, phone);
    EXPECT_EQ(entered.location, "/desk/day");
    EXPECT_EQ(tablet.get("/desk/day").body, "the day");
    const auto account = dee.get("/desk/account");
    EXPECT_TRUE(account.shows("with a passkey"));
    EXPECT_TRUE(account.shows("Phone"));
    EXPECT_TRUE(account.shows("last used on"));
    EXPECT_FALSE(house.is_on_disk("Phone"));
    EXPECT_FALSE(house.is_on_disk(phone.id));
    EXPECT_FALSE(house.is_on_disk(encode_base64url(phone.id)));
}

TEST_F(Passkeys, are_the_second_step_after_the_password) {
    add(dee, phone);
    auto tablet = stranger();
    const auto half =
        tablet.post("/desk/sign-in", {{"email", "dee@autojet.test"}, {"password", password}, {"next", "/desk/day"}});
    EXPECT_EQ(half.location, "/desk/sign-in/code?next=%2Fdesk%2Fday");
    EXPECT_EQ(tablet.get("/desk/day").status, 303) << "the password alone opens nothing any more";
    EXPECT_TRUE(tablet.get("/desk/sign-in/code").shows("Use a passkey"));
    const auto asked =
        http::parse_json(tablet.post("/desk/sign-in/passkey/challenge", {{"step", "second"}}).body).value();
    EXPECT_EQ(asked.at("credentials").as_array().at(0).as_string(), encode_base64url(phone.id));
    phone.counter = 1;
    phone.handle.clear();  // browsers may leave it out when they were told which one to use
    const Fields step{{"step", "second"}, {"next", "/desk/day"}};
    EXPECT_EQ(
        tablet.post("/desk/sign-in/passkey", phone.use(std::string(asked.at("challenge").as_string())) + step).location,
        "/desk/day");
    EXPECT_EQ(tablet.get("/desk/day").body, "the day");
}

TEST_F(Passkeys, tell_nobody_at_the_door_which_there_are) {
    add(dee, phone);
    auto cy = stranger();
    const auto asked = http::parse_json(cy.post("/desk/sign-in/passkey/challenge", {{"step", "second"}}).body).value();
    EXPECT_TRUE(asked.at("credentials").as_array().empty());
    EXPECT_FALSE(asked.contains("user"));
}

struct Forgery {
    std::string what;
    std::function<void(Ceremonial&, Authenticator&)> change;
};

TEST_F(Passkeys, are_refused_when_anything_about_them_is_wrong) {
    add(dee, phone);
    const std::string handle = phone.handle;
    const std::vector<Forgery> forgeries{
        {"another origin", [](Ceremonial& how, Authenticator&) { how.origin = "http://autojet.test.evil.example"; }},
        {"another scheme", [](Ceremonial& how, Authenticator&) { how.origin = "https://autojet.test"; }},
        {"a name of another site", [](Ceremonial& how, Authenticator&) { how.rp_id = "evil.example"; }},
        {"a frame of another site", [](Ceremonial& how, Authenticator&) { how.more = "\"crossOrigin\":true"; }},
        {"another ceremony", [](Ceremonial& how, Authenticator&) { how.type = "webauthn.create"; }},
        {"nobody was there", [](Ceremonial& how, Authenticator&) { how.flags = 0x04; }},
        {"nobody was verified", [](Ceremonial& how, Authenticator&) { how.flags = 0x01; }},
        {"the handle of another account", [](Ceremonial&, Authenticator& device) { device.handle[0] ^= 1; }},
        {"no handle", [](Ceremonial&, Authenticator& device) { device.handle.clear(); }},
        {"an unknown credential", [](Ceremonial&, Authenticator& device) { device.id += "!"; }},
        {"a counter that went back", [](Ceremonial&, Authenticator& device) { device.counter = 0; }},
    };
    auto right = stranger();
    phone.counter = 40;
    EXPECT_EQ(enter(right, phone).status, 303);
    const auto counter = phone.counter;
    for (const auto& forgery : forgeries) {
        auto cy = stranger();
        Ceremonial how;
        phone.counter = counter;
        phone.handle = handle;
        phone.id = Authenticator().id;
        const auto asked = challenge_at_the_door(cy);
        phone.counter = counter + 1;
        forgery.change(how, phone);
        const auto refused = cy.post("/desk/sign-in/passkey", phone.use(asked, how));
        EXPECT_EQ(refused.status, 401) << forgery.what;
        EXPECT_TRUE(refused.shows("role=\"alert\"")) << forgery.what;
        EXPECT_EQ(cy.get("/desk/day").status, 303) << forgery.what;
        EXPECT_FALSE(cy.cookie("autojet_desk")) << forgery.what;
    }
}

TEST_F(Passkeys, of_another_device_with_the_same_number_do_not_sign) {
    add(dee, phone);
    Authenticator copy;
    copy.handle = phone.handle;
    copy.counter = 5;
    auto cy = stranger();
    const auto refused = enter(cy, copy);
    EXPECT_EQ(refused.status, 401);
    EXPECT_TRUE(refused.shows("This passkey is not right."));
}

TEST_F(Passkeys, that_may_have_a_copy_are_told_to_their_owner_and_noted) {
    add(dee, phone);
    auto tablet = stranger();
    phone.counter = 6;
    EXPECT_EQ(enter(tablet, phone).status, 303);
    auto cy = stranger();
    phone.counter = 3;
    EXPECT_TRUE(enter(cy, phone).shows("This passkey may have been copied"));
    EXPECT_TRUE(dee.get("/desk/account").shows("There may be a copy of it."));
    const auto ledger = house.ledger();
    EXPECT_TRUE(std::ranges::any_of(
        ledger, [](const std::string& line) { return line.find(passkey_suspected) != std::string::npos; }));
}

TEST_F(Passkeys, answer_a_challenge_once_in_the_browser_that_asked_and_within_five_minutes) {
    add(dee, phone);
    auto tablet = stranger();
    ++phone.counter;
    const auto answer = phone.use(challenge_at_the_door(tablet));
    EXPECT_EQ(tablet.post("/desk/sign-in/passkey", answer).status, 303);
    auto again = stranger();
    EXPECT_TRUE(again.post("/desk/sign-in/passkey", answer).shows("This took too long, or it was used already."));

    auto other = stranger();
    other.set_cookie("autojet_form", "another browser");
    ++phone.counter;
    EXPECT_EQ(other.post("/desk/sign-in/passkey", phone.use(challenge_at_the_door(again))).status, 401);

    (void)challenge_at_the_door(again);
    const auto late = challenge_at_the_door(again);
    house.clock.advance(std::chrono::minutes{5});
    EXPECT_EQ(again.post("/desk/sign-in/passkey", phone.use(late)).status, 401);
    EXPECT_EQ(enter(again, phone).status, 303);

    const auto for_adding = challenge(dee, "/desk/account/passkeys/challenge", {{"ceremony", "registration"}});
    EXPECT_EQ(again.post("/desk/sign-in/passkey", phone.use(for_adding)).status, 401);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM passkey_challenge WHERE shop = $1"), 0) << "old ones are forgotten";
}

TEST_F(Passkeys, of_one_shop_are_unknown_at_the_other) {
    add(dee, phone);
    Browser there(house, router, house.other_shop());
    Ceremonial how;
    const auto& url = house->shops.load(house.other_shop()).url;
    how.origin = url;
    how.rp_id = url.substr(url.find("//") + 2);
    EXPECT_TRUE(enter(there, phone, how).shows("We do not know this passkey."));
}

TEST_F(Passkeys, are_added_only_by_who_proves_to_be_the_one_who_is_signed_in) {
    EXPECT_TRUE(add(dee, phone, {}).shows("This is not your password."));
    EXPECT_TRUE(add(dee, phone, {{"password", "another rainbow over"}}).shows("This is not your password."));
    EXPECT_EQ(add(dee, phone, {{"password", password}}, {.type = "webauthn.create", .flags = 0x01}).status, 422);
    EXPECT_EQ(
        add(dee, phone, {{"password", password}}, {.origin = "http://evil.example", .type = "webauthn.create"}).status,
        422);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_passkey WHERE shop = $1"), 0);
    EXPECT_EQ(add(dee, phone).status, 200);

    Authenticator key;
    key.id = "a second one";
    EXPECT_EQ(add(dee, key).status, 422) << "the password alone is not enough any more";
    ++phone.counter;
    const auto confirmed =
        phone.use(challenge(dee, "/desk/account/passkeys/challenge", {{"ceremony", "confirmation"}}));
    EXPECT_EQ(add(dee, key, confirmed).location, "/desk/account?done=1");
    ++phone.counter;
    const auto once_more =
        phone.use(challenge(dee, "/desk/account/passkeys/challenge", {{"ceremony", "confirmation"}}));
    EXPECT_TRUE(add(dee, key, once_more).shows("This passkey was added already."));
    auto tablet = stranger();
    EXPECT_EQ(enter(tablet, key).status, 303);
}

TEST_F(Passkeys, are_renamed_and_removed_by_their_owner_alone) {
    const auto codes_page = add(dee, phone).body;
    const auto at = codes_page.find("<li>") + 4;
    const auto recovery = codes_page.substr(at, codes_page.find('<', at) - at);
    const auto link = link_of(dee);
    Browser bea{house, router};
    join(bea, "Bea", "bea@autojet.test");
    EXPECT_EQ(bea.get(link).status, 404);
    EXPECT_EQ(bea.post(link + "/removal", {{"password", password}}).status, 404);
    EXPECT_EQ(bea.post(link + "/name", {{"name", "Mine"}}).status, 404);

    EXPECT_EQ(dee.post(link + "/name", {{"name", ""}}).status, 422);
    EXPECT_EQ(dee.post(link + "/name", {{"name", "Ring"}}).location, "/desk/account?done=1");
    EXPECT_TRUE(dee.get("/desk/account").shows("Ring"));
    EXPECT_TRUE(dee.get(link).shows("your password alone opens everything"));
    EXPECT_EQ(dee.post(link + "/removal", {{"password", password}}).status, 422);
    EXPECT_EQ(dee.post(link + "/removal", {{"password", password}, {"code", recovery}}).status, 303);
    auto tablet = stranger();
    EXPECT_TRUE(enter(tablet, phone).shows("We do not know this passkey."));
    EXPECT_EQ(tablet.post("/desk/sign-in", {{"email", "dee@autojet.test"}, {"password", password}}).location,
              "/desk/day");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_recovery WHERE shop = $1"), 0);
}

TEST_F(Passkeys, go_when_the_owner_of_the_machine_resets_the_account_or_the_colleague_leaves) {
    for (const auto reset : {true, false}) {
        EXPECT_EQ(add(dee, phone).status, 200);
        Browser bea{house, router};
        join(bea, "Bea", reset ? "bea@autojet.test" : "bo@autojet.test");
        const auto email = EmailAddress::parse("dee@autojet.test").value();
        EXPECT_TRUE(house.write([&](store::Tx& tx) {
            return reset ? reset_second_factor(tx, house->vault, email) : depart(tx, house->vault, email);
        }));
        EXPECT_EQ(dee.get("/desk/day").status, 303);
        auto tablet = stranger();
        EXPECT_EQ(enter(tablet, phone).status, 401);
        dee.post("/desk/sign-in", {{"email", "dee@autojet.test"}, {"password", password}});
    }
}

TEST_F(Passkeys, are_tried_ten_times_in_ten_minutes) {
    add(dee, phone);
    phone.handle[0] ^= 1;
    auto cy = stranger();
    for (int n = 0; n < 9; ++n) EXPECT_EQ(enter(cy, phone).status, 401) << n;
    EXPECT_EQ(enter(cy, phone).status, 429) << "adding it was a try as well";
}

TEST(Passkey, is_bound_to_a_name_and_not_to_a_number) {
    for (const std::string id : {"autojet.test", "localhost", "1.autojet.test"}) EXPECT_TRUE(is_name({"", id})) << id;
    for (const std::string id : {"127.0.0.1", "[::1]", ""}) EXPECT_FALSE(is_name({"", id})) << id;
}

TEST(Passkey, takes_es256_and_nothing_that_is_no_passkey) {
    const Authenticator device;
    const auto made = check_new_passkey({"", device.new_data({})}, here);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->id, device.id);
    EXPECT_EQ(made->key.algorithm, Algorithm::es256);
    EXPECT_EQ(made->key.bytes.size(), 64U);
    for (const std::string garbage : {"", "{}", "\xA0"})
        EXPECT_EQ(check_new_passkey({"", garbage}, here).error().reason, "malformed_passkey");
    for (const std::string json : {"", "[]", "{", R"({"type":"webauthn.get","origin":"http://autojet.test"})"})
        EXPECT_EQ(challenge_of(json, Ceremony::sign_in, here).error().reason, "malformed_passkey") << json;
}

TEST(Passkey, signs_with_ed25519_too) {
    std::string public_key(crypto_sign_PUBLICKEYBYTES, '\0');
    std::string secret_key(crypto_sign_SECRETKEYBYTES, '\0');
    const auto bytes = [](std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); };
    crypto_sign_keypair(bytes(public_key), bytes(secret_key));
    const Authenticator device;
    auto data = device.new_data({});
    data = data.substr(0, data.find(device.id) + device.id.size()) + "\xA4\x01\x01\x03\x27\x20\x06\x21\x58\x20" +
           public_key;
    const auto made = check_new_passkey({"", data}, here);
    ASSERT_TRUE(made) << made.error().reason;
    EXPECT_EQ(made->key.algorithm, Algorithm::eddsa);

    const std::string client = Authenticator::client_data("x", {});
    auto used = data.substr(0, 37);
    used[32] = 0x05;
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(bytes(hash), reinterpret_cast<const unsigned char*>(client.data()), client.size());
    auto message = used + hash;
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(bytes(signature), nullptr, bytes(message), message.size(), bytes(secret_key));
    EXPECT_TRUE(check_signature({"", client, used, signature, ""}, made->key, 0, here));
    signature[3] ^= 1;
    EXPECT_EQ(check_signature({"", client, used, signature, ""}, made->key, 0, here).error().reason, "wrong_signature");
}

RC_GTEST_PROP(Passkey, of_changed_bytes_is_refused_or_read_and_never_more, ()) {
    static const auto whole = Authenticator().new_data({});
    auto data = whole;
    for (int changes = *rc::gen::inRange(1, 6); changes > 0; --changes)
        data[*rc::gen::inRange<std::size_t>(37, data.size())] = *rc::gen::arbitrary<char>();
    data.resize(*rc::gen::inRange<std::size_t>(0, data.size() + 1));
    const auto made = check_new_passkey(NewPasskeyAnswer{"", data}, here);
    RC_ASSERT(!made || (!made->id.empty() && !made->key.bytes.empty()));
}

}  // namespace
}  // namespace autojet::staff
