#include <pugixml.hpp>

#include <algorithm>

#include "invoicing/ubl_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr int fewest_decimals = 2;
constexpr int most_decimals = 8;

// Whole digits and so many decimals.
std::string with_decimals(std::int64_t number, int decimals) {
    auto digits = std::to_string(number);
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
    return digits;
}

// Without VAT: the shop's own price, or what the amount without VAT comes to for one.
std::string price_of(const Line& line, const LineTotals& totals, PriceBasis basis) {
    if (basis == PriceBasis::excluding_vat) return line.unit_price.decimal();
    return unit_price_for(totals.net_before_discount, line.quantity);
}

void add_line(pugi::xml_node root, const Invoice& invoice, std::size_t index, Doubles doubles) {
    const auto& content = invoice.content();
    const auto& line = content.lines[index];
    const auto& amounts = invoice.totals().lines[index];
    const bool credit = content.kind == Kind::credit_note;
    auto node = root.append_child(credit ? "cac:CreditNoteLine" : "cac:InvoiceLine");
    add_text(node, "cbc:ID", std::to_string(index + 1));
    add_text(node, credit ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity", line.quantity.decimal(), "unitCode",
             code(line.unit));
    add_amount(node, "cbc:LineExtensionAmount", amounts.net);
    if (amounts.net_discount > Money{}) {
        auto charge = node.append_child("cac:AllowanceCharge");
        add_text(charge, "cbc:ChargeIndicator", "false");
        if (doubles == Doubles::given) add_text(charge, "cbc:AllowanceChargeReasonCode", "95");
        add_text(charge, "cbc:AllowanceChargeReason", "Korting");
        add_amount(charge, "cbc:Amount", amounts.net_discount);
    }
    auto item = node.append_child("cac:Item");
    add_text(item, "cbc:Name", line.description);
    add_tax_category(item, "cac:ClassifiedTaxCategory", line.vat, Exemption::left_out, seller_vat_of(invoice));
    add_text(node.append_child("cac:Price"), "cbc:PriceAmount", price_of(line, amounts, content.basis), "currencyID",
             Money::currency());
}

}  // namespace

std::string unit_price_for(Money amount, Quantity quantity) {
    // In units of ten to the minus `decimals`: price = amount / 100 / (thousandths / 1000).
    std::int64_t scale = 1;
    for (int decimals = fewest_decimals; decimals < most_decimals; ++decimals, scale *= 10) {
        const auto price = round_half_up((amount * scale * 1000).cents(), quantity.thousandths());
        if (round_half_up(price * quantity.thousandths(), scale * 1000) == amount.cents())
            return with_decimals(price, decimals);
    }
    return with_decimals(round_half_up((amount * scale * 1000).cents(), quantity.thousandths()), most_decimals);
}

void add_lines(pugi::xml_node root, const Invoice& invoice, Doubles doubles) {
    for (std::size_t i = 0; i < invoice.content().lines.size(); ++i) add_line(root, invoice, i, doubles);
}

}  // namespace autojet::invoicing
