#include "customers/customers.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "base/result_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::customers {
namespace {

using privacy::Actor;
using privacy::Purpose;
using tests::HouseForTests;

ContactFields ada() {
    ContactFields fields;
    fields.name = "  Ada Lovelace ";
    fields.email = "Ada@Customers.example";
    fields.phone = "06 - 1234 5678";
    fields.plate = "54jgpv";
    fields.vehicle = "Blue Volvo";
    return fields;
}

std::string errors_of(const ContactFields& fields) {
    Errors errors;
    const auto details = check(fields, Language::nl, errors);
    EXPECT_EQ(details.has_value(), errors.empty());
    std::string told;
    for (const auto& error : errors) told += (told.empty() ? "" : "; ") + error.field + " " + error.reason;
    return told;
}

TEST(ContactDetails, need_one_of_phone_and_email) {
    auto fields = ada();
    EXPECT_EQ(errors_of(fields), "");
    fields.phone = "  ";
    EXPECT_EQ(errors_of(fields), "") << "policy D2: one is enough";
    fields.email = "";
    EXPECT_EQ(errors_of(fields), "phone contact_required");
    fields.phone = "06 12345678";
    EXPECT_EQ(errors_of(fields), "");
}

TEST(ContactDetails, need_a_name_and_nothing_about_the_vehicle) {
    auto fields = ada();
    fields.plate = fields.vehicle = "";
    EXPECT_EQ(errors_of(fields), "");
    fields.name = "   ";
    EXPECT_EQ(errors_of(fields), "name required");
}

TEST(ContactDetails, name_the_field_of_each_error) {
    auto fields = ada();
    fields.name = std::string(longest_name + 1, 'a');
    fields.email = "ada@";
    fields.phone = "06";
    fields.plate = "no such plate";
    fields.vehicle = std::string(longest_vehicle + 1, 'v');
    EXPECT_EQ(errors_of(fields),
              "name too_long; email not_an_email; phone not_a_phone_number; plate not_a_plate; vehicle too_long");
    fields = ada();
    fields.country = "Atlantis";
    EXPECT_EQ(errors_of(fields), "country unknown_country");
}

TEST(ContactDetails, of_a_hundred_characters_fit_whatever_their_bytes) {
    auto fields = ada();
    fields.name = "";
    for (std::size_t n = 0; n < longest_name; ++n) fields.name += "é";
    EXPECT_EQ(errors_of(fields), "");
}

TEST(ContactDetails, never_say_what_was_typed) {
    EXPECT_TRUE(rc::check([](const std::string& typed) {
        RC_PRE(typed.size() > 3);
        ContactFields fields;
        fields.name = fields.email = fields.phone = fields.plate = fields.vehicle = fields.country = "<" + typed + ">";
        Errors errors;
        (void)check(fields, Language::en, errors);
        for (const auto& error : errors)
            RC_ASSERT((error.message + error.field + error.reason).find(fields.name) == std::string::npos);
    }));
}

TEST(StoredPlates, come_apart_into_country_and_text) {
    EXPECT_EQ(split_plate("NL 54-JG-PV").country, "NL");
    EXPECT_EQ(split_plate("D B XY 123").text, "B XY 123");
}

class PersonRecords : public ::testing::Test {
protected:
    static Details details(const ContactFields& fields) {
        Errors errors;
        return check(fields, Language::nl, errors).value();
    }
    PersonId add(const ContactFields& fields = ada(), ShopId shop = ShopId{1}) {
        return house->database
            .write(shop,
                   [&](store::Tx& tx) -> Result<PersonId> { return customers::add(tx, house->vault, details(fields)); })
            .value();
    }
    Result<void> link(PersonId person, PersonId other, ShopId shop = ShopId{1}) {
        return house->database.write(shop, [&](store::Tx& tx) { return customers::link(tx, person, other); });
    }
    Result<void> unlink(PersonId person) {
        return house.write([&](store::Tx& tx) { return customers::unlink(tx, person); });
    }
    std::vector<PersonId> linked(PersonId person) {
        return house.read([&](store::Tx& tx) { return linked_with(tx, person); });
    }
    // The records that are found by what these fields say about it.
    template <class Key>
    std::vector<PersonId> found(privacy::IndexKind kind, const Key& key, ShopId shop = ShopId{1}) {
        return house->database.read(shop, [&](store::Tx& tx) { return house->vault.find(tx, kind, key.value()); });
    }
    std::vector<PersonId> by_email(std::string email, ShopId shop = ShopId{1}) {
        auto fields = ada();
        fields.email = std::move(email);
        return found(privacy::IndexKind::email, details(fields).email_key, shop);
    }
    std::vector<PersonId> by_phone(std::string phone, ShopId shop = ShopId{1}) {
        auto fields = ada();
        fields.phone = std::move(phone);
        return found(privacy::IndexKind::phone, details(fields).phone, shop);
    }
    std::vector<PersonId> by_plate(std::string plate, ShopId shop = ShopId{1}) {
        auto fields = ada();
        fields.plate = std::move(plate);
        return found(privacy::IndexKind::plate, details(fields).plate_key, shop);
    }

    HouseForTests house;
};

using Persons = std::vector<PersonId>;

TEST_F(PersonRecords, give_back_what_was_given_to_who_may_see_it) {
    const auto person = add();
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto warrant =
            house->gate.warrant<Purpose::contact>(tx, Actor::person(person), {person}, openings).value();
        const auto record = load(tx, house->vault, person).value();
        EXPECT_EQ(record.name.open(warrant), "Ada Lovelace");
        EXPECT_EQ(record.email->open(warrant), "Ada@Customers.example") << "as given";
        EXPECT_EQ(record.phone->open(warrant), "+31612345678");
        EXPECT_EQ(record.plate->open(warrant), "NL 54-JG-PV");
        EXPECT_EQ(record.vehicle->open(warrant), "Blue Volvo");
        EXPECT_EQ(record.language, Language::nl);
        return 0;
    });
    EXPECT_FALSE(house.is_on_disk("Lovelace"));
}

TEST_F(PersonRecords, leave_out_what_was_not_given) {
    ContactFields least;
    least.name = "Ada";
    least.phone = "0612345678";
    const auto person = add(least);
    const auto record = house.read([&](store::Tx& tx) { return load(tx, house->vault, person); });
    EXPECT_FALSE(record->email || record->plate || record->vehicle);
}

TEST_F(PersonRecords, are_not_there_for_another_shop_or_once_their_keys_are_gone) {
    const auto person = add();
    const auto load_from = [&](ShopId shop) {
        const auto record = house->database.read(shop, [&](store::Tx& tx) { return load(tx, house->vault, person); });
        return record ? "" : record.error().reason;
    };
    EXPECT_EQ(load_from(house.other_shop()), "not_found");
    ASSERT_EQ(house->vault.sweep_orphans(house.autojet(), house.clock.now() + std::chrono::hours{1},
                                         [](PersonId) { return false; }),
              1u);
    EXPECT_EQ(load_from(house.autojet()), "shredded");
}

TEST_F(PersonRecords, that_are_erased_leave_nothing_to_find_or_open_and_the_others_linked) {
    const Persons group{add(), add(), add()};
    ASSERT_TRUE(link(group[0], group[1]));
    ASSERT_TRUE(link(group[0], group[2]));
    ASSERT_TRUE(
        house.write([&](store::Tx& tx) -> Result<void> { return erase(tx, house->vault, group[0]), Result<void>{}; }));
    EXPECT_EQ(by_email("ada@customers.example"), (Persons{group[1], group[2]}));
    EXPECT_EQ(linked(group[1]), Persons{group[2]});
    const auto record = house.read([&](store::Tx& tx) { return load(tx, house->vault, group[0]); });
    EXPECT_EQ(reason_of(record), "not_found");
}

TEST_F(PersonRecords, are_found_by_address_number_and_plate_however_they_are_written) {
    const Persons person{add()};
    for (const auto* email : {"ada@customers.example", "ADA@CUSTOMERS.EXAMPLE", " Ada@customers.example "})
        EXPECT_EQ(by_email(email), person);
    for (const auto* phone : {"0612345678", "+31 6 12345678", "0031-6-12 34 56 78", "+31 (0)6 12345678"})
        EXPECT_EQ(by_phone(phone), person);
    for (const auto* plate : {"54JGPV", "54-jg-pv", "54 JG PV", "5-4J-GPV"}) EXPECT_EQ(by_plate(plate), person);
    EXPECT_EQ(by_email("bo@customers.example"), Persons{});
    EXPECT_EQ(by_phone("0612345679"), Persons{});
    EXPECT_EQ(by_plate("54-JG-PX"), Persons{});
}

TEST_F(PersonRecords, are_found_in_their_own_shop_alone) {
    const auto here = add();
    EXPECT_EQ(by_email("ada@customers.example", house.other_shop()), Persons{});
    const auto there = add(ada(), house.other_shop());
    EXPECT_EQ(by_phone("0612345678"), Persons{here});
    EXPECT_EQ(by_plate("54-JG-PV", house.other_shop()), Persons{there});
}

TEST_F(PersonRecords, that_share_an_address_a_number_or_a_plate_are_pointed_out_and_not_merged) {
    const auto first = add();
    auto fields = ada();
    fields.email = "somebody@else.example";
    fields.plate = "";
    const auto second = add(fields);
    fields.phone = "0687654321";
    const auto third = add(fields);
    const auto sharing = [&](PersonId person) {
        return house.read([&](store::Tx& tx) { return house->vault.find_sharing(tx, person); });
    };
    EXPECT_EQ(sharing(second), (Persons{third, first}));
    EXPECT_EQ(sharing(first), Persons{second});
    for (const auto person : {first, second, third}) EXPECT_EQ(linked(person), Persons{});
}

TEST_F(PersonRecords, are_linked_and_taken_apart_again) {
    const auto first = add(), second = add();
    ASSERT_TRUE(link(first, second));
    EXPECT_EQ(linked(first), Persons{second});
    EXPECT_EQ(linked(second), Persons{first});
    ASSERT_TRUE(link(second, first)) << "once more changes nothing";
    ASSERT_TRUE(unlink(first));
    EXPECT_EQ(linked(first), Persons{});
    EXPECT_EQ(linked(second), Persons{});
    ASSERT_TRUE(unlink(first)) << "who stands alone stays alone";
}

TEST_F(PersonRecords, of_nobody_or_of_another_shop_are_not_linked) {
    const auto here = add(), there = add(ada(), house.other_shop());
    EXPECT_EQ(reason_of(link(here, PersonId{4711})), "not_found");
    EXPECT_EQ(reason_of(link(here, there)), "not_found");
    EXPECT_EQ(reason_of(unlink(there)), "not_found");
    EXPECT_EQ(linked(here), Persons{});
}

TEST_F(PersonRecords, that_leave_a_group_leave_the_others_together) {
    const Persons group{add(), add(), add(), add()};
    for (std::size_t n = 1; n < group.size(); ++n) ASSERT_TRUE(link(group[0], group[n]));
    ASSERT_TRUE(unlink(group[0])) << "whose number the others had";
    EXPECT_EQ(linked(group[0]), Persons{});
    EXPECT_EQ(linked(group[1]), (Persons{group[2], group[3]}));
}

// Against a model in which each record has the name of its group: links join two groups, unlinking starts a new one.
TEST_F(PersonRecords, are_one_person_exactly_when_they_were_linked) {
    Persons all;
    for (int n = 0; n < 6; ++n) all.push_back(add());
    EXPECT_TRUE(rc::check([&] {
        for (const auto person : all) RC_ASSERT(unlink(person).has_value());
        std::map<PersonId, int> group;
        int next = 0;
        for (const auto person : all) group[person] = next++;
        const int steps = *rc::gen::inRange(0, 25);
        for (int step = 0; step < steps; ++step) {
            const auto person = *rc::gen::elementOf(all);
            if (*rc::gen::inRange(0, 3) == 0) {
                RC_ASSERT(unlink(person).has_value());
                group[person] = next++;
                continue;
            }
            const auto other = *rc::gen::elementOf(all);
            RC_ASSERT(link(person, other).has_value());
            const int joining = group[other];
            for (auto& [each, name] : group)
                if (name == joining) name = group[person];
        }
        for (const auto person : all) {
            Persons together;
            for (const auto other : all)
                if (other != person && group[other] == group[person]) together.push_back(other);
            RC_ASSERT(linked(person) == together);
        }
    }));
}

}  // namespace
}  // namespace autojet::customers
