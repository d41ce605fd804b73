// The business rules of EN 16931 that concern a workshop, and those of Peppol BIS 3 and NLCIUS, read from a UBL text
// alone: knows nothing of what wrote it. A schema says where things stand, these say whether they are true.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace autojet::invoicing {

class Rules {
public:
    // The rules that the text breaks, each once; empty when it keeps them all.
    static std::set<std::string> broken_by(const std::string& xml) {
        Rules rules;
        pugi::xml_document document;
        if (!document.load_string(xml.c_str())) return {"not-xml"};
        rules.root_ = document.document_element();
        rules.is_credit_ = std::string{rules.root_.name()} == "CreditNote";
        rules.line_ = rules.is_credit_ ? "cac:CreditNoteLine" : "cac:InvoiceLine";
        rules.quantity_ = rules.is_credit_ ? "cbc:CreditedQuantity" : "cbc:InvoicedQuantity";
        rules.head();
        rules.parties();
        rules.payment();
        rules.lines();
        rules.sums();
        rules.vat();
        rules.categories();
        const auto profile = rules.text("cbc:CustomizationID");
        if (profile.find("#compliant#") != std::string::npos) rules.networks();
        return rules.broken_;
    }

private:
    using Category = std::pair<std::string, std::string>;  // "S" at "21"

    void need(bool holds, const std::string& rule) {
        if (!holds) broken_.insert(rule);
    }
    bool has(const std::string& path) const { return !root_.select_nodes(path.c_str()).empty(); }
    std::size_t count(const std::string& path) const { return root_.select_nodes(path.c_str()).size(); }
    static std::string text(pugi::xml_node node, const std::string& path) {
        return node.select_node(path.c_str()).node().text().get();
    }
    std::string text(const std::string& path) const { return text(root_, path); }
    std::vector<pugi::xml_node> all(const std::string& path) const {
        std::vector<pugi::xml_node> nodes;
        for (const auto& found : root_.select_nodes(path.c_str())) nodes.push_back(found.node());
        return nodes;
    }
    static long double number(const std::string& text) { return std::strtold(text.c_str(), nullptr); }
    // In cents; absent is nothing.
    static std::int64_t cents(pugi::xml_node node, const std::string& path) {
        return std::llroundl(number(text(node, path)) * 100);
    }
    std::int64_t cents(const std::string& path) const { return cents(root_, path); }
    static Category category(pugi::xml_node node) { return {text(node, "cbc:ID"), text(node, "cbc:Percent")}; }

    void head() {
        need(!text("cbc:CustomizationID").empty(), "BR-01");
        need(!text("cbc:ID").empty(), "BR-02");
        need(text("cbc:IssueDate").size() == 10, "BR-03");
        need(is_credit_ ? text("cbc:CreditNoteTypeCode") == "381" : text("cbc:InvoiceTypeCode") == "380", "BR-04");
        need(text("cbc:DocumentCurrencyCode") == "EUR", "BR-05");
        need(count("cbc:Note") <= 1, "PEPPOL-EN16931-R002");
        need(!has("//*[not(*) and not(normalize-space())]"), "PEPPOL-EN16931-R008");
        need(!has("//@currencyID[. != 'EUR']"), "PEPPOL-EN16931-R051");
        for (const auto& reference : all("cac:BillingReference"))
            need(!text(reference, "cac:InvoiceDocumentReference/cbc:ID").empty(), "BR-55");
        for (const auto& period : all("cac:InvoicePeriod"))
            need(text(period, "cbc:EndDate") >= text(period, "cbc:StartDate"), "BR-29");
        for (const auto& amount : all("//*[@currencyID][local-name() != 'PriceAmount']")) {
            const std::string digits = amount.text().get();
            need(digits.size() > 3 && digits[digits.size() - 3] == '.' && digits[0] != '-', "BR-DEC");
        }
    }

    void parties() {
        const std::string seller = "cac:AccountingSupplierParty/cac:Party/";
        const std::string buyer = "cac:AccountingCustomerParty/cac:Party/";
        need(!text(seller + "cac:PartyLegalEntity/cbc:RegistrationName").empty(), "BR-06");
        need(!text(buyer + "cac:PartyLegalEntity/cbc:RegistrationName").empty(), "BR-07");
        need(has(seller + "cac:PostalAddress"), "BR-08");
        need(text(seller + "cac:PostalAddress/cac:Country/cbc:IdentificationCode").size() == 2, "BR-09");
        need(has(buyer + "cac:PostalAddress"), "BR-10");
        need(text(buyer + "cac:PostalAddress/cac:Country/cbc:IdentificationCode").size() == 2, "BR-11");
        need(has(seller + "cac:PartyLegalEntity/cbc:CompanyID") || has(seller + "cac:PartyTaxScheme"), "BR-CO-26");
        for (const auto& vat : all("//cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT']/cbc:CompanyID")) {
            const std::string digits = vat.text().get();
            need(digits.size() > 3 && std::isupper(static_cast<unsigned char>(digits[0])) != 0, "BR-CO-09");
        }
        need(!has("//cbc:EndpointID[not(@schemeID)]"), "BR-62");
    }

    void payment() {
        for (const auto& means : all("cac:PaymentMeans")) {
            const auto code = text(means, "cbc:PaymentMeansCode");
            need(!code.empty(), "BR-49");
            if (code == "30" || code == "58") need(!text(means, "cac:PayeeFinancialAccount/cbc:ID").empty(), "BR-61");
        }
        const bool due = has("cbc:DueDate") || has("cac:PaymentMeans/cbc:PaymentDueDate") || has("cac:PaymentTerms");
        need(cents("cac:LegalMonetaryTotal/cbc:PayableAmount") <= 0 || due, "BR-CO-25");
    }

    void lines() {
        need(has(line_), "BR-16");
        std::set<std::string> ids;
        for (const auto& line : all(line_)) {
            need(ids.insert(text(line, "cbc:ID")).second, "BR-21");
            need(!text(line, quantity_).empty(), "BR-22");
            need(!std::string{line.child(quantity_.c_str()).attribute("unitCode").value()}.empty(), "BR-23");
            need(!text(line, "cbc:LineExtensionAmount").empty(), "BR-24");
            need(!text(line, "cac:Item/cbc:Name").empty(), "BR-25");
            need(!text(line, "cac:Price/cbc:PriceAmount").empty(), "BR-26");
            need(number(text(line, "cac:Price/cbc:PriceAmount")) >= 0, "BR-27");
            need(!text(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID").empty(), "BR-CO-04");
            long double allowances = 0;
            for (auto charge : line.children("cac:AllowanceCharge")) {
                need(!text(charge, "cbc:Amount").empty(), "BR-41");
                need(!text(charge, "cbc:AllowanceChargeReason").empty(), "BR-42");
                allowances += number(text(charge, "cbc:Amount"));
            }
            const auto amount = number(text(line, quantity_)) * number(text(line, "cac:Price/cbc:PriceAmount"));
            const auto off = amount - allowances - number(text(line, "cbc:LineExtensionAmount"));
            need(std::fabs(off) <= 0.0051L, "PEPPOL-EN16931-R120");  // 0.02 is allowed
        }
    }

    void sums() {
        const std::string total = "cac:LegalMonetaryTotal/cbc:";
        for (const auto* name : {"LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"})
            need(has(total + name), "BR-12 to BR-15");
        std::int64_t lines = 0;
        for (const auto& line : all(line_)) lines += cents(line, "cbc:LineExtensionAmount");
        std::int64_t allowances = 0;
        for (const auto& charge : all("cac:AllowanceCharge")) {
            need(text(charge, "cbc:ChargeIndicator") == "false", "PEPPOL-EN16931-R043");
            need(has("cac:AllowanceCharge/cbc:Amount"), "BR-31");
            need(!text(charge, "cac:TaxCategory/cbc:ID").empty(), "BR-32");
            need(!text(charge, "cbc:AllowanceChargeReason").empty(), "BR-33");
            allowances += cents(charge, "cbc:Amount");
        }
        need(lines == cents(total + "LineExtensionAmount"), "BR-CO-10");
        need(allowances == cents(total + "AllowanceTotalAmount"), "BR-CO-11");
        need(lines - allowances == cents(total + "TaxExclusiveAmount"), "BR-CO-13");
        const auto vat = cents("cac:TaxTotal/cbc:TaxAmount");
        need(cents(total + "TaxExclusiveAmount") + vat == cents(total + "TaxInclusiveAmount"), "BR-CO-15");
        need(cents(total + "TaxInclusiveAmount") - cents(total + "PrepaidAmount") == cents(total + "PayableAmount"),
             "BR-CO-16");
    }

    void vat() {
        need(count("cac:TaxTotal") == 1 && has("cac:TaxTotal/cac:TaxSubtotal"), "BR-CO-18");
        std::map<Category, std::int64_t> taxable;
        for (const auto& line : all(line_))
            taxable[category(line.select_node("cac:Item/cac:ClassifiedTaxCategory").node())] +=
                cents(line, "cbc:LineExtensionAmount");
        for (const auto& charge : all("cac:AllowanceCharge"))
            taxable[category(charge.child("cac:TaxCategory"))] -= cents(charge, "cbc:Amount");
        std::int64_t sum = 0;
        for (const auto& part : all("cac:TaxTotal/cac:TaxSubtotal")) {
            const auto of = category(part.child("cac:TaxCategory"));
            need(taxable.count(of) == 1, "BR-S-01");
            need(taxable[of] == cents(part, "cbc:TaxableAmount"), "BR-" + of.first + "-08");
            taxable.erase(of);
            sum += cents(part, "cbc:TaxAmount");
            const auto exact = number(text(part, "cbc:TaxableAmount")) * number(of.second) / 100;
            need(std::fabs(exact - number(text(part, "cbc:TaxAmount"))) < 0.0151L, "BR-CO-17");  // 1.00 is allowed
        }
        need(taxable.empty(), "BR-S-01");  // a category without its subtotal
        need(sum == cents("cac:TaxTotal/cbc:TaxAmount"), "BR-CO-14");
    }

    void categories() {
        const auto seller_vat = text("cac:AccountingSupplierParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID");
        const auto buyer_vat = text("cac:AccountingCustomerParty/cac:Party/cac:PartyTaxScheme/cbc:CompanyID");
        for (const auto& node : all("//cac:TaxCategory | //cac:ClassifiedTaxCategory")) {
            const auto [id, rate] = category(node);
            const bool standard = id == "S", outside = id == "O";
            need(standard || outside || id == "Z" || id == "AE" || id == "E", "BR-CL-17");
            need(outside ? rate.empty() : standard ? number(rate) > 0 : rate == "0", "BR-" + id + "-05");
            need(text(node, "cac:TaxScheme/cbc:ID") == "VAT", "BR-48");
            need(outside ? seller_vat.empty() && buyer_vat.empty() : !seller_vat.empty(), "BR-" + id + "-02");
            need(id != "AE" || !buyer_vat.empty(), "BR-AE-02");
        }
        for (const auto& part : all("cac:TaxTotal/cac:TaxSubtotal")) {
            const auto id = text(part, "cac:TaxCategory/cbc:ID");
            const auto reason = text(part, "cac:TaxCategory/cbc:TaxExemptionReason");
            const auto code = text(part, "cac:TaxCategory/cbc:TaxExemptionReasonCode");
            const bool exempt = id == "AE" || id == "E" || id == "O";
            need(id != "O" || !has("//cbc:ID[parent::cac:TaxCategory or parent::cac:ClassifiedTaxCategory][. != 'O']"),
                 "BR-O-11 to BR-O-14");
            need(exempt || cents(part, "cbc:TaxableAmount") == 0 || id == "Z" || cents(part, "cbc:TaxAmount") >= 0,
                 "BR-S-09");
            need(id == "S" || cents(part, "cbc:TaxAmount") == 0, "BR-" + id + "-09");
            need(exempt != reason.empty(), "BR-" + id + "-10");
            const std::string wanted = id == "AE" ? "VATEX-EU-AE" : id == "O" ? "VATEX-EU-O" : "";
            need(code == (is_nlcius() ? "" : wanted), is_nlcius() ? "BR-NL-35" : "PEPPOL-EN16931-P0107");
        }
    }

    // What Peppol BIS 3 (R, NL-R) and NLCIUS (BR-NL) ask of a Dutch seller and a Dutch buyer.
    void networks() {
        need(text("cbc:ProfileID") == "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", "PEPPOL-EN16931-R007");
        need(has("cbc:BuyerReference") || has("cac:OrderReference/cbc:ID"), "PEPPOL-EN16931-R003, BR-NL-2");
        for (const std::string role : {"Supplier", "Customer"}) {
            const auto party = "cac:Accounting" + role + "Party/cac:Party/";
            need(has(party + "cbc:EndpointID"), "PEPPOL-EN16931-R010, R020");
            need(has(party + "cac:PartyLegalEntity/cbc:CompanyID[@schemeID = '0106' or @schemeID = '0190']"),
                 "NL-R-003, NL-R-005, BR-NL-1, BR-NL-10");
            for (const auto* name : {"StreetName", "CityName", "PostalZone"})
                need(has(party + "cac:PostalAddress/cbc:" + name), "NL-R-002, NL-R-004, BR-NL-3, BR-NL-4");
        }
        need(!is_credit_ || has("cac:BillingReference"), "NL-R-001");
        need(cents("cac:LegalMonetaryTotal/cbc:PayableAmount") <= 0 || has("cac:PaymentMeans"), "NL-R-007, BR-NL-11");
        const std::set<std::string> means{"30", "48", "49", "57", "58", "59"};
        for (const auto& code : all("cac:PaymentMeans/cbc:PaymentMeansCode"))
            need(means.contains(code.text().get()), "NL-R-008, BR-NL-12");
        if (is_nlcius()) recommendations();
    }

    // What NLCIUS recommends to leave out: a document with it is taken, with a warning.
    void recommendations() {
        need(!has("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate"), "BR-NL-24");
        need(!has("cac:PaymentMeans/cbc:PaymentMeansCode/@name"), "BR-NL-29");
        need(!has("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name"), "BR-NL-30");
        need(!has("//cac:AllowanceCharge/cbc:AllowanceChargeReasonCode"), "BR-NL-32, BR-NL-34");
    }
    bool is_nlcius() const { return text("cbc:CustomizationID").find(":nlcius:") != std::string::npos; }

    pugi::xml_node root_;
    bool is_credit_ = false;
    std::string line_;
    std::string quantity_;
    std::set<std::string> broken_;
};

}  // namespace autojet::invoicing
