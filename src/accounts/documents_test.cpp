// The archive of issued documents: whole, unchanged, held by law, and gone on the day that the hold lapses.
#include "accounts/documents.hpp"

#include <filesystem>
#include <fstream>

#include "accounts/accounts.hpp"
#include "booking/booking_holder.hpp"
#include "booking/garage_for_tests.hpp"
#include "privacy/standing.hpp"

namespace autojet::accounts {
namespace {

using booking::Booking;
using policy::Purpose;
using std::chrono::days;
using namespace std::chrono_literals;

const std::string invoice = "%PDF-1.7 Invoice 2026-0042 for Ada Lovelace, hand wash, 35.00";

class Archive : public booking::Garage {
protected:
    Archive() { accounts.module().add_routes(router); }

    Result<Document> put(const std::string& number, CivilDate day, std::optional<PersonId> person = std::nullopt,
                         const std::string& bytes = invoice) {
        return house.write([&](store::Tx& tx) {
            return issue(tx, house->vault,
                         {DocumentNumber::parse(number).value(), day, check_content(bytes).value(), person});
        });
    }
    std::string opened(const Document& document) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<Purpose::legal_duty>(tx, dee, {document.person}, openings);
            const auto content = load_content(tx, house->vault, document);
            return content ? content->open(*warrant) : content.error().reason;
        });
    }
    void sweep() { accounts.module().jobs.at(0).run(house.autojet()); }
    std::int64_t documents() {
        return house.number(
            "SELECT (SELECT COUNT(*) FROM accounts_document WHERE shop = $1) + (SELECT COUNT(*) FROM "
            "accounts_content WHERE shop = $1)");
    }
    std::vector<Kept> erase_everywhere(PersonId person) {
        return house
            .write([&](store::Tx& tx) -> Result<std::vector<Kept>> {
                booking::customers_holder(bookings).erase(tx, person);
                return documents_holder().erase(tx, person);
            })
            .value();
    }

    static constexpr CivilDate today = 2026y / 11 / 23;
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Accounts accounts{*house, bookings, desk};
    http::Router router;
};

TEST_F(Archive, K3_a_document_is_held_until_seven_years_after_the_end_of_its_financial_year_and_then_gone) {
    const auto first = put("2026-0001", 2026y / 1 / 1).value();
    const auto last = put("2026-0002", today).value();
    EXPECT_EQ(first.held_until(), Instant{std::chrono::sys_days{2034y / 1 / 1}});
    EXPECT_EQ(last.held_until(), first.held_until()) << "duty 27: by year";
    house.clock.set(first.held_until() - 1s);
    sweep();
    EXPECT_EQ(documents(), 4);
    EXPECT_EQ(opened(first), invoice);
    house.clock.advance(1s);
    sweep();
    EXPECT_EQ(documents(), 0);
    EXPECT_EQ(opened(first), "not_found");
}

TEST_F(Archive, K3_years_lapse_one_after_the_other) {
    put("2026-0001", today).value();
    house.clock.set(Instant{std::chrono::sys_days{2027y / 1 / 2}});
    const auto later = put("2027-0001", 2027y / 1 / 1).value();
    house.clock.set(Instant{std::chrono::sys_days{2034y / 1 / 1}});
    sweep();
    EXPECT_EQ(documents(), 2);
    EXPECT_EQ(opened(later), invoice);
    EXPECT_EQ(put("2026-0003", today).error().reason, "hold_is_over");
}

TEST_F(Archive, R3_duty_25_erasing_a_person_leaves_the_invoice_whole_and_unchanged_and_says_why_and_until_when) {
    const auto booked = book(request(ada())).value();
    const auto document = put("2026-0042", today, booked.person).value();
    for (int n = 0; n < 2; ++n) {
        const auto kept = erase_everywhere(booked.person);
        ASSERT_EQ(kept.size(), 1u);
        EXPECT_EQ(kept[0].number, "2026-0042");
        EXPECT_EQ(kept[0].law, "AWR 52");
        EXPECT_EQ(kept[0].until, Instant{std::chrono::sys_days{2034y / 1 / 1}});
    }
    EXPECT_EQ(opened(document), invoice);
    EXPECT_TRUE(is_unchanged(document, opened(document)));
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(find_by_number(tx, "2026-0042")->id, document.id);
        EXPECT_EQ(of_year(tx, 2026).size(), 1u);
        return 0;
    });
}

// The hold is on the document, never on the account (duty 26).
TEST_F(Archive, duty_26_the_hold_keeps_nothing_else_of_the_person) {
    const auto before = rows();
    const auto booked = book(request(ada())).value();
    put("2026-0042", today, booked.person).value();
    erase_everywhere(booked.person);
    EXPECT_EQ(rows(), before);
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return customers::exists(tx, booked.person); }));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM blind_index WHERE shop = $1"), 0) << "not found by their data";
}

TEST_F(Archive, duty_23_a_number_is_issued_once_and_what_was_issued_stays) {
    const auto document = put("2026-0042", today).value();
    EXPECT_EQ(put("2026-0042", today, std::nullopt, "%PDF-1.7 another").error().reason, "number_taken");
    EXPECT_EQ(opened(document), invoice);
    EXPECT_FALSE(is_unchanged(document, invoice + " "));
    EXPECT_TRUE(house->database.write(house.other_shop(), [&](store::Tx& tx) {
        return issue(tx, house->vault,
                     {DocumentNumber::parse("2026-0042").value(), today, check_content(invoice).value(), std::nullopt});
    })) << "each shop counts for itself";
}

TEST(ArchiveInTheSource, duty_23_no_statement_of_the_program_updates_a_document) {
    std::size_t looked_at = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(std::string(AUTOJET_SOURCE_DIR) + "/src")) {
        if (file.path().extension() != ".cpp" || file.path().stem().string().ends_with("_test")) continue;
        std::ifstream in(file.path());
        const std::string text(std::istreambuf_iterator<char>(in), {});
        for (const std::string_view table : {"accounts_document", "accounts_content"})
            for (const std::string_view verb : {"UPDATE ", "REPLACE INTO "})
                EXPECT_EQ(text.find(std::string(verb) + std::string(table)), std::string::npos) << file.path();
        ++looked_at;
    }
    EXPECT_GT(looked_at, 50u);
}

TEST_F(Archive, numbers_and_files_are_checked) {
    for (const std::string_view number : {"2026-0042", "A1", "F/2026/0042", "202600123", "123456782"})
        EXPECT_TRUE(DocumentNumber::parse(number)) << number;
    for (const std::string_view number : {"", "  ", "-1", "1-", "a b", "a\"b", "../1", "\xff", "é"})
        EXPECT_FALSE(DocumentNumber::parse(number)) << number;
    EXPECT_EQ(check_content("").error().reason, "required");
    EXPECT_EQ(check_content("GIF89a").error().reason, "not_a_pdf");
    EXPECT_EQ(check_content("%PDF-" + std::string(longest_document, 'x')).error().reason, "too_large");
    EXPECT_EQ(put("2026-1", add_days(today, 3)).error().reason, "in_the_future");
    EXPECT_EQ(put("2018-1", 2018y / 12 / 31).error().reason, "hold_is_over");
}

TEST_F(Archive, is_sealed_and_opens_for_the_law_with_an_entry_in_the_ledger) {
    const auto document = put("2026-0042", today).value();
    EXPECT_FALSE(house.is_on_disk("for Ada Lovelace"));
    tests::Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper);
    const auto page = bo.get("/desk/accounts");
    EXPECT_TRUE(page.shows("2026-0042"));
    EXPECT_TRUE(page.shows("1 January 2034"));
    EXPECT_TRUE(house.ledger().empty()) << "the list opens nothing";
    const auto url = "/desk/accounts/" + std::to_string(document.id.value());
    EXPECT_EQ(bo.get(url).body, invoice);
    ASSERT_EQ(house.ledger().size(), 1u);
    EXPECT_TRUE(house.ledger()[0].ends_with(" opened legal_duty: details"));
    EXPECT_TRUE(bo.get("/desk/accounts?number=2026-0042").shows(url));
    EXPECT_TRUE(bo.get("/desk/accounts?number=7").shows("There is no document with this number."));
    EXPECT_EQ(bo.get("/desk/accounts?number=%ff").status, 200);
    for (const std::string_view id : {"0", "-1", "x", "99999999999999999999"})
        EXPECT_EQ(bo.get("/desk/accounts/" + std::string(id)).status, 404);
}

TEST_F(Archive, shows_the_newest_year_and_leads_to_the_others) {
    put("2025-0007", 2025y / 12 / 31).value();
    put("2026-0001", today).value();
    tests::Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper);
    const auto newest = bo.get("/desk/accounts");
    EXPECT_TRUE(newest.shows("2026-0001"));
    EXPECT_FALSE(newest.shows("2025-0007"));
    EXPECT_TRUE(newest.shows("/desk/accounts?year=2025"));
    EXPECT_FALSE(newest.shows("?year=2026"));
    const auto older = bo.get("/desk/accounts?year=2025");
    EXPECT_TRUE(older.shows("2025-0007"));
    EXPECT_FALSE(older.shows("2026-0001"));
    for (const std::string_view year : {"2019", "x", "%ff", ""})
        EXPECT_TRUE(bo.get("/desk/accounts?year=" + std::string(year)).shows("2026-0001")) << year;
}

TEST_F(Archive, cy_and_the_staff_of_another_shop_see_and_change_nothing) {
    const auto document = put("2026-0042", today).value();
    const auto url = "/desk/accounts/" + std::to_string(document.id.value());
    tests::Browser cy(house, router);
    tests::Browser neighbour = tests::signed_in(house, router, house.other_shop(), staff::Role::bookkeeper);
    EXPECT_EQ(cy.get("/desk/accounts").status, 303);
    EXPECT_EQ(cy.get(url).status, 303);
    EXPECT_EQ(cy.post("/desk/accounts").status, 401);
    EXPECT_FALSE(neighbour.get("/desk/accounts").shows("2026-0042"));
    EXPECT_EQ(neighbour.get(url).status, 404);
    EXPECT_EQ(neighbour.at(house.autojet()).get(url).status, 303);
    EXPECT_EQ(
        tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper).post_forged("/desk/accounts").status,
        403);
    EXPECT_EQ(tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper).post("/desk/accounts").status,
              422);
}

TEST_F(Archive, tells_the_person_what_is_kept_and_stays_while_they_are_restricted) {
    const auto booked = book(request(ada())).value();
    put("2026-0042", today, booked.person).value();
    policy::Openings openings;
    const auto records = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<Purpose::rights>(tx, dee, {booked.person}, openings);
        return documents_holder().describe(tx, booked.person, *warrant);
    });
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].number, "2026-0042");
    EXPECT_EQ(records[0].values.size(), 3u);
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, booked.person, privacy::Ground::claim);
        return {};
    });
    house.clock.set(*records[0].kept_until);
    sweep();
    EXPECT_EQ(documents(), 2);
}

}  // namespace
}  // namespace autojet::accounts
