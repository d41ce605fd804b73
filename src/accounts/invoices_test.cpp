// Invoices: numbered without gaps, unchanging, corrected by credit notes alone.
#include "accounts/invoices.hpp"

#include <thread>

#include "accounts/accounts.hpp"
#include "accounts/draft_json.hpp"
#include "booking/booking_holder.hpp"
#include "booking/garage_for_tests.hpp"
#include "bookkeeping/balances.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "privacy/standing.hpp"

namespace autojet::accounts {
namespace {

using booking::Booking;
using namespace invoicing;
using namespace std::chrono_literals;

class Invoicing : public booking::Garage {
protected:
    tl::expected<Document, Errors> issue_one(const About& about = {}) {
        return issue_invoice(*house, house.autojet(), draft_for_ada(), about);
    }
    tl::expected<Document, Errors> credit(const Document& document) {
        const auto invoice = loaded(document);
        return issue_invoice(*house, house.autojet(),
                             credit_of(invoice, invoice.content().number, invoice.content().issued_on),
                             {.person = document.person, .booking = {}, .corrects = document.id});
    }
    Invoice loaded(const Document& document) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {document.person}, openings);
            return load_invoice(tx, house->vault, document, *warrant).value();
        });
    }
    static std::string reason(const tl::expected<Document, Errors>& issued) {
        return issued ? "issued" : issued.error().front().reason;
    }
    // "2026-0001 2026-0002"
    std::string numbers() {
        std::string all;
        for (const auto& document : house.read([](store::Tx& tx) { return of_year(tx, 2026); }))
            all += (all.empty() ? "" : " ") + document.number;
        return all;
    }
};

TEST_F(Invoicing, are_numbered_by_series_without_gaps) {
    const auto first = issue_one().value();
    ASSERT_TRUE(issue_one());
    auto wrong = draft_for_ada();
    wrong.lines.clear();
    EXPECT_EQ(reason(issue_invoice(*house, house.autojet(), wrong, {})), "no_lines");
    ASSERT_TRUE(issue_one());
    ASSERT_TRUE(credit(first));
    EXPECT_EQ(numbers(), "2026-0001 2026-0002 2026-0003 C2026-0001");
}

TEST_F(Invoicing, have_no_gaps_and_no_doubles_when_many_are_made_at_once) {
    std::vector<std::jthread> clerks;
    std::atomic<int> issued = 0;
    for (int n = 0; n < 8; ++n)
        clerks.emplace_back([&] {
            for (int each = 0; each < 5; ++each) issued += issue_one() ? 1 : 0;
        });
    clerks.clear();
    EXPECT_EQ(issued, 40);
    EXPECT_EQ(house.number("SELECT COUNT(DISTINCT number) FROM accounts_document WHERE shop = $1"), 40);
    EXPECT_EQ(house.number("SELECT last FROM invoice_series WHERE shop = $1"), 40);
}

TEST_F(Invoicing, are_in_the_books_with_the_same_transaction_and_a_credit_note_settles_them) {
    const auto document = issue_one().value();
    const auto number = InvoiceNumber::parse(document.number).value();
    const auto open = [&] { return house.read([&](store::Tx& tx) { return bookkeeping::open_amount(tx, number); }); };
    EXPECT_EQ(open(), loaded(document).totals().payable);
    ASSERT_TRUE(credit(document));
    EXPECT_EQ(open(), Money{});
    EXPECT_TRUE(house.read(bookkeeping::is_balanced));
    auto paid = draft_for_ada();
    paid.prepaid = Money::of_cents(10'000);
    paid.means = PaymentMeans::cash;
    ASSERT_TRUE(issue_invoice(*house, house.autojet(), paid, {}));
    EXPECT_EQ(house.read([&](store::Tx& tx) {
        return bookkeeping::standing_of(tx, bookkeeping::account::till, 2026y / 11 / 23);
    }),
              Money::of_cents(10'000));
}

TEST_F(Invoicing, come_back_as_they_were_issued) {
    const auto document = issue_one().value();
    const auto invoice = loaded(document);
    auto expected = draft_for_ada();
    expected.number = InvoiceNumber::parse("2026-0001").value();
    expected.issued_on = expected.due_on = 2026y / 11 / 23;
    EXPECT_EQ(invoice.content(), check(expected)->content());
    EXPECT_EQ(invoice.totals().gross, Money::of_cents(28395));
}

TEST(DraftJson, brings_back_every_invoice_equal) {
    Drafts drafts(4);
    for (int n = 0; n < 300; ++n) {
        const auto drawn = drafts.draw();
        EXPECT_EQ(draft_from(to_json(drawn)), drawn);
    }
}

TEST_F(Invoicing, are_credited_once_and_mirrored_to_the_cent) {
    const auto document = issue_one().value();
    const auto note = credit(document).value();
    EXPECT_EQ(loaded(note).totals().gross, loaded(document).totals().gross);
    EXPECT_EQ(loaded(note).content().corrects->number.text(), document.number);
    EXPECT_EQ(reason(credit(document)), "above_invoice");
    EXPECT_EQ(numbers(), "2026-0001 C2026-0001") << "a refusal takes no number";
}

TEST_F(Invoicing, are_made_once_for_a_booking_until_it_is_credited) {
    const auto booking = book(request(ada())).value();
    const About about{.person = booking.person, .booking = booking.id, .corrects = {}};
    const auto document = issue_one(about).value();
    EXPECT_EQ(document.person, booking.person);
    EXPECT_EQ(reason(issue_one(about)), "already_invoiced");
    ASSERT_TRUE(credit(document));
    EXPECT_TRUE(issue_one(about));
}

TEST_F(Invoicing, R3_R5_are_refused_for_who_is_erased_or_restricted) {
    const auto booking = book(request(ada())).value();
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, booking.person, privacy::Ground::accuracy);
        return {};
    });
    EXPECT_EQ(reason(issue_one({.person = booking.person, .booking = {}, .corrects = {}})), "restricted");
    house.write([&](store::Tx& tx) -> Result<void> {
        booking::customers_holder(bookings).erase(tx, booking.person);
        return {};
    });
    EXPECT_EQ(reason(issue_one({.person = booking.person, .booking = {}, .corrects = {}})), "person_gone");
    EXPECT_EQ(numbers(), "");
}

TEST_F(Invoicing, K3_go_with_the_key_of_their_year) {
    (void)issue_one().value();
    house.clock.set(Instant{std::chrono::sys_days{2034y / 1 / 2}});
    house.write([&](store::Tx& tx) -> Result<std::int64_t> { return forget_lapsed(tx, house->vault, 10); });
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM accounts_invoice WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::accounts
