// Payments at the desk: two taps from an invoice to "paid by card".
#include "payments/counter_for_tests.hpp"

namespace autojet::payments {
namespace {

class AtTheDesk : public Counter {
protected:
    AtTheDesk() : dee_there(tests::signed_in(house, router, house.autojet(), staff::Role::owner)) {}

    static std::string url_of(const accounts::Document& document) { return payments_url(document.id); }
    tests::Answer pay(const accounts::Document& document, tests::Fields fields) {
        return dee_there.post(url_of(document), fields);
    }

    tests::Browser dee_there;
};

TEST_F(AtTheDesk, from_an_invoice_to_paid_by_card_in_two_taps) {
    const auto document = issued();
    const auto page = dee_there.get("/desk/invoices/" + std::to_string(document.id.value()));
    EXPECT_TRUE(page.shows("href=\"" + url_of(document) + "\"")) << "the first";
    EXPECT_TRUE(page.shows("Still open"));
    const auto form = dee_there.get(url_of(document));
    EXPECT_TRUE(form.shows("name=\"amount\" value=\"283.95\""));
    const auto done = pay(document, {{"amount", "283.95"}, {"means", "card"}, {"form", "f1"}});
    EXPECT_EQ(done.status, 303) << "the second";
    EXPECT_EQ(open(document), 0);
    EXPECT_TRUE(dee_there.get(url_of(document)).shows("Paid by card"));
    EXPECT_TRUE(dee_there.get("/desk/invoices/" + std::to_string(document.id.value())).shows("Paid"));
}

TEST_F(AtTheDesk, the_server_says_what_goes_back_of_cash) {
    const auto document = issued();
    EXPECT_EQ(pay(document, {{"amount", "283,95"}, {"means", "cash"}, {"given", "200"}}).status, 422);
    EXPECT_EQ(open(document), 28'395) << "not enough: nothing is booked";
    const auto done = pay(document, {{"amount", "283,95"}, {"means", "cash"}, {"given", "300,00"}});
    ASSERT_EQ(done.status, 303);
    EXPECT_TRUE(dee_there.get(done.location).shows("€16.05"));
}

TEST_F(AtTheDesk, what_cannot_be_right_is_refused_beside_its_field_with_what_is_open) {
    const auto document = issued();
    const std::vector<std::pair<tests::Fields, std::string>> wrong{
        {{{"amount", "283.96"}, {"means", "card"}}, "amount-error"},
        {{{"amount", "-1"}, {"means", "card"}}, "amount-error"},
        {{{"amount", "1e3"}, {"means", "card"}}, "amount-error"},
        {{{"amount", "99999999999999999999"}, {"means", "card"}}, "amount-error"},
        {{{"amount", "1.234,56,78"}, {"means", "card"}}, "amount-error"},
        {{{"amount", "10"}, {"means", "bitcoin"}}, "means-error"},
        {{{"amount", "10"}, {"means", "card"}, {"day", "2026-11-24"}}, "day-error"},
        {{{"amount", "10"}, {"means", "card"}, {"day", "2026-02-30"}}, "day-error"},
        {{{"amount", "10.01"}, {"means", "cash"}}, "amount-error"}};
    for (const auto& [fields, error] : wrong) {
        const auto page = pay(document, fields);
        EXPECT_EQ(page.status, 422) << fields.front().second;
        EXPECT_TRUE(page.shows("id=\"" + error + "\"")) << fields.front().second;
        EXPECT_TRUE(page.shows("€283.95"));
    }
    EXPECT_EQ(open(document), 28'395);
}

TEST_F(AtTheDesk, a_payment_is_taken_back_with_a_reason) {
    const auto document = issued();
    pay(document, {{"amount", "283.95"}, {"means", "card"}});
    const auto entry = house.number("SELECT MAX(entry) FROM payment WHERE shop = $1");
    EXPECT_EQ(dee_there.post(url_of(document) + "/reversal", {{"entry", std::to_string(entry)}}).status, 422);
    EXPECT_EQ(
        dee_there.post(url_of(document) + "/reversal", {{"entry", std::to_string(entry)}, {"reason", "wrong_means"}})
            .status,
        303);
    EXPECT_EQ(open(document), 28'395);
    EXPECT_TRUE(dee_there.get(url_of(document)).shows("was taken back"));
    const auto other = issued();
    EXPECT_EQ(
        dee_there.post(url_of(other) + "/reversal", {{"entry", std::to_string(entry)}, {"reason", "twice"}}).status,
        404)
        << "of another invoice";
}

TEST_F(AtTheDesk, the_page_of_a_credit_note_is_that_of_its_invoice_and_pays_back) {
    const auto document = issued();
    pay(document, {{"amount", "283.95"}, {"means", "card"}});
    const auto made = dee_there.post("/desk/invoices/" + std::to_string(document.id.value()) + "/credit").location;
    const auto id = made.substr(made.rfind('/') + 1);
    const auto page = dee_there.get("/desk/payments/of/" + id);
    EXPECT_TRUE(page.shows("We owe the customer"));
    EXPECT_EQ(dee_there.post("/desk/payments/of/" + id, {{"amount", "283.95"}, {"means", "bank"}}).status, 303);
    EXPECT_EQ(open(document), 0);
}

TEST_F(AtTheDesk, the_list_of_open_invoices_agrees_with_the_books_and_is_a_file_too) {
    EXPECT_TRUE(dee_there.get("/desk/payments").shows("Everything is paid."));
    const auto first = issued();
    days_go_by(40);
    auto later = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    const auto second = issued();
    EXPECT_EQ(later.post(url_of(second), {{"amount", "83.95"}, {"means", "card"}}).status, 303);
    const auto page = later.get("/desk/payments");
    EXPECT_TRUE(page.shows(first.number) && page.shows(second.number));
    EXPECT_TRUE(page.shows("€483.95"));
    EXPECT_TRUE(page.shows("Agrees with the account of debtors"));
    const auto late = later.get("/desk/payments?age=to_30");
    EXPECT_TRUE(late.shows("/desk/payments/of/" + std::to_string(first.id.value()) + "\""));
    EXPECT_FALSE(late.shows("/desk/payments/of/" + std::to_string(second.id.value()) + "\""));
    const auto file = later.get("/desk/payments/open.csv");
    EXPECT_TRUE(file.shows(first.number + ",2026-11-23,2026-12-07,Ada de Vries,to_30,283.95\r\n")) << file.body;
}

TEST_F(AtTheDesk, D0_the_bank_shows_the_missing_sentence_until_it_is_published) {
    EXPECT_TRUE(dee_there.get("/desk/bank").shows("/desk/policy/draft/clauses/bank_lines"));
    EXPECT_FALSE(dee_there.get("/desk/bank").shows("name=\"file\""));
    allow_bank_lines();
    EXPECT_TRUE(dee_there.get("/desk/bank").shows("name=\"file\""));
}

TEST_F(AtTheDesk, what_is_certain_is_booked_at_once_and_the_rest_is_looked_at) {
    allow_bank_lines();
    const auto document = issued();
    ASSERT_TRUE(import(camt_for_tests({{.text = document.number}, {.amount = "5.00", .name = "Cy", .text = "?"}})));
    const auto page = dee_there.get("/desk/bank");
    EXPECT_TRUE(page.shows("Book all that are certain"));
    EXPECT_TRUE(page.shows("Nobody knows"));
    EXPECT_EQ(dee_there.post("/desk/bank/certain").location, "/desk/bank?booked=1");
    EXPECT_EQ(open(document), 0);
    EXPECT_TRUE(dee_there.get(url_of(document)).shows("from the bank file"));
    const auto url = "/desk/bank/lines/" + std::to_string(line().id.value());
    EXPECT_EQ(dee_there.post(url, {{"document0", ""}}).status, 422);
    EXPECT_TRUE(dee_there.get(url).shows("Cy"));
    EXPECT_EQ(dee_there.post(url, {{"account", std::to_string(suspense)}}).status, 303);
    EXPECT_TRUE(dee_there.get("/desk/bank").shows("Every line of the bank is in the books."));
    EXPECT_EQ(dee_there.post(url + "/reversal", {{"reason", "other"}}).status, 303);
    EXPECT_EQ(stands(suspense), 0);
}

TEST_F(AtTheDesk, a_reminder_is_previewed_sent_and_written_down) {
    const auto document = issued_to(book(request(ada())).value());
    const auto url = "/desk/payments/reminders/of/" + std::to_string(document.id.value());
    EXPECT_TRUE(dee_there.get(url).shows("it is too early for it"));
    days_go_by(21);
    auto later = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    EXPECT_TRUE(later.get("/desk/payments/reminders").shows(document.number));
    EXPECT_TRUE(later.get(url).shows("It may have slipped your mind"));
    EXPECT_TRUE(later.get(url + "?language=nl").shows("name=\"language\" value=\"nl\""));
    EXPECT_EQ(later.post(url, {{"way", "mail"}}).status, 303);
    EXPECT_TRUE(later.get(url).shows("mail, on its way"));
    EXPECT_EQ(later.post(url, {{"way", "mail"}}).status, 409);
    EXPECT_TRUE(later.get("/desk/payments/reminders").shows("Nobody has to be reminded today."));
    EXPECT_EQ(later.post(url + "/pause", {{"reason", "disputed"}}).status, 303);
    EXPECT_TRUE(later.get(url).shows("Go on reminding"));
}

TEST_F(AtTheDesk, who_keeps_the_books_reminds_without_opening_how_to_reach_anybody) {
    const auto document = issued_to(book(request(ada())).value());
    days_go_by(21);
    auto bookkeeper = tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper);
    const auto url = "/desk/payments/reminders/of/" + std::to_string(document.id.value());
    EXPECT_TRUE(bookkeeper.get(url).shows("Send by mail"));
    EXPECT_EQ(bookkeeper.post(url, {{"way", "mail"}}).status, 303);
    for (const auto& line : house.ledger()) EXPECT_EQ(line.find("contact:"), std::string::npos) << line;
}

TEST_F(AtTheDesk, another_shop_sees_nothing_of_it) {
    const auto document = issued();
    auto cy = tests::signed_in(house, router, house.other_shop(), staff::Role::owner);
    for (const auto& url : {url_of(document), "/desk/payments/reminders/of/" + std::to_string(document.id.value())})
        EXPECT_EQ(cy.get(url).status, 404) << url;
    EXPECT_EQ(cy.post(url_of(document), {{"amount", "1"}, {"means", "card"}}).status, 404);
    EXPECT_FALSE(cy.get("/desk/payments").shows(document.number));
    EXPECT_EQ(open(document), 28'395);
}

}  // namespace
}  // namespace autojet::payments
