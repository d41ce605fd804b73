// Deposits, notes over parts, and a shop without a VAT number, through the same door as every invoice.
#include "accounts/invoices.hpp"
#include "booking/garage_for_tests.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/deposits.hpp"
#include "bookkeeping/vat_return.hpp"
#include "invoicing/deposit.hpp"
#include "invoicing/drafts_for_tests.hpp"

namespace autojet::accounts {
namespace {

using namespace invoicing;
using bookkeeping::Charge;

class Parts : public booking::Garage {
protected:
    tl::expected<Document, Errors> put(const InvoiceDraft& draft, const About& about = {}) {
        return issue_invoice(*house, house.autojet(), draft, about);
    }
    static std::string reason(const tl::expected<Document, Errors>& issued) {
        return issued ? "issued" : issued.error().front().reason;
    }
    static About deposit_on(std::optional<PersonId> person, std::optional<DocumentId> corrects = {}) {
        return {
            .person = person, .booking = {}, .corrects = corrects, .language = Language::nl, .charge = Charge::deposit};
    }
    static InvoiceDraft over(std::int64_t cents) {
        auto draft = draft_for_ada();
        draft.lines = {line_of("Aanbetaling", cents)};
        return draft;
    }
    static Invoice as_issued(InvoiceDraft draft, const Document& document) {
        draft.number = InvoiceNumber::parse(document.number).value();
        draft.issued_on = draft.due_on = document.issued_on;
        return sound(draft);
    }
    Money left(const Document& document) {
        return house.read([&](store::Tx& tx) {
            return bookkeeping::deposit_left(tx, InvoiceNumber::parse(document.number).value());
        });
    }
};

TEST_F(Parts, a_deposit_is_taken_off_once_and_its_vat_is_counted_once) {
    const auto deposit = put(over(121'00), deposit_on({})).value();
    EXPECT_EQ(left(deposit), Money::of_cents(100'00));
    auto final = draft_for_ada();
    final.deposits = deposits_of(as_issued(over(121'00), deposit), final.basis);
    ASSERT_TRUE(put(final));
    EXPECT_EQ(left(deposit), Money{});
    EXPECT_EQ(reason(put(final)), "deposit_taken");
    house.read([&](store::Tx& tx) {
        EXPECT_EQ(bookkeeping::vat_return(tx, 2026, 4).figure("1a").vat, sound(draft_for_ada()).totals().vat);
        EXPECT_TRUE(bookkeeping::is_balanced(tx));
        return 0;
    });
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM accounts_document WHERE shop = $1"), 2) << "a refusal leaves nothing";
}

TEST_F(Parts, a_deposit_that_was_taken_off_is_not_credited_and_one_that_was_not_is) {
    const auto credit = [&](const Document& document, const InvoiceDraft& draft) {
        const auto invoice = as_issued(draft, document);
        return put(credit_of(invoice, invoice.content().number, document.issued_on),
                   deposit_on(document.person, document.id));
    };
    const auto taken = put(over(121'00), deposit_on({})).value();
    auto final = draft_for_ada();
    final.deposits = deposits_of(as_issued(over(121'00), taken), final.basis);
    ASSERT_TRUE(put(final));
    EXPECT_EQ(reason(credit(taken, over(121'00))), "deposit_taken");
    const auto open = put(over(50'00), deposit_on({})).value();
    EXPECT_EQ(reason(credit(open, over(50'00))), "issued");
    EXPECT_EQ(left(open), Money{});
}

TEST_F(Parts, a_deposit_on_a_booking_leaves_room_for_its_invoice_and_is_proposed_there) {
    const auto booking = book(request(ada())).value();
    auto about = deposit_on(booking.person);
    about.booking = booking.id;
    const auto deposit = put(over(20'00), about).value();
    const auto open = house.read([&](store::Tx& tx) { return open_deposits_of(tx, booking.id); });
    ASSERT_EQ(open.size(), 1u);
    EXPECT_EQ(open.front().id, deposit.id);
    auto final = about;
    final.charge = Charge::supply;
    EXPECT_EQ(reason(put(draft_for_ada(), final)), "issued");
    EXPECT_EQ(reason(put(draft_for_ada(), final)), "already_invoiced");
    EXPECT_EQ(reason(put(over(20'00), about)), "already_invoiced") << "no deposit on work that was invoiced";
}

TEST_F(Parts, a_shop_without_a_vat_number_issues_under_the_small_business_scheme_alone) {
    auto shop = house->shops.load(house.autojet());
    shop.vat.clear();
    auto draft = draft_for_ada();
    draft.seller = seller_of(shop, draft.seller.iban);
    EXPECT_FALSE(draft.seller.vat);
    EXPECT_EQ(reason(put(draft)), "vat_number_required");
    draft.lines = {line_of("Wassen", 35'00, VatTreatment::small_business)};
    EXPECT_EQ(reason(put(draft)), "issued");
    shop.vat = "NL123";
    EXPECT_THROW(seller_of(shop, draft.seller.iban), Broken);
}

}  // namespace
}  // namespace autojet::accounts
