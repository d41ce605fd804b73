#include "directory/companies.hpp"

#include "directory/desk_for_tests.hpp"

namespace autojet::directory {
namespace {

class Companies : public DirectoryDesk {
protected:
    static tests::Fields garage_fleet(std::string name = "Taxi Zanzibar BV") {
        return {{"name", std::move(name)},
                {"street", "Kade 1"},
                {"postcode", "1322 AJ"},
                {"city", "Almere"},
                {"kvk", "1234 5678"},
                {"vat", "BE0123456789"},
                {"email", "books@taxi.example"},
                {"payment_days", "30"}};
    }
    std::string created(const tests::Fields& fields = garage_fleet()) {
        const auto answer = dee_there.post("/desk/companies", fields);
        EXPECT_EQ(answer.status, 303);
        return answer.location;
    }
    std::int64_t count(std::string_view sql) { return house.number(sql); }
    static constexpr std::string_view all = "SELECT COUNT(*) FROM company WHERE shop = $1";
    static constexpr std::string_view contacts = "SELECT COUNT(*) FROM company_contact WHERE shop = $1";
};

TEST_F(Companies, D6_are_kept_sealed_and_shown_to_the_desk) {
    const auto page = dee_there.get(created());
    for (const auto* text : {"Taxi Zanzibar BV", "Kade 1", "12345678", "BE0123456789", "books@taxi.example", "\"30\""})
        EXPECT_TRUE(page.shows(text)) << text;
    EXPECT_TRUE(dee_there.get("/desk/companies").shows("Taxi Zanzibar BV"));
    for (const auto* text : {"Zanzibar", "12345678", "BE0123456789", "taxi.example", "Kade 1"})
        EXPECT_FALSE(house.is_on_disk(text)) << text;
}

TEST_F(Companies, are_refused_beside_each_field_that_is_wrong) {
    auto fields = garage_fleet("");
    for (auto& [name, value] : fields)
        if (name == "kvk" || name == "vat" || name == "email") value = "x";
    for (auto& [name, value] : fields)
        if (name == "payment_days") value = "91";
    const auto page = dee_there.post("/desk/companies", fields);
    EXPECT_EQ(page.status, 422);
    for (const auto* field : {"name-error", "kvk-error", "vat-error", "email-error", "payment_days-error"})
        EXPECT_TRUE(page.shows(field)) << field;
    EXPECT_TRUE(page.shows("Kade 1")) << "what was typed stays";
    EXPECT_EQ(count(all), 0);
}

TEST_F(Companies, are_found_by_name_and_have_people_one_speaks_to) {
    const auto company = created();
    const auto her = of("Ada Lovelace");
    EXPECT_TRUE(dee_there.post("/desk/customers/search", {{"words", "zanzi"}}).shows(company));
    EXPECT_TRUE(dee_there.get(customer_path(her)).shows("Taxi Zanzibar BV"));
    const auto number = company.substr(company.rfind('/') + 1);
    EXPECT_EQ(dee_there.post(customer_path(her) + "/companies", {{"company", number}}).status, 303);
    EXPECT_TRUE(dee_there.get(company).shows("Ada Lovelace"));
    const auto leave = company + "/contacts/" + std::to_string(her.person.value()) + "/removal";
    EXPECT_EQ(dee_there.post(leave).status, 303);
    EXPECT_FALSE(dee_there.get(company).shows("Ada Lovelace"));
    EXPECT_EQ(dee_there.post(customer_path(her) + "/companies", {{"company", "1"}}).status, 404);
}

TEST_F(Companies, are_changed_and_removed_with_everything_but_their_people) {
    const auto company = created();
    const auto her = of("Ada Lovelace");
    dee_there.post(customer_path(her) + "/companies", {{"company", company.substr(company.rfind('/') + 1)}});
    EXPECT_EQ(dee_there.post(company, garage_fleet("Taxi Anders BV")).status, 303);
    EXPECT_EQ(records("zanzibar").size(), 0U);
    EXPECT_EQ(records("anders").size(), 1U);
    EXPECT_EQ(dee_there.post(company + "/removal").status, 303);
    EXPECT_EQ(count(all) + count(contacts), 0);
    EXPECT_EQ(records("anders").size(), 0U);
    EXPECT_EQ(dee_there.get(company).status, 404);
    EXPECT_EQ(dee_there.get(customer_path(her)).status, 200);
}

TEST_F(Companies, K2_go_when_nobody_came_from_there_for_as_long_as_customers_are_kept) {
    const auto company = created();
    const auto her = of("Ada Lovelace");
    dee_there.post(customer_path(her) + "/companies", {{"company", company.substr(company.rfind('/') + 1)}});
    const auto forget = [&] {
        for (const auto& job : directory.module().jobs) job.run(house.autojet());
    };
    house.clock.advance(std::chrono::days{800});
    forget();
    EXPECT_EQ(count(all), 1) << "somebody is still known there";
    house.write([&](store::Tx& tx) -> Result<void> {
        customers::erase(tx, house->vault, her.person);
        return {};
    });
    forget();
    EXPECT_EQ(count(all) + count(contacts), 0);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM person_words WHERE shop = $1"), 0);
}

TEST_F(Companies, duty_24_are_in_a_copy_and_go_with_an_erasure) {
    const auto location = created();
    const PersonId company{parse_whole(location.substr(location.rfind('/') + 1)).value()};
    const auto holder = companies_holder(*house);
    const auto described = house.read([&](store::Tx& tx) {
        policy::Openings openings;
        const auto warrant =
            house->gate.warrant<policy::Purpose::rights>(tx, Actor::person(company), {company}, openings);
        return holder.describe(tx, company, *warrant);
    });
    ASSERT_EQ(described.size(), 1U);
    EXPECT_EQ(described.front().values.size(), 7U);
    EXPECT_TRUE(house.read([&](store::Tx& tx) { return holder.knows(tx, company); })) << "its key is no orphan";
    house.write([&](store::Tx& tx) -> Result<void> {
        (void)holder.erase(tx, company);
        (void)holder.erase(tx, company);
        return {};
    });
    EXPECT_EQ(count(all), 0);
}

TEST_F(Companies, of_another_shop_are_not_there) {
    const auto company = created();
    auto cy = tests::signed_in(house, router, house.other_shop(), staff::Role::owner);
    EXPECT_EQ(cy.get(company).status, 404);
    EXPECT_EQ(cy.post(company, garage_fleet("Cy BV")).status, 404);
    EXPECT_EQ(cy.post(company + "/removal").status, 404);
    EXPECT_TRUE(dee_there.get(company).shows("Taxi Zanzibar BV"));
}

}  // namespace
}  // namespace autojet::directory
