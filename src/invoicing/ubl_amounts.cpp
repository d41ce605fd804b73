#include <pugixml.hpp>

#include "base/enum_names.hpp"
#include "invoicing/ubl_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::string_view deposit_reason = "Aanbetaling";
constexpr std::string_view outside_vat = "O";
constexpr std::string_view outside_vat_code = "VATEX-EU-O";

// UNCL5189: 95 is a discount. For a deposit there is no code.
void add_reason(pugi::xml_node charge, const InvoiceDraft& content, const Deduction& deduction, Doubles doubles) {
    if (!deduction.deposit) {
        if (doubles == Doubles::given) add_text(charge, "cbc:AllowanceChargeReasonCode", "95");
        add_text(charge, "cbc:AllowanceChargeReason", "Korting");
        return;
    }
    const auto& deposit = content.deposits.at(*deduction.deposit);
    add_text(charge, "cbc:AllowanceChargeReason", std::string{deposit_reason} + ' ' + deposit.number.text());
}

}  // namespace

void add_text(pugi::xml_node parent, const char* name, std::string_view text) {
    if (!text.empty()) parent.append_child(name).text().set(std::string{text}.c_str());
}

void add_text(pugi::xml_node parent, const char* name, std::string_view text, const char* attribute,
              std::string_view value) {
    if (text.empty()) return;
    auto node = parent.append_child(name);
    node.append_attribute(attribute) = std::string{value}.c_str();
    node.text().set(std::string{text}.c_str());
}

void add_amount(pugi::xml_node parent, const char* name, Money amount) {
    add_text(parent, name, amount.decimal(), "currencyID", Money::currency());
}

SellerVat seller_vat_of(const Invoice& invoice) {
    return invoice.content().seller.vat ? SellerVat::registered : SellerVat::none;
}

void add_tax_category(pugi::xml_node parent, const char* name, VatTreatment vat, Exemption exemption,
                      SellerVat seller) {
    const bool outside = seller == SellerVat::none;
    auto node = parent.append_child(name);
    add_text(node, "cbc:ID", outside ? outside_vat : category(vat));
    if (!outside) add_text(node, "cbc:Percent", percent(vat));
    if (exemption == Exemption::explained)
        add_text(node, "cbc:TaxExemptionReasonCode", outside ? outside_vat_code : exemption_code(vat));
    if (exemption != Exemption::left_out) add_text(node, "cbc:TaxExemptionReason", exemption_reason(vat));
    add_text(node.append_child("cac:TaxScheme"), "cbc:ID", "VAT");
}

void add_deductions(pugi::xml_node root, const Invoice& invoice, Doubles doubles) {
    for (const auto& deduction : invoice.totals().deductions) {
        auto charge = root.append_child("cac:AllowanceCharge");
        add_text(charge, "cbc:ChargeIndicator", "false");
        add_reason(charge, invoice.content(), deduction, doubles);
        add_amount(charge, "cbc:Amount", deduction.net);
        add_tax_category(charge, "cac:TaxCategory", deduction.vat, Exemption::left_out, seller_vat_of(invoice));
    }
}

void add_vat(pugi::xml_node root, const Invoice& invoice, Doubles doubles) {
    const auto exemption = doubles == Doubles::given ? Exemption::explained : Exemption::in_words;
    const auto& totals = invoice.totals();
    auto all = root.append_child("cac:TaxTotal");
    add_amount(all, "cbc:TaxAmount", totals.vat);
    for (const auto& rate : totals.rates) {
        auto part = all.append_child("cac:TaxSubtotal");
        add_amount(part, "cbc:TaxableAmount", rate.taxable);
        add_amount(part, "cbc:TaxAmount", rate.vat);
        add_tax_category(part, "cac:TaxCategory", rate.treatment, exemption, seller_vat_of(invoice));
    }
}

void add_sums(pugi::xml_node root, const Totals& totals) {
    auto sums = root.append_child("cac:LegalMonetaryTotal");
    add_amount(sums, "cbc:LineExtensionAmount", totals.lines_net);
    add_amount(sums, "cbc:TaxExclusiveAmount", totals.net);
    add_amount(sums, "cbc:TaxInclusiveAmount", totals.gross);
    if (!totals.deductions.empty()) add_amount(sums, "cbc:AllowanceTotalAmount", totals.deducted_net);
    if (totals.prepaid > Money{}) add_amount(sums, "cbc:PrepaidAmount", totals.prepaid);
    add_amount(sums, "cbc:PayableAmount", totals.payable);
}

}  // namespace autojet::invoicing
