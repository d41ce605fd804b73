#include "rights/erasure.hpp"

#include <gtest/gtest.h>

#include "rights/counter_for_tests.hpp"

namespace autojet::rights {
namespace {

class Erasures : public Counter {
protected:
    Erasures() : booking(book_as_ada()) {}

    Answer erase_through(Browser& visitor) { return visitor.post("/en/me/deletion", {{"sure", "yes"}}); }

    Request ask_for_deletion() {
        return house
            .write([&](store::Tx& tx) -> Result<Request> {
                return request_erasure(tx, house->vault, house->shops.zone(tx.shop()),
                                       {.kind = Kind::deletion,
                                        .channel = Channel::self_service,
                                        .language = Language::en,
                                        .persons = {booking.person},
                                        .words = std::nullopt,
                                        .contact = Address::collected(std::string(adas_address)),
                                        .identity = Identity::address},
                                       "booking 1, customer 1");
            })
            .value();
    }
    ErasureState state_of(const Request& request) {
        return house.read([&](store::Tx& tx) { return erasure_of(tx, request.id); }).value();
    }

    booking::Booking booking;
};

TEST_F(Erasures, R3_it_says_before_what_goes_and_stays_and_does_nothing_without_a_clear_yes) {
    auto visitor = signed_in_as(std::string(adas_address));
    const auto page = visitor.get("/en/me/deletion");
    for (const auto* part : {"This goes, for good", "This stays, and why", "Appointments that are still to come",
                             "23 November 2029", "Tuesday 24 November 2026, 10:00"})
        EXPECT_TRUE(page.shows(part)) << part;
    EXPECT_EQ(visitor.post("/en/me/deletion").status, 422);
    EXPECT_EQ(persons_with(std::string(adas_address)).size(), 1u);
}

TEST_F(Erasures, R3_everything_goes_the_bay_is_free_and_a_signed_receipt_stays) {
    auto visitor = signed_in_as(std::string(adas_address));
    const auto sent = erase_through(visitor);
    ASSERT_TRUE(sent.location.starts_with("/en/receipt/"));
    const auto page = visitor.get(sent.location);
    EXPECT_TRUE(page.shows("Receipt of deletion"));
    EXPECT_TRUE(page.shows("The signature under this text is ours."));
    EXPECT_TRUE(page.shows("Appointments: 1"));
    for (const auto* table : {"person", "booking", "blind_index", "claim", "rights_person"})
        EXPECT_EQ(house.number("SELECT COUNT(*) FROM " + std::string(table) + " WHERE shop = $1"), 0) << table;
    EXPECT_FALSE(visitor.cookie("autojet_me"));
    EXPECT_TRUE(book(at(booking::tuesday_at_ten))) << "the bay is free again";

    const auto mail = newest_mail();
    (void)mail;
    const auto text = visitor.get(sent.location + "/receipt.txt").body;
    ASSERT_TRUE(text.starts_with("receipt\n"));
    const auto signature = encode_base64url(visitor.get(sent.location + "/receipt.sig").body);
    EXPECT_TRUE(house->signer.verify(house.autojet(), "receipt", text.substr(8), signature, house.clock.now()));
}

TEST_F(Erasures, R3_the_receipt_goes_to_the_contact_that_was_kept_apart) {
    const auto request = ask_for_deletion();
    carry_on_erasures(*house, holders, house.autojet());
    const auto mail = newest_mail();
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->to, adas_address);
    EXPECT_NE(mail->text.find("Receipt of deletion"), std::string::npos);
    const auto secret = receipt_secret(house->vault, house.autojet(), request.id, house.clock.now());
    EXPECT_NE(mail->text.find("/receipt/" + secret), std::string::npos);
    EXPECT_EQ(secret.size(), 43u) << "256 bits";
    EXPECT_FALSE(house.is_on_disk(secret));
}

// A crash between any two steps is a holder that fails at the nth call.
TEST_F(Erasures, R3_duty28_interrupted_at_any_step_it_is_not_reported_as_done_and_resumes) {
    const auto other = book_as("Ada L", "ada2@customers.example", "2026-11-24T12:00:00+01:00");
    change([&](store::Tx& tx) { return customers::link(tx, booking.person, other.person); });
    auto visitor = signed_in_as(std::string(adas_address));
    int calls_left = 0;
    auto breaking = holders;
    breaking.push_back({.name = "breaking",
                        .knows = [](store::Tx&, PersonId) { return false; },
                        .find_by_email = {},
                        .describe = {},
                        .erase = [&](store::Tx&, PersonId) -> std::vector<Kept> {
                            if (calls_left-- <= 0) throw Broken("the power went");
                            return {};
                        }});
    const auto request = house
                             .write([&](store::Tx& tx) -> Result<Request> {
                                 return request_erasure(tx, house->vault, house->shops.zone(tx.shop()),
                                                        {.kind = Kind::deletion,
                                                         .channel = Channel::self_service,
                                                         .language = Language::en,
                                                         .persons = {booking.person, other.person},
                                                         .words = std::nullopt,
                                                         .contact = std::nullopt,
                                                         .identity = Identity::address},
                                                        "booking 2, customer 2");
                             })
                             .value();
    const auto secret = receipt_secret(house->vault, house.autojet(), request.id, house.clock.now());
    for (int step = 0; step < 4; ++step) {
        calls_left = step == 0 ? 0 : 1;
        try {
            carry_on_erasures(*house, breaking, house.autojet());
        } catch (const Broken&) {
            EXPECT_NE(state_of(request), ErasureState::done) << step;
            EXPECT_TRUE(visitor.get("/en/receipt/" + secret).shows("We are at it.")) << step;
            EXPECT_EQ(visitor.get("/en/receipt/" + secret + "/receipt.txt").status, 404) << step;
        }
    }
    calls_left = 100;
    carry_on_erasures(*house, breaking, house.autojet());
    EXPECT_EQ(state_of(request), ErasureState::done);
    EXPECT_TRUE(visitor.get("/en/receipt/" + secret).shows("It is done."));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM person WHERE shop = $1"), 0);
}

TEST_F(Erasures, R3_duty28_again_it_changes_nothing) {
    const auto request = ask_for_deletion();
    carry_on_erasures(*house, holders, house.autojet());
    const auto receipt = [&] {
        Browser anybody(house, router);
        return anybody
            .get("/en/receipt/" + receipt_secret(house->vault, house.autojet(), request.id, house.clock.now()))
            .body;
    };
    const auto first = receipt();
    house.clock.advance(std::chrono::hours{5});
    carry_on_erasures(*house, holders, house.autojet());
    EXPECT_EQ(receipt(), first);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM outbox WHERE shop = $1 AND event = 'rights.receipt'"), 1);
}

TEST_F(Erasures, R3_what_the_law_keeps_is_told_with_its_law_and_its_date) {
    const auto request = ask_for_deletion();
    const auto text = receipt_of_erasure(
        *house, house.autojet(), request, "booking 1, customer 1",
        {{"Invoice", "AWR 52", "2026-0042", Instant{std::chrono::sys_days{std::chrono::year{2033} / 12 / 31}}}},
        house.clock.now());
    EXPECT_NE(text.find("2026-0042 (AWR 52): Saturday 31 December 2033"), std::string::npos) << text;
}

TEST_F(Erasures, R3_the_desk_erases_for_somebody_who_phoned_once_it_knows_who_it_is) {
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto made = bo.post("/desk/requests", {{"kind", "deletion"},
                                                 {"channel", "phone"},
                                                 {"contact", "06 12345678"},
                                                 {"record", std::to_string(booking.person.value())}});
    EXPECT_EQ(bo.post(made.location + "/deletion").status, 409);
    EXPECT_EQ(persons_with(std::string(adas_address)).size(), 1u);
    bo.post(made.location + "/identity", {{"identity", "known"}});
    EXPECT_EQ(bo.post(made.location + "/deletion").status, 303);
    EXPECT_TRUE(persons_with(std::string(adas_address)).empty());
    EXPECT_TRUE(bo.get(made.location).shows("Done as asked"));
}

}  // namespace
}  // namespace autojet::rights
