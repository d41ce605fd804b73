#include "booking/booking_holder.hpp"
#include "booking/retention.hpp"
#include "customers/correction.hpp"
#include "directory/desk_for_tests.hpp"

namespace autojet::directory {
namespace {

using People = std::vector<PersonId>;

class SearchBox : public DirectoryDesk {};

TEST_F(SearchBox, finds_by_name_number_address_plate_and_booking) {
    const auto her = of("Ada de Vries", "06 12345678", "ada.v@customers.example", "VXJ-99-N");
    (void)of("Cy Vreemd", "06 87654321", "cy@elsewhere.example", "54-JG-PV");
    const auto reference = her.reference;
    for (const auto& typed : {std::string("vries"), std::string("Ada"), std::string("de vries"), std::string("06-12"),
                              std::string("5678"), std::string("ada.v"), std::string("@customers"),
                              std::string("vxj99n"), std::string("VXJ-99-N"), std::string("vx"), reference,
                              ascii_lower(reference), booking::display_reference(reference), reference.substr(0, 6)})
        EXPECT_EQ(records(typed), People{her.person}) << typed;
    for (const auto* typed : {"ries", "adam", "06-13", "99n", "customers@", "ada vreemd"})
        EXPECT_EQ(records(typed), People{}) << typed;
    EXPECT_TRUE(found("v").too_little);
    EXPECT_FALSE(found("zz").too_little);
}

TEST_F(SearchBox, puts_whole_names_first_and_then_the_newest) {
    const auto old = of("Bo Vries"), longer = of("Bo Vriesendorp"), fresh = of("Cy Vries"), last = of("Dee Vriesema");
    EXPECT_EQ(records("vries"), (People{fresh.person, old.person, last.person, longer.person}));
}

TEST_F(SearchBox, stops_at_twenty_and_says_that_there_are_more) {
    for (std::size_t n = 0; n < most_found; ++n) (void)of("Ada Velen");
    EXPECT_FALSE(found("velen").more);
    (void)of("Ada Velen");
    const auto all = found("velen");
    EXPECT_EQ(all.records.size(), most_found);
    EXPECT_TRUE(all.more);
}

TEST_F(SearchBox, finds_nobody_of_another_shop) {
    const auto ours = of("Ada de Vries");
    const auto theirs = of(contact("Ada de Vries", "06 12345678"), house.other_shop());
    EXPECT_EQ(records("vries"), People{ours.person});
    EXPECT_EQ(records("vries", house.other_shop()), People{theirs.person});
    EXPECT_EQ(records(theirs.reference), People{});
}

TEST_F(SearchBox, shows_linked_records_as_one_person) {
    const auto one = of("Ada Lovelace"), other = of("Ada Lovelace");
    EXPECT_EQ(records("lovelace").size(), 2U);
    ASSERT_TRUE(link(one, other));
    EXPECT_EQ(records("lovelace"), People{other.person});
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return customers::unlink(tx, one.person); }));
    EXPECT_EQ(records("lovelace").size(), 2U);
}

TEST_F(SearchBox, duty_26_follows_a_correction_at_once) {
    const auto her = of("Ada Lovelace");
    EXPECT_EQ(records("lovelace"), People{her.person});
    Errors errors;
    const auto details = customers::check(contact("Ada Byron", "06 99999999"), Language::nl, errors);
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return customers::correct(tx, house->vault, her.person, *details); }));
    EXPECT_EQ(records("byron"), People{her.person});
    EXPECT_EQ(records("9999"), People{her.person});
    EXPECT_EQ(records("lovelace"), People{});
    EXPECT_EQ(records("5678"), People{});
}

TEST_F(SearchBox, K1_R3_finds_nobody_who_was_erased_a_moment_ago) {
    const auto her = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    const auto him = of("Bo Lovelace");
    EXPECT_EQ(records("lovelace"), (People{him.person, her.person}));
    ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
        booking::erase_with_bookings(tx, house->vault, her.person);
        return {};
    }));
    EXPECT_EQ(records("lovelace"), People{him.person});
    for (const auto& typed : {std::string("vxj99n"), std::string("ada@"), her.reference})
        EXPECT_EQ(records(typed), People{}) << typed;
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM person_words WHERE shop = $1"), 1);
}

TEST_F(SearchBox, finds_again_what_a_restore_brought_without_words) {
    const auto her = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    house.write([](store::Tx& tx) -> Result<void> {
        tx.run("UPDATE person_words SET words = NULL, revision = 1 WHERE shop = $1");
        return {};
    });
    EXPECT_EQ(records("lovelace"), People{}) << "in a backup there are none";
    const auto holder = booking::customers_holder(bookings);
    house.write([&](store::Tx& tx) -> Result<void> {
        policy::Openings openings;
        EXPECT_EQ(holder.index_again(tx, PersonId{}, 100, openings), her.person);
        house->ledger.append(tx, Actor::job("restore"), openings);
        return {};
    });
    for (const auto* typed : {"lovelace", "5678", "ada@customers", "vxj99n"})
        EXPECT_EQ(records(typed), People{her.person}) << typed;
}

TEST_F(SearchBox, finds_records_of_an_older_program_after_its_first_job) {
    const auto her = of("Ada Lovelace");
    house.write([](store::Tx& tx) -> Result<void> {
        tx.run("DELETE FROM person_words WHERE shop = $1");
        return {};
    });
    for (const auto& job : directory.module().jobs) job.run(house.autojet());
    EXPECT_EQ(records("lovelace"), People{her.person});
}

TEST_F(SearchBox, T1_opens_nothing_to_find_and_keeps_no_word) {
    (void)of("Ada Quibblewick");
    const auto before = house.ledger().size();
    EXPECT_EQ(records("quibble").size(), 1U);
    EXPECT_EQ(house.ledger().size(), before);
    EXPECT_FALSE(house.is_on_disk("quibble"));
}

TEST_F(SearchBox, T1_rows_of_two_people_with_one_name_have_nothing_in_common) {
    (void)of("Ada Lovelace");
    (void)of("Ada Lovelace");
    std::vector<store::Bytes> rows = house.read([](store::Tx& tx) {
        return tx.all("SELECT words FROM person_words WHERE shop = $1",
                      [](const store::Row& row) { return row.bytes(0); });
    });
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].size(), rows[1].size());
    for (std::size_t at = 0; at + 8 <= rows[0].size(); ++at) {
        const auto piece = store::as_text(store::BytesView(rows[0]).subspan(at, 8));
        EXPECT_EQ(store::as_text(rows[1]).find(piece), std::string_view::npos);
    }
}

TEST_F(SearchBox, of_many_finds_every_record_by_each_of_its_words) {
    std::vector<std::pair<std::string, PersonId>> people;
    house.write([&](store::Tx& tx) -> Result<void> {
        for (int n = 0; n < 5000; ++n) {
            const auto name = "Naam" + std::to_string(n) + "x Achter" + std::to_string(n * 7 % 5000) + "x";
            Errors errors;
            const auto details =
                customers::check(contact(name, "06" + std::to_string(10'000'000 + n)), Language::nl, errors);
            people.emplace_back(name, customers::add(tx, house->vault, *details));
        }
        return {};
    });
    (void)records("naam");
    const auto late = of("Ada Later");  // looked for beside the bulk
    EXPECT_EQ(records("later"), People{late.person});
    for (std::size_t n = 0; n < people.size(); n += 37) {
        const auto& [name, person] = people[n];
        EXPECT_EQ(records(name.substr(0, name.find(' '))), People{person}) << name;
        EXPECT_EQ(records(name.substr(name.find(' ') + 1)), People{person}) << name;
        EXPECT_EQ(records("06" + std::to_string(10'000'000 + n)), People{person}) << name;
    }
    EXPECT_LT(directory.search().bytes(house.autojet()), 5000U * 250U);
}

}  // namespace
}  // namespace autojet::directory
