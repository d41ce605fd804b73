// The form of an invoice, as somebody at the desk filled it in.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "accounts/invoice_settings.hpp"
#include "http/form.hpp"
#include "http/html.hpp"
#include "invoicing/invoice.hpp"

namespace autojet::accounts {

// Six fields each, within http::Form::max_fields.
inline constexpr std::size_t most_typed_lines = 100;
inline constexpr std::size_t usual_spare_lines = 3;
inline constexpr std::size_t more_spare_lines = 10;
// For a form with all its lines, each as long as it may be.
inline constexpr std::size_t longest_invoice_form = 512 * 1024;  // bytes
inline constexpr std::size_t most_typed_deposits = 5;

struct TypedLine {
    std::string description, quantity, price, vat, unit = "C62", discount = {};

    [[nodiscard]] bool is_empty() const { return description.empty() && price.empty(); }
};

struct TypedInvoice {
    std::string basis = "including_vat";
    std::string buyer_kind = "consumer";  // or "business", or the record of one that is known (businesses.hpp)
    std::string name, street, postcode, city, kvk_number, vat_number, reference;
    std::string supplied_on, discount, prepaid, means = "card", note, language = "nl";
    std::string charge = "supply";  // or "deposit": on work to come
    std::string deposits;           // numbers of invoices over deposits that this one takes off
    std::vector<TypedLine> lines;
    std::size_t spare_lines = usual_spare_lines;  // empty ones at the end of the form
};

// Without the lines that are empty.
TypedInvoice typed_from(const http::Form& form);
// Whether a business that is known was chosen, instead of a buyer who is typed (businesses.hpp).
bool is_known_business(const TypedInvoice& typed);
// Whether this is no invoice yet, but somebody who needs more lines for it.
bool asks_for_more_lines(const http::Form& form);

// The numbers of deposits, apart by commas or spaces. Refused with `not_a_number` and `too_many_deposits`.
Result<std::vector<invoicing::InvoiceNumber>> typed_deposits(const TypedInvoice& typed);

// All that cannot be read, each with its field, and `not_a_choice` for what no list of the form offers; the number and
// the day of issue are given when it is issued.
tl::expected<invoicing::InvoiceDraft, Errors> draft_from(const TypedInvoice& typed, invoicing::Seller seller,
                                                         const InvoiceSettings& settings, CivilDate today);

// The same errors with the fields of the form ("price2") in place of those of the invoice ("lines[2].unit_price").
Errors beside_fields(Errors errors);

// The form again, with its empty lines, and what is wrong beside each field. A shop that is not under the
// small-business scheme is not offered it. `say` translates.
void show_invoice_form(http::Dict& values, const TypedInvoice& typed, const Errors& errors,
                       const InvoiceSettings& settings, const std::function<std::string(std::string_view)>& say);

}  // namespace autojet::accounts
