// The pages of the books, as the owner and the bookkeeper use them.
#include "ledgers/ledgers.hpp"

#include "bookkeeping/books_for_tests.hpp"
#include "bookkeeping/close_year.hpp"

namespace autojet::ledgers {
namespace {

using bookkeeping::cents;
using bookkeeping::number;
using bookkeeping::on;
using staff::Role;
using tests::Answer;
using tests::Fields;
namespace account = bookkeeping::account;

class LedgerPages : public bookkeeping::Books {
protected:
    LedgerPages() { ledgers.module().add_routes(router); }

    Answer get(const std::string& url) { return dee.get(url); }
    Answer post(const std::string& url, const Fields& fields) { return dee.post(url, fields); }
    // Follows where a form leads.
    Answer done(const Answer& answer) {
        EXPECT_EQ(answer.status, 303) << answer.body;
        return answer.status == 303 ? get(answer.location) : answer;
    }
    std::int64_t entries() { return house.number("SELECT COUNT(*) FROM journal_entry WHERE shop = $1"); }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Ledgers ledgers{*house, desk};
    http::Router router;
    tests::Browser dee{tests::signed_in(house, router, house.autojet(), Role::owner)};
};

TEST_F(LedgerPages, the_overview_says_what_is_to_be_done_and_how_things_stand) {
    EXPECT_TRUE(get("/desk/accounts/books").shows("Nothing. The books are up to date."));
    book_all({bookkeeping::entry_of(bookkeeping::sound(bookkeeping::draft_for_ada()))});
    pay("2026-0042", 1'000, on(2026, 11, 20), bookkeeping::Means::cash);
    post("/desk/till", {{"day", "2026-11-19"}, {"counted", "0"}});
    const auto page = get("/desk/accounts/books");
    EXPECT_TRUE(page.shows("Close the till of Friday 20 November 2026"));
    EXPECT_TRUE(page.shows("File the VAT return of quarter 1 2026"));
    EXPECT_TRUE(page.shows("It was due on Thursday 30 April 2026"));
    EXPECT_TRUE(page.shows("€273.95")) << "still open: 283.95 less 10";
}

TEST_F(LedgerPages, the_till_is_counted_by_pieces_and_closed_once) {
    pay("2026-0001", 12'345, on(2026, 11, 20), bookkeeping::Means::cash);
    EXPECT_TRUE(get("/desk/till").shows("€123.45"));
    const Fields right{{"day", "2026-11-20"}, {"n5000", "2"}, {"n1000", "2"}, {"n200", "1"},
                       {"n100", "1"},         {"n20", "2"},   {"n5", "1"}};
    auto summed = right;
    summed.emplace_back("step", "sum");
    const auto sum = post("/desk/till", summed);
    EXPECT_EQ(sum.status, 200);
    EXPECT_TRUE(sum.shows("That is what the books say."));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM journal_till WHERE shop = $1"), 0) << "adding up closes nothing";
    const auto report = done(post("/desk/till", right));
    EXPECT_TRUE(report.shows("Till report"));
    EXPECT_TRUE(report.shows("2026-0001"));
    EXPECT_EQ(post("/desk/till", right).status, 409);
    EXPECT_TRUE(get("/desk/till?day=2026-11-20").shows("This day is closed."));
}

TEST_F(LedgerPages, a_till_that_differs_asks_why_before_it_is_closed) {
    pay("2026-0001", 10'000, on(2026, 11, 20), bookkeeping::Means::cash);
    const Fields short_of{{"day", "2026-11-20"}, {"counted", "99,50"}};
    const auto asked = post("/desk/till", short_of);
    EXPECT_EQ(asked.status, 422);
    EXPECT_TRUE(asked.shows("id=\"reason-error\""));
    EXPECT_TRUE(asked.shows("€-0.50") || asked.shows("-€0.50")) << asked.body;
    auto explained = short_of;
    explained.emplace_back("reason", "wrong_change");
    EXPECT_TRUE(done(post("/desk/till", explained)).shows("Wrong change was given"));
    EXPECT_EQ(stands(account::cash_differences, today), 50);
}

TEST_F(LedgerPages, a_count_that_is_none_is_refused_beside_its_field) {
    EXPECT_TRUE(post("/desk/till", {{"day", "2026-11-20"}, {"n500", "two"}}).shows("Please fill in a whole number."));
    EXPECT_EQ(post("/desk/till", {{"day", "2026-11-20"}}).status, 422);
    EXPECT_EQ(post("/desk/till", {{"day", "2026-02-30"}, {"counted", "0"}}).status, 422);
    EXPECT_EQ(post("/desk/till", {{"day", "2026-11-20"}, {"n500", "-1"}}).status, 422);
    EXPECT_EQ(post("/desk/till", {{"day", "2026-11-20"}, {"counted", "99999999999999"}}).status, 422);
}

TEST_F(LedgerPages, cash_is_taken_to_the_bank_and_by_the_owner) {
    pay("2026-0001", 50'000, on(2026, 11, 20), bookkeeping::Means::cash);
    EXPECT_TRUE(done(post("/desk/till/movements", {{"movement", "to_bank"}, {"amount", "300"}})).shows("Booked."));
    done(post("/desk/till/movements", {{"movement", "to_owner"}, {"amount", "100"}}));
    EXPECT_EQ(stands(account::till, today), 10'000);
    EXPECT_EQ(stands(account::in_transit, today), 30'000);
    EXPECT_EQ(stands(account::drawings, today), 10'000);
    EXPECT_EQ(post("/desk/till/movements", {{"movement", "to_bank"}, {"amount", "-5"}}).status, 422);
    EXPECT_EQ(post("/desk/till/movements", {{"movement", "nowhere"}, {"amount", "5"}}).status, 422);
    for (const auto* out : {"to_bank", "to_owner"}) {
        const auto refused = post("/desk/till/movements", {{"movement", out}, {"amount", "100,01"}});
        EXPECT_EQ(refused.status, 409);
        EXPECT_TRUE(refused.shows("There is not so much in the till."));
    }
    EXPECT_EQ(stands(account::till, today), 10'000);
    done(post("/desk/till/movements", {{"movement", "to_bank"}, {"amount", "100"}}));
    EXPECT_EQ(stands(account::till, today), 0);
}

TEST_F(LedgerPages, the_vat_return_shows_what_stands_behind_each_figure_and_is_settled_when_one_is_sure) {
    book_all({bookkeeping::entry_of(bookkeeping::sound(bookkeeping::draft_for_ada()))});
    EXPECT_TRUE(get("/desk/accounts/vat").shows("Preliminary."));
    const auto open = get("/desk/accounts/vat/2026-1");
    EXPECT_TRUE(open.shows("Not filed yet."));
    EXPECT_TRUE(open.shows("/desk/accounts/vat/2026-1/boxes/1a"));
    const auto behind = get("/desk/accounts/vat/2026-1/boxes/1a");
    EXPECT_TRUE(behind.shows("2026-0042"));
    EXPECT_TRUE(get("/desk/accounts/vat/2026-1/csv").shows("1a,2026-03-10,2026-0042,"));
    EXPECT_EQ(post("/desk/accounts/vat/2026-1/settlement", {}).status, 422);
    const auto settled = done(post("/desk/accounts/vat/2026-1/settlement", {{"sure", "yes"}}));
    EXPECT_TRUE(settled.shows("Filed and booked"));
    EXPECT_FALSE(settled.shows("Book this return"));
    EXPECT_EQ(post("/desk/accounts/vat/2026-1/settlement", {{"sure", "yes"}}).status, 409);
    EXPECT_EQ(post("/desk/accounts/vat/2026-4/settlement", {{"sure", "yes"}}).status, 409) << "not over";
}

TEST_F(LedgerPages, addresses_that_lead_nowhere_are_not_found) {
    for (const auto* url :
         {"/desk/accounts/vat/2026-5", "/desk/accounts/vat/2026", "/desk/accounts/vat/2026-1/boxes/9z",
          "/desk/accounts/ledger/9999", "/desk/accounts/ledger/x", "/desk/accounts/entries/1",
          "/desk/accounts/years/1999", "/desk/accounts/years/2026/xaf", "/desk/till/2026-11-20",
          "/desk/accounts/years/2026/closing"})
        EXPECT_EQ(get(url).status, 404) << url;
}

TEST_F(LedgerPages, a_purchase_fills_5b_and_can_be_taken_back) {
    const Fields bought{{"day", "2026-11-03"}, {"document", "INK-77"}, {"paid_from", "1100"},
                        {"account0", "4000"},  {"paid0", "121,00"},    {"rate0", "standard"}};
    const auto entry = done(post("/desk/accounts/purchases/new", bought));
    EXPECT_TRUE(entry.shows("Bought from a supplier"));
    EXPECT_TRUE(entry.shows("INK-77"));
    EXPECT_TRUE(get("/desk/accounts/vat/2026-4").shows("/boxes/5b"));
    EXPECT_TRUE(get("/desk/accounts/vat/2026-4/boxes/5b").shows("€21.00"));
    EXPECT_EQ(entries(), 1);
    auto wrong = bought;
    wrong[4].second = "nothing";
    const auto refused = post("/desk/accounts/purchases/new", wrong);
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("value=\"INK-77\"")) << "what was typed is still there";
    wrong = bought;
    wrong[3].second = "8000";
    const auto sold = post("/desk/accounts/purchases/new", wrong);
    EXPECT_EQ(sold.status, 422);
    EXPECT_TRUE(sold.shows("What is bought goes on an account of costs."));
    EXPECT_EQ(entries(), 1);
    const auto at = entry.body.find("/reversal\"");
    ASSERT_NE(at, std::string::npos);
    const auto from = entry.body.rfind('"', at) + 1;
    const auto counter = done(post(entry.body.substr(from, at + 9 - from), {}));
    EXPECT_TRUE(counter.shows("This takes back"));
    EXPECT_EQ(stands(account::vat_input, today), 0);
}

TEST_F(LedgerPages, an_entry_by_hand_balances_and_has_a_reason) {
    Fields fields{{"day", "2026-11-03"}, {"reason", "private"}, {"account0", "0520"},
                  {"debit0", "50"},      {"account1", "1100"},  {"credit1", "49"}};
    EXPECT_TRUE(post("/desk/accounts/entries/new", fields).shows("Debit and credit of this entry differ."));
    fields.back().second = "50";
    EXPECT_TRUE(done(post("/desk/accounts/entries/new", fields)).shows("Between the owner and the shop"));
    auto untaxed = fields;
    untaxed.emplace_back("vat0", "17");
    EXPECT_TRUE(post("/desk/accounts/entries/new", untaxed).shows("There is no such VAT rate."));
    fields[1].second = "because Ada said so";
    EXPECT_EQ(post("/desk/accounts/entries/new", fields).status, 422);
    EXPECT_EQ(entries(), 1);
    EXPECT_TRUE(get("/desk/accounts/journal").shows("Between the owner and the shop"));
    EXPECT_TRUE(get("/desk/accounts/ledger/0520").shows("€50.00"));
}

TEST_F(LedgerPages, the_year_is_shown_downloaded_and_closed_when_one_is_sure) {
    book_all({bookkeeping::entry_of(bookkeeping::sound(bookkeeping::draft_for_ada()))});
    const auto year = get("/desk/accounts/years/2026");
    EXPECT_TRUE(year.shows("Trial balance"));
    EXPECT_TRUE(year.shows("€234.67"));
    EXPECT_TRUE(get("/desk/accounts/years/2026/closing").shows("This year cannot be closed yet."));
    EXPECT_EQ(post("/desk/accounts/years/2026/closing", {{"sure", "yes"}}).status, 409);
    set_day(on(2027, 1, 5));
    auto later = tests::signed_in(house, router, house.autojet(), Role::owner);
    const std::string closing = "/desk/accounts/years/2026/closing";
    EXPECT_TRUE(later.get(closing).shows("Look again")) << "the return of the first quarter is open";
    EXPECT_EQ(later.post(closing).status, 422);
    EXPECT_EQ(later.post(closing, {{"sure", "yes"}}).status, 303);
    EXPECT_TRUE(later.get("/desk/accounts/years/2026").shows("It takes no more entries."));
    EXPECT_EQ(later.get(closing).status, 404);
}

TEST_F(LedgerPages, the_other_shop_sees_none_of_it) {
    book_all({bookkeeping::entry_of(bookkeeping::sound(bookkeeping::draft_for_ada()))});
    auto there = tests::signed_in(house, router, house.other_shop(), Role::owner);
    EXPECT_FALSE(there.get("/desk/accounts/journal").shows("2026-0042"));
    EXPECT_TRUE(there.get("/desk/accounts/years/2026").shows("Nothing was booked in this year."));
    EXPECT_EQ(dee.at(house.other_shop()).get("/desk/accounts/books").status, 303);
}

}  // namespace
}  // namespace autojet::ledgers
