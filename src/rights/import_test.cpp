#include "rights/import.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "rights/counter_for_tests.hpp"
#include "rights/dossier.hpp"

namespace autojet::rights {
namespace {

class Imports : public Counter {
protected:
    std::vector<Provided> export_of_shop(ShopId shop, std::vector<PersonId> persons) {
        policy::Openings openings;
        return house->database.read(shop, [&](store::Tx& tx) {
            std::ranges::sort(persons);
            std::vector<std::vector<HeldRecord>> each;
            for (const auto person : persons) each.push_back(gather(tx, house->gate, holders, dee, {person}, openings));
            return provided_of(each);
        });
    }
    std::vector<PersonId> persons_in(ShopId shop, std::string_view address) {
        return house->database.read(shop, [&](store::Tx& tx) {
            return house->vault.find(tx, privacy::IndexKind::email, Address::collected(std::string(address)));
        });
    }
    Result<int> read_in(const std::vector<Provided>& records) {
        return house->database.write(house.other_shop(),
                                     [&](store::Tx& tx) { return import_records(tx, house->vault, records); });
    }
};

TEST_F(Imports, R6_duty35_what_one_shop_exports_another_reads_in_and_exports_the_same) {
    book_as_ada();
    book_as("Ada Lovelace", std::string(adas_address), "2026-11-24T12:00:00+01:00");
    Errors errors;
    const auto letter =
        contact::check({"Ada Lovelace", std::string(adas_address), "", "Do you wash bicycles?"}, Language::en, errors)
            .value();
    house.write([&](store::Tx& tx) -> Result<contact::LetterId> { return contact::add(tx, house->vault, letter); });

    const auto taken = export_of_shop(house.autojet(), persons_in(house.autojet(), adas_address));
    EXPECT_EQ(taken.size(), 5u);
    const auto file = to_json(taken, "AutoJet", house.clock.now());
    ASSERT_EQ(read_in(from_json(file).value()).value(), 3);
    const auto brought = export_of_shop(house.other_shop(), persons_in(house.other_shop(), adas_address));
    EXPECT_EQ(to_json(brought, "AutoJet", house.clock.now()), file);
}

TEST_F(Imports, R3_what_was_read_in_goes_with_the_person) {
    book_as_ada();
    ASSERT_TRUE(read_in(export_of_shop(house.autojet(), persons_in(house.autojet(), adas_address))));
    const auto persons = persons_in(house.other_shop(), adas_address);
    ASSERT_EQ(persons.size(), 1u);
    house->database.write(house.other_shop(), [&](store::Tx& tx) -> Result<void> {
        for (const auto& holder : holders) holder.erase(tx, persons.front());
        return {};
    });
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM imported WHERE shop = $1", house.other_shop()), 0);
    EXPECT_TRUE(persons_in(house.other_shop(), adas_address).empty());
}

TEST_F(Imports, R1_who_wrote_an_imported_message_is_found_again_after_a_restore) {
    const auto message = from_json(
        R"({"format":"autojet-export","version":1,"shop":"x","made":"2026-11-23T08:00:00Z","records":[{"kind":"message",)"
        R"("person":1,"values":{"contact_message.email":"Ada@customers.example","contact_message.body":"Hello"}}]})");
    ASSERT_TRUE(message);
    for (int n = 0; n < 3; ++n) ASSERT_TRUE(read_in(*message));
    const auto persons = persons_in(house.other_shop(), adas_address);
    ASSERT_EQ(persons.size(), 3u);
    policy::Openings openings;
    house->database.write(house.other_shop(), [&](store::Tx& tx) -> Result<void> {
        tx.run("DELETE FROM blind_index WHERE shop = $1");
        const auto holder = rights_holder(*house);
        EXPECT_EQ(holder.index_again(tx, PersonId{}, 2, openings), persons[1]);
        EXPECT_EQ(holder.index_again(tx, persons[1], 2, openings), persons[2]);
        EXPECT_EQ(holder.index_again(tx, persons[2], 2, openings), std::nullopt);
        return {};
    });
    EXPECT_EQ(persons_in(house.other_shop(), adas_address), persons);
    EXPECT_FALSE(openings.empty());
}

TEST_F(Imports, R6_a_hostile_file_is_refused_with_the_field_named_and_nothing_is_read_in) {
    const auto head =
        std::string(R"({"format":"autojet-export","version":1,"shop":"x","made":"2026-11-23T08:00:00Z",)");
    const std::vector<std::pair<std::string, std::string>> files{
        {"", ""},
        {"[1]", ""},
        {R"({"format":"other","version":1})", "format"},
        {head + R"("records":{}})", "records"},
        {head + R"("records":[],"more":1})", "?"},
        {head + R"("records":[{"kind":"admin","person":1,"values":{}}]})", "records[0].kind"},
        {head + R"("records":[{"kind":"customer","person":0,"values":{}}]})", "records[0].person"},
        {head + R"("records":[{"kind":"customer","person":1,"values":{"person.role":"owner"}}]})",
         "records[0].values.?"},
        {head + R"("records":[{"kind":"customer","person":1,"values":{"person.name":7}}]})",
         "records[0].values.person.name"},
        {head + R"("records":[{"kind":"message","person":1,"values":{"contact_message.body":"111222333"}}]})",
         "records[0].values.contact_message.body"},
        {head + R"("records":[{"kind":"customer","person":1,"values":{"person.name":"a\u0000b"}}]})",
         "records[0].values.person.name"}};
    for (const auto& [text, field] : files) {
        const auto read = from_json(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().field, field) << text;
    }
    const auto unreachable = from_json(
        head + R"("records":[{"kind":"customer","person":1,"values":{"person.name":"Ada","person.email":"no"}}]})");
    ASSERT_TRUE(unreachable);
    const auto refused = read_in(*unreachable);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "records[0].values.person.email");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM person WHERE shop = $1", house.other_shop()), 0);
}

TEST_F(Imports, the_inputs_of_the_fuzzers_are_read_or_refused) {
    int count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(AUTOJET_SOURCE_DIR) / "tests/fuzz/corpus/export")) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text(std::istreambuf_iterator<char>(in), {});
        if (const auto records = from_json(text)) {
            EXPECT_EQ(from_json(to_json(*records, "x", house.clock.now())).value(), *records) << entry.path();
        }
        ++count;
    }
    EXPECT_GT(count, 2);
}

}  // namespace
}  // namespace autojet::rights
