#include "invoicing/ubl.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <optional>
#include <sstream>
#include <vector>

#include "base/enum_names.hpp"
#include "invoicing/ubl_parts.hpp"

namespace autojet::invoicing {

namespace {

constexpr EnumNames<3> customizations{
    "urn:cen.eu:en16931:2017",
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0",
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0",
};
constexpr EnumNames<3> profile_codes{"core", "nlcius", "peppol"};
constexpr std::string_view billing_process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

constexpr EnumNames<3> means_codes{"58", "48", "10"};  // UNCL4461: SEPA credit transfer, card, cash

constexpr const char* invoice_namespace = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
constexpr const char* credit_note_namespace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
constexpr const char* aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
constexpr const char* basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

bool is_credit_note(const InvoiceDraft& content) {
    return content.kind == Kind::credit_note;
}

std::optional<Error> missing_for_networks(const InvoiceDraft& content, const Totals& totals) {
    const auto missing = [](std::string reason, std::string message, std::string field) {
        return Error{ErrorCode::invalid, std::move(reason), std::move(message), std::move(field)};
    };
    const auto& buyer = content.buyer;
    if (!buyer.kvk && !buyer.oin)
        return missing("buyer_not_registered", "An e-invoice to a business needs its KvK number.", "buyer.kvk_number");
    if (buyer.name.empty())
        return missing("buyer_not_named", "An e-invoice names the business that it goes to.", "buyer.name");
    if (!buyer.address)
        return missing("address_required", "An invoice to a business bears its address.", "buyer.address");
    if (buyer.reference.empty() && !buyer.order)
        return missing("buyer_reference_required", "An e-invoice needs a reference or an order number of the buyer.",
                       "buyer.reference");
    if (content.means == PaymentMeans::cash && totals.payable > Money{})
        return missing("paid_in_cash", "An e-invoice that is still open cannot ask for cash.", "means");
    return std::nullopt;
}

std::optional<Error> missing_for(const Invoice& invoice, Profile profile) {
    if (profile == Profile::en16931) return std::nullopt;
    return missing_for_networks(invoice.content(), invoice.totals());
}

pugi::xml_node add_root(pugi::xml_document& document, const InvoiceDraft& content) {
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child(is_credit_note(content) ? "CreditNote" : "Invoice");
    root.append_attribute("xmlns") = is_credit_note(content) ? credit_note_namespace : invoice_namespace;
    root.append_attribute("xmlns:cac") = aggregates;
    root.append_attribute("xmlns:cbc") = basics;
    return root;
}

void add_head(pugi::xml_node root, const InvoiceDraft& content, Profile profile) {
    add_text(root, "cbc:CustomizationID", customization_id(profile));
    add_text(root, "cbc:ProfileID", billing_process);
    add_text(root, "cbc:ID", content.number.text());
    add_text(root, "cbc:IssueDate", format_date(content.issued_on));
    if (is_credit_note(content)) {
        add_text(root, "cbc:CreditNoteTypeCode", "381");
    } else {
        add_text(root, "cbc:DueDate", format_date(content.due_on));
        add_text(root, "cbc:InvoiceTypeCode", "380");
    }
    add_text(root, "cbc:Note", content.note);
    add_text(root, "cbc:DocumentCurrencyCode", Money::currency());
    add_text(root, "cbc:BuyerReference", content.buyer.reference);
}

void add_earlier_document(pugi::xml_node root, const InvoiceNumber& number, CivilDate issued_on, Doubles doubles) {
    auto reference = root.append_child("cac:BillingReference").append_child("cac:InvoiceDocumentReference");
    add_text(reference, "cbc:ID", number.text());
    if (doubles == Doubles::given) add_text(reference, "cbc:IssueDate", format_date(issued_on));
}

// One document may have had a deposit at each of several rates.
void add_deposits(pugi::xml_node root, const std::vector<Deposit>& deposits, Doubles doubles) {
    std::vector<InvoiceNumber> named;
    for (const auto& deposit : deposits) {
        if (std::ranges::count(named, deposit.number) > 0) continue;
        add_earlier_document(root, deposit.number, deposit.issued_on, doubles);
        named.push_back(deposit.number);
    }
}

void add_references(pugi::xml_node root, const InvoiceDraft& content, Doubles doubles) {
    if (content.supply.from != content.supply.until) {
        auto period = root.append_child("cac:InvoicePeriod");
        add_text(period, "cbc:StartDate", format_date(content.supply.from));
        add_text(period, "cbc:EndDate", format_date(content.supply.until));
    }
    if (content.buyer.order) add_text(root.append_child("cac:OrderReference"), "cbc:ID", content.buyer.order->text());
    if (content.corrects) add_earlier_document(root, content.corrects->number, content.corrects->issued_on, doubles);
    if (!is_credit_note(content)) add_deposits(root, content.deposits, doubles);
}

void add_delivery(pugi::xml_node root, const InvoiceDraft& content) {
    if (content.supply.from == content.supply.until)
        add_text(root.append_child("cac:Delivery"), "cbc:ActualDeliveryDate", format_date(content.supply.from));
}

// A credit note has no due date of its own: it stands with the means of payment.
void add_payment(pugi::xml_node root, const InvoiceDraft& content, Profile profile) {
    const bool has_code = content.means != PaymentMeans::cash || profile == Profile::en16931;  // BR-NL-12
    if (!has_code) return;
    auto means = root.append_child("cac:PaymentMeans");
    add_text(means, "cbc:PaymentMeansCode", name_in(means_codes, content.means));
    if (is_credit_note(content)) add_text(means, "cbc:PaymentDueDate", format_date(content.due_on));
    if (content.means != PaymentMeans::transfer) return;
    add_text(means, "cbc:PaymentID", content.number.text());
    auto account = means.append_child("cac:PayeeFinancialAccount");
    add_text(account, "cbc:ID", content.seller.iban->text());
    if (profile != Profile::nlcius) add_text(account, "cbc:Name", content.seller.name);
}

}  // namespace

std::string_view customization_id(Profile profile) {
    return name_in(customizations, profile);
}

std::string_view code(Profile profile) {
    return name_in(profile_codes, profile);
}

std::optional<Profile> find_profile(std::string_view code) {
    return value_in<Profile>(profile_codes, code);
}

Result<std::string> to_ubl(const Invoice& invoice, Profile profile) {
    if (auto missing = missing_for(invoice, profile)) return tl::unexpected{std::move(*missing)};
    const auto& content = invoice.content();
    const auto endpoints = profile == Profile::en16931 ? Endpoints::left_out : Endpoints::given;
    const auto doubles = profile == Profile::nlcius ? Doubles::left_out : Doubles::given;
    pugi::xml_document document;
    auto root = add_root(document, content);
    add_head(root, content, profile);
    add_references(root, content, doubles);
    add_seller(root, content.seller, endpoints);
    add_buyer(root, content.buyer, endpoints, seller_vat_of(invoice));
    add_delivery(root, content);
    add_payment(root, content, profile);
    add_deductions(root, invoice, doubles);
    add_vat(root, invoice, doubles);
    add_sums(root, invoice.totals());
    add_lines(root, invoice, doubles);
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

Profile widest_profile(const Invoice& invoice) {
    return missing_for_networks(invoice.content(), invoice.totals()) ? Profile::en16931 : Profile::peppol;
}

}  // namespace autojet::invoicing
