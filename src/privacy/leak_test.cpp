// Handlers that leak, on a real server that settles each visit as the program does (app/server.cpp): shows that the
// locks refuse what a careless page would give away.
#include <gtest/gtest.h>

#include "customers/customers.hpp"
#include "http/loopback_test.hpp"
#include "shop/visit.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using shop::visit_of;
using tests::HouseForTests;

constexpr std::string_view ada_name = "Ada Lovelace-Kanarie";
constexpr std::string_view bo_name = "Bo Kwikstaart";
constexpr std::string_view select_name = "SELECT name FROM person WHERE shop = $1 AND person = $2";

// The text as it might stand in an answer: as it is, in UTF-16 of both orders, in hexadecimal, and in base64 at each of
// its three alignments.
std::vector<std::string> spellings(std::string_view text) {
    std::vector<std::string> all{std::string(text), "", "", encode_hex(text), ascii_upper(encode_hex(text))};
    for (const char c : text) all[1].append({c, '\0'});
    for (const char c : text) all[2].append({'\0', c});
    for (std::size_t shift = 0; shift < 3; ++shift) {
        const auto encoded = encode_base64url(std::string(shift, '\0') + std::string(text));
        all.push_back(encoded.substr(shift == 0 ? 0 : shift + 1, text.size() * 4 / 3 - 4));
    }
    return all;
}

bool tells(std::string answer, std::string_view text) {
    std::string standard_alphabet = answer;
    std::ranges::replace(standard_alphabet, '+', '-');
    std::ranges::replace(standard_alphabet, '/', '_');
    return std::ranges::any_of(spellings(text), [&](const std::string& spelling) {
        return answer.find(spelling) != std::string::npos || standard_alphabet.find(spelling) != std::string::npos;
    });
}

class LeakingServer : public ::testing::Test {
protected:
    LeakingServer() : ada(add(ada_name)), bo(add(bo_name)), server(routes(), options()) {}

    PersonId add(std::string_view name) {
        customers::ContactFields fields;
        fields.name = name;
        fields.email = "somebody@customers.example";
        Errors errors;
        const auto details = customers::check(fields, Language::nl, errors);
        return house
            .write([&](store::Tx& tx) -> Result<PersonId> { return customers::add(tx, house->vault, *details); })
            .value();
    }

    // `path` is a leaking page; who visits it is named by its first segment.
    http::Answer get(std::string_view path) { return http::Client(server.port()).get(path); }

    // What the page below opens: somebody's name, with a warrant for `warranted`.
    std::string name_of(http::Request& request, PersonId warranted, PersonId person) {
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<Purpose::appointment>(tx, visit_of(request).actor, {warranted},
                                                                           visit_of(request).openings);
            return customers::load(tx, house->vault, person).value().name.open(warrant.value());
        });
    }
    std::string stored_name(PersonId person) {
        const auto bytes = house.read([&](store::Tx& tx) {
            return tx
                .find(
                    select_name, [](const store::Row& row) { return row.bytes(0); }, person)
                .value();
        });
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    http::Router routes() {
        using http::Method;
        http::Router router;
        const auto page = [&](std::string pattern, Actor actor, auto content) {
            router.add(Method::get, std::move(pattern), [actor, content](http::Request& request) {
                visit_of(request).actor = actor;
                return http::html("<p>Hello " + content(request) + "</p>");
            });
        };
        page("/stranger/opens-ada", Actor::stranger(), [this](auto& request) { return name_of(request, ada, ada); });
        page("/ada/opens-bo", Actor::person(ada), [this](auto& request) { return name_of(request, ada, bo); });
        page("/stranger/sends-the-column", Actor::stranger(), [this](auto&) { return stored_name(ada); });
        page("/staff/opens-ada", Actor::staff(PersonId{9}, every_purpose),
             [this](auto& request) { return name_of(request, ada, ada); });
        return router;
    }

    http::ServerOptions options() {
        auto options = http::quick_options();
        options.around = [this](http::Request& request, const http::Handler& handler) {
            shop::Visit visit;
            request.attach(visit);
            try {
                auto response = handler(request);
                house->ledger.settle(request.shop, visit.actor, visit.openings);
                return response;
            } catch (...) {
                house->ledger.settle(request.shop, visit.actor, visit.openings);
                throw;
            }
        };
        return options;
    }

    HouseForTests house;
    PersonId ada, bo;
    http::LoopbackServer server;
};

TEST_F(LeakingServer, opens_no_name_to_a_stranger) {
    ::testing::internal::CaptureStderr();
    const auto answer = get("/stranger/opens-ada");
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(tells(answer.head + answer.body, ada_name));
    EXPECT_FALSE(tells(log, ada_name));
    EXPECT_EQ(
        house.ledger(),
        std::vector<std::string>{
            "stranger refused appointment: name, contact, vehicle, appointment, message, details, photo, condition, "
            "signature"});
}

TEST_F(LeakingServer, opens_no_record_of_bo_with_the_warrant_of_ada) {
    ::testing::internal::CaptureStderr();
    const auto answer = get("/ada/opens-bo");
    const auto log = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(tells(answer.head + answer.body, bo_name));
    EXPECT_FALSE(tells(log, bo_name));
    EXPECT_EQ(house.ledger(), std::vector<std::string>{"person refused appointment: name"});
}

TEST_F(LeakingServer, has_only_ciphertext_to_give_away_without_a_warrant) {
    const auto answer = get("/stranger/sends-the-column");
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find(stored_name(ada)), std::string::npos) << "the column left";
    EXPECT_FALSE(tells(answer.head + answer.body, ada_name)) << "and told nothing";
}

// So that the tests above would notice a name.
TEST_F(LeakingServer, opens_a_name_to_who_may_see_it_and_has_that_on_record_before_the_answer_leaves) {
    const auto answer = get("/staff/opens-ada");
    EXPECT_TRUE(tells(answer.body, ada_name));
    EXPECT_EQ(house.ledger(), std::vector<std::string>{"staff:9 opened appointment: name"});
    for (std::size_t shift = 0; shift < 3; ++shift)
        EXPECT_TRUE(tells(encode_base64url(std::string(shift, 'x') + std::string(ada_name) + "!"), ada_name));
}

TEST_F(LeakingServer, keeps_a_name_back_that_the_ledger_cannot_record) {
    house->database.before_commit([] { throw Broken("no room on the disk"); });
    ::testing::internal::CaptureStderr();
    const auto answer = get("/staff/opens-ada");
    (void)::testing::internal::GetCapturedStderr();
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(tells(answer.head + answer.body, ada_name));
    EXPECT_EQ(house.ledger(), std::vector<std::string>{});
}

}  // namespace
}  // namespace autojet::privacy
