// Lines of the bank: taken in once and sealed, explained by somebody, taken back by counter entries, gone in time.
#include "payments/bank.hpp"

#include "payments/counter_for_tests.hpp"
#include "payments/payments_holder.hpp"

namespace autojet::payments {
namespace {

class Bank : public Counter {
protected:
    std::int64_t lines() { return house.number("SELECT COUNT(*) FROM bank_line WHERE shop = $1"); }
};

TEST_F(Bank, D0_no_file_is_taken_in_before_the_policy_says_so) {
    EXPECT_EQ(reason_of(import(camt_for_tests({{}}))), "not_published");
    EXPECT_EQ(lines(), 0);
    allow_bank_lines();
    EXPECT_EQ(reason_of(import(camt_for_tests({{}}))), "");
    EXPECT_EQ(lines(), 1);
}

TEST_F(Bank, a_line_is_sealed_and_says_what_the_bank_said) {
    allow_bank_lines();
    ASSERT_TRUE(import(camt_for_tests({{.name = "Ada Geheim", .text = "voor de beurt"}})));
    EXPECT_EQ(told(line()), (Told{"Ada Geheim", "NL69INGB0123456789", "", "voor de beurt"}));
    for (const auto* secret : {"Ada Geheim", "NL69INGB0123456789", "voor de beurt"})
        EXPECT_FALSE(house.is_on_disk(secret)) << secret;
}

TEST_F(Bank, a_citizen_service_number_in_a_description_is_not_kept) {
    allow_bank_lines();
    ASSERT_TRUE(import(camt_for_tests({{.text = "BSN 111222333 huur"}})));
    EXPECT_EQ(told(line()).text, "BSN ######### huur");
}

TEST_F(Bank, the_same_file_twice_is_refused_and_an_overlapping_one_brings_only_what_is_new) {
    allow_bank_lines();
    const LineForTests first{.day = "2026-11-19", .amount = "10.00"}, twin{.day = "2026-11-19", .amount = "10.00"},
        second{.day = "2026-11-20", .amount = "20.00", .reference = "REF2"},
        third{.day = "2026-11-21", .amount = "20.00", .reference = "REF3"};
    const auto done = import(camt_for_tests({first, twin, second}));
    ASSERT_TRUE(done);
    EXPECT_EQ(done->new_lines, 3) << "two that are alike are two";
    EXPECT_EQ(reason_of(import(camt_for_tests({first, twin, second}))), "already_imported");
    const auto more = import(camt_for_tests({twin, first, second, third}, true));
    ASSERT_TRUE(more);
    EXPECT_EQ(more->new_lines, 1);
    EXPECT_EQ(more->known_lines, 3);
    EXPECT_EQ(lines(), 4);
}

TEST_F(Bank, another_account_or_a_day_to_come_is_refused_wholly) {
    allow_bank_lines();
    EXPECT_EQ(reason_of(import(camt_for_tests({{}}, false, "NL69INGB0123456789"))), "other_account");
    EXPECT_EQ(reason_of(import(camt_for_tests({{}, {.day = "2026-11-25"}}))), "in_the_future");
    house.write([](store::Tx& tx) -> Result<void> {
        accounts::save_settings(tx, {});
        return {};
    });
    EXPECT_EQ(reason_of(import(camt_for_tests({{}}))), "no_own_account");
    EXPECT_EQ(lines(), 0);
}

TEST_F(Bank, a_line_pays_its_invoice_and_is_taken_back) {
    allow_bank_lines();
    const auto document = issued();
    ASSERT_TRUE(import(camt_for_tests({{}})));
    const auto taken = line();
    ASSERT_EQ(reason_of(explained_as(taken, {{number_of(document), 0, Money::of_cents(28'395)}})), "");
    EXPECT_EQ(open(document), 0);
    EXPECT_EQ(stands(bank), 28'395);
    EXPECT_EQ(reason_of(explained_as(taken, {{number_of(document), 0, Money::of_cents(28'395)}})), "explained_already");
    ASSERT_EQ(reason_of(taken_back(taken)), "");
    EXPECT_EQ(open(document), 28'395);
    EXPECT_EQ(stands(bank), 0);
    EXPECT_EQ(reason_of(taken_back(taken)), "not_explained");
    EXPECT_FALSE(stored(taken).explained);
    EXPECT_EQ(reason_of(explained_as(taken, {{std::nullopt, suspense, Money::of_cents(28'395)}})), "");
    EXPECT_EQ(stands(suspense), -28'395);
}

TEST_F(Bank, a_line_is_split_and_its_parts_make_the_whole_or_nothing_is_booked) {
    allow_bank_lines();
    const auto first = issued(), second = issued();
    ASSERT_TRUE(import(camt_for_tests({{.amount = "600.00"}})));
    const auto taken = line();
    const Part of_first{number_of(first), 0, Money::of_cents(28'395)};
    const Part of_second{number_of(second), 0, Money::of_cents(28'395)};
    const Part rest{std::nullopt, suspense, Money::of_cents(3'210)};
    EXPECT_EQ(reason_of(explained_as(taken, {of_first, of_second})), "not_the_amount");
    EXPECT_EQ(reason_of(explained_as(taken, {{number_of(first), 0, Money::of_cents(60'000)}})), "overpaid");
    EXPECT_EQ(reason_of(explained_as(taken, {of_first, of_second, {std::nullopt, debtors, Money::of_cents(3'210)}})),
              "unknown_account");
    EXPECT_EQ(open(first) + open(second), 2 * 28'395) << "nothing half booked";
    EXPECT_EQ(reason_of(explained_as(taken, {of_first, of_second, rest})), "");
    EXPECT_EQ(open(first) + open(second), 0);
    EXPECT_EQ(stands(suspense), -3'210);
    EXPECT_TRUE(house.read(bookkeeping::is_balanced));
}

TEST_F(Bank, a_card_company_pays_out_less_its_fee) {
    allow_bank_lines();
    const auto document = issued();
    ASSERT_TRUE(house.write([&](store::Tx& tx) {
        return take(tx, {number_of(document), Money::of_cents(28'395), today(), Means::card}, by());
    }));
    ASSERT_TRUE(import(camt_for_tests({{.amount = "280.00", .name = "CCV", .text = "Uitbetaling"}})));
    ASSERT_EQ(
        reason_of(explained_as(line(), {{std::nullopt, card_clearing, Money::of_cents(28'000)}}, Money::of_cents(395))),
        "");
    EXPECT_EQ(stands(card_clearing), 0);
    EXPECT_EQ(stands(bank), 28'000);
    EXPECT_EQ(stands(bookkeeping::account::payment_fees), 395);
}

TEST_F(Bank, costs_are_booked_the_other_way_around) {
    allow_bank_lines();
    ASSERT_TRUE(import(camt_for_tests({{.amount = "12.50", .received = false, .name = "Bank", .text = "Kosten"}})));
    ASSERT_EQ(
        reason_of(explained_as(line(), {{std::nullopt, bookkeeping::account::payment_fees, Money::of_cents(1'250)}})),
        "");
    EXPECT_EQ(stands(bank), -1'250);
    EXPECT_EQ(stands(bookkeeping::account::payment_fees), 1'250);
}

TEST_F(Bank, R1_R3_a_line_moves_under_the_payers_key_and_back_and_is_told_and_kept) {
    allow_bank_lines();
    const auto ada_books = book(request(ada())).value();  // after the version was published: she knows of it
    const auto document = issued_to(ada_books);
    ASSERT_TRUE(import(camt_for_tests({{}})));
    const auto before = line();
    EXPECT_NE(before.person, document.person);
    ASSERT_TRUE(explained_as(before, {{number_of(document), 0, Money::of_cents(28'395)}}));
    const auto after = stored(before);
    EXPECT_EQ(after.person, document.person);
    EXPECT_EQ(told(after).name, "A. Lovelace");
    EXPECT_EQ(told(before), Told{}) << "the key of its own record is gone";

    const auto holder = payments_holder(*house);
    policy::Openings openings;
    const auto records = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::rights>(tx, dee, {document.person}, openings);
        return holder.describe(tx, document.person, *warrant);
    });
    EXPECT_EQ(records.size(), 2U) << "the payment and the line";
    const auto kept =
        house.write([&](store::Tx& tx) -> Result<std::vector<Kept>> { return holder.erase(tx, document.person); });
    ASSERT_EQ(kept->size(), 1U);
    EXPECT_EQ(kept->front().law, "AWR 52");
    EXPECT_EQ(told(stored(before)).name, "A. Lovelace") << "policy K3: held";

    ASSERT_TRUE(taken_back(stored(before)));
    EXPECT_NE(stored(before).person, document.person);
    EXPECT_EQ(told(stored(before)).name, "A. Lovelace");
}

TEST_F(Bank, V1_a_line_of_somebody_who_was_not_told_stays_a_record_of_its_own) {
    const auto ada_books = book(request(ada())).value();
    const auto document = issued_to(ada_books);
    allow_bank_lines();
    ASSERT_TRUE(import(camt_for_tests({{}})));
    const auto taken = line();
    ASSERT_TRUE(explained_as(taken, {{number_of(document), 0, Money::of_cents(28'395)}}));
    EXPECT_EQ(stored(taken).person, taken.person);
    EXPECT_EQ(open(document), 0) << "the books do not wait for that";
}

TEST_F(Bank, K3_goes_seven_years_after_its_year_with_its_key) {
    allow_bank_lines();
    const auto document = issued();
    ASSERT_TRUE(import(camt_for_tests({{}, {.amount = "1.00"}})));
    const auto taken = line();
    ASSERT_TRUE(explained_as(taken, {{number_of(document), 0, Money::of_cents(28'395)}}));
    const auto job = payments.module().jobs.at(0).run;
    house.clock.set(Instant{std::chrono::sys_days{2034y / 1 / 1}} - 1s);
    job(house.autojet());
    EXPECT_EQ(lines(), 2);
    house.clock.advance(1s);
    job(house.autojet());
    EXPECT_EQ(lines(), 0);
    for (const auto* table :
         {"SELECT COUNT(*) FROM payment WHERE shop = $1", "SELECT COUNT(*) FROM bank_statement WHERE shop = $1"})
        EXPECT_EQ(house.number(table), 0) << table;
    EXPECT_EQ(told(taken), Told{});
}

}  // namespace
}  // namespace autojet::payments
