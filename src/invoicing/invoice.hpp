// An invoice or a credit note as a value (Wet OB 35a, Directive 2006/112/EC 226; terms of EN 16931 in brackets). What
// has been checked is whole: it can be printed, sent and booked. Amounts on a credit note are positive.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "invoicing/iban.hpp"
#include "invoicing/kvk.hpp"
#include "invoicing/numbering.hpp"
#include "invoicing/quantity.hpp"
#include "invoicing/totals.hpp"
#include "invoicing/vat.hpp"
#include "invoicing/vat_number.hpp"

namespace autojet::invoicing {

enum class Kind { invoice, credit_note };
enum class PriceBasis { including_vat, excluding_vat };  // what prices, discounts and deposits are stated in
enum class BuyerKind { consumer, business };
enum class PaymentMeans { transfer, card, cash };  // [BT-81]

inline constexpr std::size_t most_lines = 500;
inline constexpr std::size_t most_deposits = 20;
// The largest amount: of a price, a line, an invoice. A product of two of them still fits.
inline constexpr Money most_money = Money::of_cents(999'999'999);
// Up to this, VAT included, an invoice may be simplified and leave out the buyer (Uitvoeringsregeling OB 33).
inline constexpr Money most_of_a_simplified_invoice = Money::of_cents(100'00);

struct Address {
    std::string street;
    std::string postcode;
    std::string city;
    std::string country = "NL";  // ISO 3166-1

    friend bool operator==(const Address&, const Address&) = default;
};

struct Seller {
    std::string name;
    Address address;
    KvkNumber kvk;
    std::optional<VatNumber> vat;  // may be absent under the small-business scheme
    std::optional<Iban> iban;      // may be absent where nothing is to be transferred

    friend bool operator==(const Seller&, const Seller&) = default;
};

struct Buyer {
    BuyerKind kind = BuyerKind::consumer;
    std::string name;                // may be empty on a simplified invoice
    std::optional<Address> address;  // a consumer needs none
    std::optional<VatNumber> vat;
    std::optional<KvkNumber> kvk;
    std::optional<Oin> oin;
    std::string reference;               // [BT-10] what the buyer wants to read on it
    std::optional<InvoiceNumber> order;  // [BT-13] the number of the buyer's order

    friend bool operator==(const Buyer&, const Buyer&) = default;
};

// From a day until a day, both included; one day for most work.
struct Supply {
    CivilDate from;
    CivilDate until;

    friend bool operator==(const Supply&, const Supply&) = default;
};

struct Line {
    std::string description;
    Quantity quantity;
    Unit unit = Unit::piece;
    Money unit_price;
    Money discount;  // on the whole line
    VatTreatment vat = VatTreatment::standard;

    friend bool operator==(const Line&, const Line&) = default;
};

// Invoiced before, with its VAT: taken off what is charged at the same treatment.
struct Deposit {
    InvoiceNumber number;
    CivilDate issued_on;
    VatTreatment vat = VatTreatment::standard;
    Money amount;

    friend bool operator==(const Deposit&, const Deposit&) = default;
};

// What earlier credit notes on the same document came to at one treatment.
struct CreditedBefore {
    VatTreatment treatment = VatTreatment::standard;
    Money shown;  // in the basis of the prices
    Money vat;

    friend bool operator==(const CreditedBefore&, const CreditedBefore&) = default;
};

// The document that a credit note corrects [BG-3].
struct Corrected {
    InvoiceNumber number;
    CivilDate issued_on;
    // Of a credit note over parts: which line of that document each of its lines credits, and what was credited before.
    // VAT is rounded over all notes together, so that they end where the invoice stood.
    std::vector<std::size_t> lines = {};
    std::vector<CreditedBefore> before = {};

    friend bool operator==(const Corrected&, const Corrected&) = default;
};

struct InvoiceDraft {
    Kind kind = Kind::invoice;
    PriceBasis basis = PriceBasis::including_vat;
    InvoiceNumber number;
    CivilDate issued_on;
    Supply supply;
    CivilDate due_on;
    Seller seller;
    Buyer buyer;
    std::vector<Line> lines;
    Money discount;  // on the whole document, spread over the rates in proportion
    std::vector<Deposit> deposits;
    Money prepaid;  // paid already: leaves VAT as it is
    PaymentMeans means = PaymentMeans::transfer;
    std::optional<Corrected> corrects;
    std::string note;

    friend bool operator==(const InvoiceDraft&, const InvoiceDraft&) = default;
};

class Invoice {
public:
    const InvoiceDraft& content() const& { return content_; }  // cleaned
    InvoiceDraft content() && { return std::move(content_); }
    const Totals& totals() const& { return totals_; }
    Totals totals() && { return std::move(totals_); }

private:
    friend tl::expected<Invoice, Errors> check(InvoiceDraft draft);
    Invoice(InvoiceDraft content, Totals totals) : content_(std::move(content)), totals_(std::move(totals)) {}

    InvoiceDraft content_;
    Totals totals_;
};

// All that is wrong, each with its field ("buyer.name", "lines[2].quantity"). Besides the refusals of texts:
// dates `not_a_date`, `due_before_issue`, `supply_reversed`, `too_far_ahead`, `after_issue`, `before_invoice`;
// parties `buyer_required`, `address_required`, `unknown_country`, `vat_number_required`, `iban_required`;
// lines `no_lines`, `too_many_lines`, `negative_amount`, `amount_too_large`, `discount_above_line`;
// VAT `mixed_with_small_business`, `buyer_vat_number_required`, `reverse_charge_to_consumer`;
// the whole `reference_required`, `reference_not_wanted`, `too_many_deposits`, `deposit_twice`, and the refusals of
// work_out().
tl::expected<Invoice, Errors> check(InvoiceDraft draft);

// Whether the buyer lives in another member state than the shop: decides the box of the VAT return.
BuyerPlace place_of(const Buyer& buyer);

}  // namespace autojet::invoicing
