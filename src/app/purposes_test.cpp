// What each role may open personal data for, and what its pages do open.
#include <gtest/gtest.h>

#include <ranges>
#include <set>

#include "app/modules.hpp"
#include "booking/garage_for_tests.hpp"
#include "contact/letters.hpp"
#include "shop/visit.hpp"
#include "staff/desk.hpp"

namespace autojet::app {
namespace {

using policy::Purpose;
using staff::Role;

std::string words_of_purposes(Role role) {
    std::string words;
    for (const auto purpose : policy::all_purposes)
        if (staff::purposes_of(role).test(static_cast<std::size_t>(purpose)))
            words += (words.empty() ? "" : " ") + std::string(policy::name_of(purpose));
    return words;
}

TEST(PurposesOfRoles, are_what_their_work_needs) {
    EXPECT_EQ(words_of_purposes(Role::owner),
              "appointment contact legal_duty improvement rights staff_access reminder");
    EXPECT_EQ(words_of_purposes(Role::desk), "appointment contact legal_duty rights staff_access");
    EXPECT_EQ(words_of_purposes(Role::mechanic), "appointment staff_access");
    EXPECT_EQ(words_of_purposes(Role::bookkeeper), "legal_duty improvement staff_access");
}

class PagesOfRoles : public booking::Garage {
protected:
    PagesOfRoles()
        : modules(*house, house.keys(),
                  {.data = house.data(), .keys = house.folder() / "keys", .notes = tests::HouseForTests::notes()}) {
        modules.warm_up();
        for (const auto& module : modules.list())
            if (module.add_routes) module.add_routes(router);
        reference = book(request(ada())).value().reference;
        Errors errors;
        const auto letter = contact::check({"Cy", "cy@example.org", "", "A question"}, Language::en, errors).value();
        house.write([&](store::Tx& tx) -> Result<contact::LetterId> { return contact::add(tx, house->vault, letter); });
        house.clock.set(booking::tuesday_at_ten + std::chrono::hours{3});
    }

    [[nodiscard]] std::string address_of(std::string pattern) const {
        for (auto at = pattern.find('{'); at != std::string::npos; at = pattern.find('{')) {
            const auto end = pattern.find('}') + 1;
            const bool names_booking = pattern.substr(at, end - at) == "{reference}";
            pattern.replace(at, end - at, names_booking ? reference : "1");
        }
        return pattern;
    }
    // The lines of the ledger that this role's pages have written: "opened contact", "refused rights".
    std::set<std::string> ledger_of_all_pages(Role role) {
        const auto before = house.ledger().size();
        auto browser = tests::signed_in(house, router, house.autojet(), role);
        for (const auto* route : router.routes())
            if (route->method == http::Method::get && route->pattern.starts_with("/desk"))
                browser.send(http::Method::get, address_of(route->pattern), {{"Accept", "text/html"}});
        browser.get("/desk/day?date=2026-11-24");
        std::set<std::string> lines;
        for (const auto& line : house.ledger() | std::views::drop(before)) {
            const auto outcome = line.find(' ') + 1;
            lines.insert(line.substr(outcome, line.find(':', outcome) - outcome));
        }
        return lines;
    }

    Modules modules;
    http::Router router;
    std::string reference;
};

using Lines = std::set<std::string>;

TEST_F(PagesOfRoles, open_for_the_purposes_of_the_role_and_are_refused_nothing) {
    EXPECT_EQ(ledger_of_all_pages(Role::owner), (Lines{"opened appointment", "opened contact", "opened improvement",
                                                       "opened legal_duty", "opened staff_access"}));
    EXPECT_EQ(ledger_of_all_pages(Role::desk),
              (Lines{"opened appointment", "opened contact", "opened legal_duty", "opened staff_access"}));
    EXPECT_EQ(ledger_of_all_pages(Role::mechanic), (Lines{"opened appointment", "opened staff_access"}));
    EXPECT_EQ(ledger_of_all_pages(Role::bookkeeper),
              (Lines{"opened improvement", "opened legal_duty", "opened staff_access"}));
}

// A page that asks for more than the role may have shows nothing of it, and the try is written down.
TEST_F(PagesOfRoles, are_refused_what_the_role_may_not_have) {
    const staff::Desk desk(
        *house, [](ShopId) { return 0; }, [](ShopId) { return 0; });
    router.add(http::Method::get, "/desk/orders/careless",
               desk.guarded([&](http::Request& request, const staff::Account&) {
                   auto& visit = shop::visit_of(request);
                   return house.read([&](store::Tx& tx) {
                       const auto warrant =
                           house->gate.warrant<Purpose::rights>(tx, visit.actor, {PersonId{7}}, visit.openings);
                       return http::html(warrant ? "opened" : warrant.error().reason);
                   });
               }));
    auto bo = tests::signed_in(house, router, house.autojet(), Role::mechanic);
    EXPECT_EQ(bo.get("/desk/orders/careless").body, "no_warrant");
    EXPECT_TRUE(house.ledger().back().find("refused rights: name") != std::string::npos) << house.ledger().back();
    auto owner = tests::signed_in(house, router, house.autojet(), Role::owner);
    EXPECT_EQ(owner.get("/desk/orders/careless").body, "opened");
}

}  // namespace
}  // namespace autojet::app
