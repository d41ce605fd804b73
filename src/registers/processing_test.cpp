#include "registers/processing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/resources.hpp"
#include "registers/registers.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::registers {
namespace {

class RecordOfProcessing : public testing::Test {
protected:
    RecordOfProcessing() { registers.module().add_routes(router); }

    tests::HouseForTests house;
    std::vector<store::ColumnNote> notes = store::column_notes(app::all_migrations());
    policy::Model ceiling = policy::parse(app::policy_texts().model).value();
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Registers registers{*house, desk, {}, {ceiling, notes}};
    http::Router router;
};

TEST_F(RecordOfProcessing, duty_41_has_every_row_of_the_published_policy_on_the_page_and_in_the_file) {
    auto dee = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    const auto page = dee.get("/desk/registers/processing");
    const auto file = dee.get("/desk/registers/processing.json");
    ASSERT_EQ(page.status, 200);
    ASSERT_EQ(file.status, 200);
    const auto model = policy::in_force(house->policies.of(house.autojet())->model);
    const auto is_in_both = [&](const auto& rows) {
        EXPECT_FALSE(rows.empty());
        for (const auto& row : rows) {
            EXPECT_TRUE(file.shows("\"name\":\"" + row.name + "\"")) << row.name;
            auto title = row.title.en;
            for (std::size_t at = 0; (at = title.find('\'', at)) != std::string::npos;) title.replace(at, 1, "&#39;");
            EXPECT_TRUE(page.shows(title)) << title;
        }
    };
    is_in_both(model.purposes);
    is_in_both(model.categories);
    is_in_both(model.recipients);
    is_in_both(policy::in_force(ceiling).measures);
    auto personal = model.classes;
    std::erase_if(personal, [](const auto& row) { return !row.personal; });
    is_in_both(personal);
    EXPECT_FALSE(file.shows("vehicle_register"));  // prepared, and not published
}

TEST_F(RecordOfProcessing, duty_41_has_every_table_with_personal_data_under_its_class) {
    const auto record = registers.processing(house.autojet(), Language::en);
    for (const auto& note : notes) {
        if (note.keeping == store::Keeping::no_person) continue;
        const auto found = std::ranges::find(record.classes, note.retention, &Processing::ClassLine::name);
        ASSERT_NE(found, record.classes.end()) << note.table;
        EXPECT_NE(std::ranges::find(found->tables, note.table), found->tables.end()) << note.table;
    }
    EXPECT_GT(notes.size(), 50U);
}

TEST_F(RecordOfProcessing, duty_41_names_shop_and_provider_as_the_registers_do) {
    ASSERT_TRUE(house.write([](store::Tx& tx) -> Result<void> {
        auto facts = facts_of(tx, Recipient::system_provider);
        facts.legal_name = "Hostwerk BV";
        write(tx, facts, privacy::Actor::staff(PersonId{7}, privacy::every_purpose));
        return {};
    }));
    const auto text = http::write_json(to_json(registers.processing(house.autojet(), Language::en)));
    for (const std::string_view part : {"\"legal_name\":\"Hostwerk BV\"", "\"kvk\":\"95113479\"", "\"processor\""})
        EXPECT_NE(text.find(part), std::string::npos) << part;
    const auto other = http::write_json(to_json(registers.processing(house.other_shop(), Language::en)));
    EXPECT_EQ(other.find("Hostwerk"), std::string::npos);
}

TEST_F(RecordOfProcessing, is_the_owners) {
    auto bo = tests::signed_in(house, router);
    for (const auto* url : {"/desk/registers/processing", "/desk/registers/processing.json"}) {
        EXPECT_EQ(bo.get(url).status, 403);
        EXPECT_EQ(tests::Browser(house, router).get(url).status, 303);
    }
}

}  // namespace
}  // namespace autojet::registers
