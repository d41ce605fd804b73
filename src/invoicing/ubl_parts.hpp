// The parts of a UBL document, in the order of its schema. Each adds itself to its parent.
#pragma once

#include <string>
#include <string_view>

#include "invoicing/invoice.hpp"
#include "invoicing/ubl.hpp"

namespace pugi {
class xml_node;
}

namespace autojet::invoicing {

// An element with text, such as "cbc:ID". Without text there is none: no element may be empty (PEPPOL-EN16931-R008).
void add_text(pugi::xml_node parent, const char* name, std::string_view text);
void add_text(pugi::xml_node parent, const char* name, std::string_view text, const char* attribute,
              std::string_view value);
void add_amount(pugi::xml_node parent, const char* name, Money amount);  // with its currency

// Whether the electronic address of the parties is given, which only networks need.
enum class Endpoints { left_out, given };

// Codes that stand beside words which say the same, dates beside numbers, names beside accounts: NLCIUS recommends to
// leave them out (BR-NL-24, 30, 32 and 35).
enum class Doubles { left_out, given };

// Category E bears a VAT number of the seller (BR-E-02). A shop under the small-business scheme that was never given
// one stands outside VAT: category O, without a rate (BR-O-05) and without any VAT number (BR-O-02); its KvK number
// says who it is (BR-CO-26). All lines of such a document are of that category (BR-O-11 to BR-O-14).
enum class SellerVat { registered, none };
SellerVat seller_vat_of(const Invoice& invoice);

void add_seller(pugi::xml_node root, const Seller& seller, Endpoints endpoints);
void add_buyer(pugi::xml_node root, const Buyer& buyer, Endpoints endpoints, SellerVat seller);

// What is taken off the whole document, VAT for each treatment, and the sums.
void add_deductions(pugi::xml_node root, const Invoice& invoice, Doubles doubles);
void add_vat(pugi::xml_node root, const Invoice& invoice, Doubles doubles);
void add_sums(pugi::xml_node root, const Totals& totals);

void add_lines(pugi::xml_node root, const Invoice& invoice, Doubles doubles);

enum class Exemption { left_out, in_words, explained };
void add_tax_category(pugi::xml_node parent, const char* name, VatTreatment vat, Exemption exemption, SellerVat seller);

// A price per unit, in euros with as few decimals from two as give back the amount for the quantity, to the cent.
std::string unit_price_for(Money amount, Quantity quantity);

}  // namespace autojet::invoicing
