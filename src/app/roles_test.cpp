// Every address of the desk, tried by each role.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "accounts/invoices.hpp"
#include "app/modules.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::app {
namespace {

using staff::Role;

// o: owner, d: desk, m: mechanic, b: bookkeeper.
const std::map<std::string, std::string> who_may{
    {"GET /desk", "odmb"},
    {"GET /desk/account", "odmb"},
    {"GET /desk/account/second-factor", "odmb"},
    {"POST /desk/account/password", "odmb"},
    {"POST /desk/account/second-factor", "odmb"},
    {"POST /desk/account/second-factor/confirmation", "odmb"},
    {"POST /desk/account/second-factor/recovery-codes", "odmb"},
    {"POST /desk/account/second-factor/removal", "odmb"},
    {"POST /desk/account/sessions/{session}/revocation", "odmb"},
    {"POST /desk/account/sessions/revocation", "odmb"},
    {"POST /desk/sessions/revocation", "odmb"},
    {"GET /desk/events", "odmb"},
    {"GET /desk/privacy", "odmb"},
    {"POST /desk/privacy/check", "odmb"},
    {"GET /desk/registers", "odmb"},
    {"GET /desk/registers/ledger", "odmb"},
    {"GET /desk/day", "odm"},
    {"GET /desk/week", "odm"},
    {"GET /desk/day/events", "odm"},
    {"GET /desk/week/events", "odm"},
    {"GET /desk/day/sheet", "odm"},
    {"POST /desk/day/sheet/mailing", "o"},
    {"GET /desk/wall", "odm"},
    {"GET /desk/bookings/{reference}/moves", "odm"},
    {"POST /desk/bookings/{reference}/moves", "odm"},
    {"POST /desk/bookings/{reference}/moves/reversal", "odm"},
    {"GET /desk/bookings/new", "odm"},
    {"POST /desk/bookings", "odm"},
    {"GET /desk/bookings/{reference}", "odm"},
    {"POST /desk/bookings/{reference}/cancellation", "odm"},
    {"POST /desk/bookings/{reference}/confirmation", "odm"},
    {"POST /desk/bookings/{reference}/links", "od"},
    {"POST /desk/bookings/{reference}/unlinking", "od"},
    {"GET /desk/blocks/new", "odm"},
    {"POST /desk/blocks", "odm"},
    {"POST /desk/blocks/{block}/removal", "odm"},
    {"GET /desk/messages", "od"},
    {"POST /desk/messages/{message}/handling", "od"},
    {"GET /desk/accounts", "ob"},
    {"POST /desk/accounts", "ob"},
    {"GET /desk/accounts/{document}", "ob"},
    {"GET /desk/accounts/settings", "o"},
    {"POST /desk/accounts/settings", "o"},
    {"GET /desk/wanted", "ob"},
    {"GET /desk/figures", "ob"},
    {"GET /desk/figures/{sheet}", "ob"},
};

// Whole rooms, so that a new page of theirs is tried as well.
std::string expected(const std::string& route, const std::string& pattern) {
    if (const auto found = who_may.find(route); found != who_may.end()) return found->second;
    if (pattern.starts_with("/desk/invoices/")) return "odb";
    if (pattern == "/desk/payments" || pattern.starts_with("/desk/payments/")) return "odb";
    if (pattern == "/desk/bank" || pattern.starts_with("/desk/bank/")) return "ob";
    if (pattern == "/desk/orders" || pattern.starts_with("/desk/orders/")) return "odm";
    if (pattern == "/desk/till" || pattern.starts_with("/desk/till/")) return "odb";
    for (const auto* books : {"books", "vat", "journal", "ledger/", "entries/", "purchases/", "years/"})
        if (pattern.starts_with("/desk/accounts/" + std::string(books))) return "ob";
    if (pattern == "/desk/requests" || pattern.starts_with("/desk/requests/")) return "od";
    for (const auto* room : {"/desk/customers", "/desk/vehicles", "/desk/companies"})
        if (pattern == room || pattern.starts_with(std::string(room) + "/")) return "od";
    if (pattern == "/desk/policy" || pattern.starts_with("/desk/policy/")) return "o";
    if (pattern.starts_with("/desk/registers/")) return "o";
    if (pattern.starts_with("/desk/account/passkeys")) return "odmb";
    if (pattern == "/desk/settings" || pattern.starts_with("/desk/settings/")) return "o";
    return "nobody has said who may " + route;
}

class Roles : public ::testing::Test {
protected:
    Roles()
        : modules(*house, house.keys(),
                  {.data = house.data(), .keys = house.folder() / "keys", .notes = tests::HouseForTests::notes()}) {
        modules.warm_up();
        for (const auto& module : modules.list())
            if (module.add_routes) module.add_routes(router);
        // Signing in and what a one-time link leads to are for who has no role yet.
        for (const auto* route : router.routes())
            if (route->pattern.starts_with("/desk") && !route->pattern.starts_with("/desk/sign-") &&
                !route->pattern.starts_with("/desk/setup"))
                desk_routes.push_back(route);
    }
    static std::string address_of(std::string pattern) {
        for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{'))
            pattern.replace(at, pattern.find('}') - at + 1, "1");
        return pattern;
    }
    int status_for(Role role, const http::Route& route) {
        auto browser = tests::signed_in(house, router, house.autojet(), role);
        const auto address = address_of(route.pattern);
        return route.method == http::Method::get ? browser.get(address).status : browser.post(address).status;
    }

    tests::HouseForTests house;
    Modules modules;
    http::Router router;
    std::vector<const http::Route*> desk_routes;
};

TEST_F(Roles, open_exactly_their_addresses_of_the_desk) {
    EXPECT_GT(desk_routes.size(), 60U);
    for (const auto* route : desk_routes) {
        const auto name = std::string(http::name(route->method)) + " " + route->pattern;
        const auto allowed = expected(name, route->pattern);
        std::string opened;
        for (const auto& [role, letter] : std::initializer_list<std::pair<Role, char>>{
                 {Role::owner, 'o'}, {Role::desk, 'd'}, {Role::mechanic, 'm'}, {Role::bookkeeper, 'b'}})
            if (status_for(role, *route) != 403) opened += letter;
        EXPECT_EQ(opened, allowed) << name;
    }
}

TEST_F(Roles, are_refused_before_anything_is_opened) {
    auto mechanic = tests::signed_in(house, router, house.autojet(), Role::mechanic);
    const auto before = house.ledger().size();
    const auto answer = mechanic.get("/desk/accounts");
    EXPECT_EQ(answer.status, 403);
    EXPECT_TRUE(answer.shows("Your role does not open this part of the desk."));
    EXPECT_EQ(house.ledger().size(), before);
}

TEST_F(Roles, see_no_link_in_the_navigation_that_they_may_not_follow) {
    for (const auto role : staff::all_roles) {
        auto browser = tests::signed_in(house, router, house.autojet(), role);
        const auto first = browser.get("/desk").location;
        EXPECT_EQ(first, role == Role::bookkeeper ? "/desk/accounts" : "/desk/day");
        for (const auto& page : {first, std::string("/desk/privacy"), std::string("/desk/account")}) {
            const auto body = browser.get(page).body;
            const std::string link = "href=\"/desk";
            for (auto at = body.find(link); at != std::string::npos; at = body.find(link, at + 1)) {
                const auto start = at + link.size() - 5;
                const auto url = body.substr(start, body.find('"', start) - start);
                EXPECT_NE(browser.get(url).status, 403) << staff::code(role) << " on " << page << ": " << url;
            }
        }
    }
}

// The hold is the law's: whatever the owner sends to whatever address, the document stays whole (policy K3, duty 26).
TEST_F(Roles, K3_no_action_of_staff_lifts_the_hold_on_an_issued_document) {
    const auto document = accounts::issue_invoice(*house, house.autojet(), invoicing::draft_for_ada(), {}).value();
    const auto content = [&] {
        return house.number(
            "SELECT COUNT(*) FROM accounts_document d JOIN accounts_content c ON c.shop = d.shop AND "
            "c.document = d.document JOIN accounts_invoice i ON i.shop = d.shop AND i.document = "
            "d.document WHERE d.shop = $1 AND length(c.content) > d.size");
    };
    ASSERT_EQ(content(), 1);
    const auto id = std::to_string(document.id.value());
    for (const auto* route : desk_routes) {
        if (route->method == http::Method::get || route->pattern.ends_with("/credit")) continue;
        auto address = route->pattern;
        for (auto at = address.find('{'); at != std::string::npos; at = address.find('{'))
            address.replace(at, address.find('}') - at + 1, id);
        auto dee = tests::signed_in(house, router, house.autojet(), Role::owner);
        (void)dee.post(address, {{"sure", "yes"}, {"document", id}, {"number", document.number}, {"reason", "other"}});
        ASSERT_EQ(content(), 1) << address;
    }
    for (const auto& module : modules.list())
        for (const auto& job : module.jobs)
            if (job.name.find("forget") != std::string::npos) job.run(house.autojet());
    EXPECT_EQ(content(), 1);
}

TEST_F(Roles, without_a_token_of_the_form_change_nothing) {
    auto dee = tests::signed_in(house, router, house.autojet(), Role::owner);
    tests::Browser cy(house, router);
    for (const auto* route : desk_routes) {
        const auto address = address_of(route->pattern);
        if (route->method == http::Method::get) {
            EXPECT_NE(cy.get(address).status, 200) << address;
            continue;
        }
        EXPECT_EQ(dee.post_forged(address).status, 403) << address;
        EXPECT_EQ(cy.post(address).status, 401) << address;
    }
}

}  // namespace
}  // namespace autojet::app
