#include "invoicing/ubl.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/result_for_tests.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "invoicing/en16931_for_tests.hpp"
#include "invoicing/ubl_parts.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::invoicing {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string ubl_of(const InvoiceDraft& draft, Profile profile = Profile::en16931) {
    return to_ubl(sound(draft), profile).value();
}

// Replaces what stands there once or more; the text must be there.
std::string with(std::string text, const std::string& old, const std::string& replacement) {
    auto place = text.find(old);
    if (place == std::string::npos) throw Broken{"not in the text: " + old};
    for (; place != std::string::npos; place = text.find(old, place + replacement.size()))
        text.replace(place, old.size(), replacement);
    return text;
}

// The folder of UBL 2.1, by the environment or by the build; empty where there is none.
std::filesystem::path schemas() {
    const char* chosen = std::getenv("AUTOJET_SCHEMAS");
    const auto folder = std::filesystem::path{chosen != nullptr ? chosen : AUTOJET_SCHEMAS} / "ubl-2.1" / "maindoc";
    return std::filesystem::is_directory(folder) ? folder : std::filesystem::path{};
}

// What xmllint says against the schema; empty when every file is valid.
std::string complaints(const store::FolderForTests& folder, const std::string& kind) {
    const auto found = folder / ("complaints-" + kind);
    const auto command = "xmllint --nonet --noout --schema '" + (schemas() / ("UBL-" + kind + "-2.1.xsd")).string() +
                         "' '" + folder.path().string() + "'/" + kind + "-*.xml >'" + found.string() + "' 2>&1";
    if (std::system(command.c_str()) == 0) return {};
    const auto said = folder.read("complaints-" + kind);
    return said.substr(0, 2000);
}

TEST(Ubl, of_known_and_unseen_documents_is_valid_by_the_schema) {
    if (schemas().empty()) GTEST_SKIP() << "no UBL schemas in " AUTOJET_SCHEMAS "; set AUTOJET_SCHEMAS to their folder";
    const store::FolderForTests folder;
    int written = 0;
    const auto write = [&](const InvoiceDraft& draft) {
        for (const auto profile : all_profiles) {
            const auto text = to_ubl(sound(draft), profile);
            if (!text) continue;
            const std::string kind = draft.kind == Kind::credit_note ? "CreditNote" : "Invoice";
            folder.write(kind + "-" + std::to_string(++written) + ".xml", *text);
        }
    };
    write(draft_for_ada());
    write(draft_for_business());
    auto outside_vat = draft_for_business();
    outside_vat.lines = {line_of("Arbeid", 10'00, VatTreatment::small_business)};
    outside_vat.seller.vat.reset();
    write(outside_vat);
    outside_vat.kind = Kind::credit_note;
    outside_vat.corrects = Corrected{InvoiceNumber::parse("2026-0041").value(), day(2026, 3, 1)};
    write(outside_vat);
    for (std::uint32_t seed = 0; seed < 200; ++seed) write(Drafts{seed}.draw());
    EXPECT_GT(written, 300);
    EXPECT_EQ(complaints(folder, "Invoice"), "");
    EXPECT_EQ(complaints(folder, "CreditNote"), "");
}

TEST(Ubl, the_schema_sees_what_is_wrong) {
    if (schemas().empty()) GTEST_SKIP() << "no UBL schemas in " AUTOJET_SCHEMAS "; set AUTOJET_SCHEMAS to their folder";
    const store::FolderForTests folder;
    folder.write("Invoice-1.xml", with(ubl_of(draft_for_ada()), "cbc:IssueDate", "cbc:IssuedOn"));
    EXPECT_THAT(complaints(folder, "Invoice"), HasSubstr("IssuedOn"));
}

RC_GTEST_PROP(Ubl, keeps_the_business_rules, ()) {
    const auto invoice = sound(Drafts{*rc::gen::arbitrary<std::uint32_t>()}.draw());
    for (const auto profile : all_profiles) {
        const auto text = to_ubl(invoice, profile);
        if (!text) {
            RC_ASSERT(profile != Profile::en16931);
            continue;
        }
        const auto broken = Rules::broken_by(*text);
        RC_LOG() << *text;
        for (const auto& rule : broken) RC_LOG() << rule << '\n';
        RC_ASSERT(broken.empty());
    }
}

TEST(Ubl, the_rules_see_what_is_wrong) {
    const auto text = ubl_of(draft_for_business(), Profile::peppol);
    const auto broken = [&](const std::string& old, const std::string& replacement) {
        return Rules::broken_by(with(text, old, replacement));
    };
    ASSERT_THAT(Rules::broken_by(text), IsEmpty());
    EXPECT_TRUE(broken(">283.95</cbc:LineExtensionAmount>", ">283.96</cbc:LineExtensionAmount>").contains("BR-CO-10"));
    EXPECT_TRUE(broken(">249.00</cbc:LineExtensionAmount>", ">249.01</cbc:LineExtensionAmount>").contains("BR-S-08"));
    EXPECT_TRUE(broken(">59.63<", ">59.65<").contains("BR-CO-17"));
    EXPECT_TRUE(broken(">343.58</cbc:TaxInclusiveAmount>", ">343.59</cbc:TaxInclusiveAmount>").contains("BR-CO-15"));
    EXPECT_TRUE(broken(">249.00</cbc:PriceAmount>", ">249.03</cbc:PriceAmount>").contains("PEPPOL-EN16931-R120"));
    EXPECT_TRUE(broken("<cbc:ID>S</cbc:ID>", "<cbc:ID>AE</cbc:ID>").contains("BR-AE-05"));
    EXPECT_TRUE(broken(">NL91ABNA0417164300<", "><").contains("BR-61"));
    EXPECT_TRUE(broken(">Wagen 7<", "><").contains("PEPPOL-EN16931-R008"));
    EXPECT_TRUE(broken("schemeID=\"0106\"", "schemeID=\"9944\"").contains("NL-R-003, NL-R-005, BR-NL-1, BR-NL-10"));
}

TEST(Ubl, names_the_rules_that_it_follows) {
    const auto draft = draft_for_business();
    EXPECT_THAT(ubl_of(draft, Profile::en16931), HasSubstr(">urn:cen.eu:en16931:2017<"));
    EXPECT_THAT(ubl_of(draft, Profile::nlcius),
                HasSubstr(">urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0<"));
    EXPECT_THAT(ubl_of(draft, Profile::peppol),
                HasSubstr(">urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0<"));
}

TEST(Ubl, for_networks_needs_a_registered_buyer_with_a_reference) {
    auto draft = draft_for_business();
    const auto refused = [&] { return reason_of(to_ubl(sound(draft), Profile::nlcius)); };
    EXPECT_EQ(refused(), "");
    EXPECT_EQ(widest_profile(sound(draft)), Profile::peppol);
    draft.buyer.reference.clear();
    EXPECT_EQ(refused(), "buyer_reference_required");
    draft.buyer.order = InvoiceNumber::parse("PO-7").value();
    EXPECT_EQ(refused(), "");
    draft.means = PaymentMeans::cash;
    EXPECT_EQ(refused(), "paid_in_cash");
    draft.prepaid = sound(draft).totals().gross;
    EXPECT_EQ(refused(), "");
    EXPECT_THAT(Rules::broken_by(ubl_of(draft, Profile::nlcius)), IsEmpty());
    draft.buyer.kvk.reset();
    EXPECT_EQ(refused(), "buyer_not_registered");
    EXPECT_EQ(widest_profile(sound(draft)), Profile::en16931);
    draft.buyer.oin = Oin::parse("00000001003214345000").value();
    EXPECT_EQ(refused(), "");
    draft.lines = {line_of("Bout", 10)};
    draft.prepaid = {};
    draft.means = PaymentMeans::card;
    draft.buyer.address.reset();
    EXPECT_EQ(refused(), "address_required");
    draft.buyer.name.clear();
    EXPECT_EQ(refused(), "buyer_not_named");
    EXPECT_EQ(reason_of(to_ubl(sound(draft_for_ada()), Profile::peppol)), "buyer_not_registered");
}

TEST(Ubl, of_a_credit_note_has_positive_amounts_and_cites_its_invoice) {
    auto draft = draft_for_business();
    draft.kind = Kind::credit_note;
    draft.corrects = Corrected{InvoiceNumber::parse("2026-0041").value(), day(2026, 3, 1)};
    const auto text = ubl_of(draft, Profile::peppol);
    EXPECT_THAT(text, HasSubstr("<cbc:CreditNoteTypeCode>381<"));
    EXPECT_THAT(text, HasSubstr("<cbc:ID>2026-0041</cbc:ID>"));
    EXPECT_THAT(text, HasSubstr(">343.58</cbc:PayableAmount>"));
    EXPECT_THAT(text, Not(HasSubstr(">-")));
}

TEST(Ubl, of_a_final_invoice_cites_each_deposit_once) {
    auto draft = draft_for_business();
    draft.lines.push_back(line_of("Fiets", 100'00, VatTreatment::reduced));
    const auto number = InvoiceNumber::parse("2026-0007").value();
    for (const auto vat : {VatTreatment::standard, VatTreatment::reduced})
        draft.deposits.push_back(
            {.number = number, .issued_on = day(2026, 2, 1), .vat = vat, .amount = Money::of_cents(10'00)});
    const auto text = ubl_of(draft, Profile::nlcius);
    EXPECT_THAT(Rules::broken_by(text), IsEmpty());
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(text.c_str()));
    EXPECT_EQ(document.select_nodes("//cac:BillingReference").size(), 1U);
    EXPECT_EQ(document.select_nodes("/Invoice/cac:AllowanceCharge").size(), 2U);
    EXPECT_THAT(text, HasSubstr(">Aanbetaling 2026-0007<"));
}

TEST(Ubl, says_why_there_is_no_vat) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Arbeid", 10'00, VatTreatment::reverse_charge)};
    const auto reverse = ubl_of(draft);
    EXPECT_THAT(reverse, HasSubstr(">VATEX-EU-AE<"));
    EXPECT_THAT(reverse, HasSubstr(">btw verlegd<"));
    draft.lines = {line_of("Arbeid", 10'00, VatTreatment::small_business)};
    const auto exempt = ubl_of(draft);
    EXPECT_THAT(exempt, HasSubstr("kleineondernemersregeling"));
    EXPECT_THAT(Rules::broken_by(exempt), IsEmpty());
}

// Under the small-business scheme a shop need not have a VAT number: it stands outside VAT then, known by its KvK
// number.
TEST(Ubl, of_a_shop_without_a_vat_number_is_outside_vat) {
    auto draft = draft_for_business();
    draft.lines = {line_of("Arbeid", 10'00, VatTreatment::small_business),
                   line_of("Olie", 25'50, VatTreatment::small_business)};
    draft.discount = Money::of_cents(1'50);
    draft.seller.vat.reset();
    for (const auto kind : {Kind::invoice, Kind::credit_note}) {
        draft.kind = kind;
        if (kind == Kind::credit_note)
            draft.corrects = Corrected{InvoiceNumber::parse("2026-0041").value(), day(2026, 3, 1)};
        for (const auto profile : all_profiles) {
            const auto text = ubl_of(draft, profile);
            EXPECT_THAT(Rules::broken_by(text), IsEmpty()) << text;
            EXPECT_EQ(text.find(">VATEX-EU-O<") != std::string::npos, profile != Profile::nlcius);
            EXPECT_THAT(text, HasSubstr("kleineondernemersregeling"));
            EXPECT_THAT(text, HasSubstr(draft.seller.kvk.text()));
            EXPECT_THAT(text, Not(HasSubstr("cbc:Percent")));
            EXPECT_THAT(text, Not(HasSubstr("cac:PartyTaxScheme"))) << "neither the seller's number nor the buyer's";
        }
    }
    const auto broken = [&](const std::string& old, const std::string& replacement) {
        return Rules::broken_by(with(ubl_of(draft), old, replacement));
    };
    EXPECT_TRUE(broken(">VATEX-EU-O<", ">VATEX-EU-AE<").contains("PEPPOL-EN16931-P0107"));
    EXPECT_TRUE(broken("<cbc:ID>O</cbc:ID>", "<cbc:ID>E</cbc:ID>").contains("BR-E-02"));
}

TEST(Ubl, of_an_unnamed_buyer_keeps_the_rules) {
    auto draft = draft_for_ada();
    draft.lines = {line_of("Lampje", 4'95)};
    draft.buyer.name.clear();
    draft.means = PaymentMeans::cash;
    draft.seller.iban.reset();
    EXPECT_THAT(Rules::broken_by(ubl_of(draft)), IsEmpty());
}

TEST(Ubl, keeps_what_people_wrote) {
    auto draft = draft_for_ada();
    draft.lines[0].description = "<b>Olie & \"filter\"</b> 5W-30 ]]> é";
    const auto text = ubl_of(draft);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(text.c_str()));
    EXPECT_STREQ(document.select_node("//cac:InvoiceLine[1]/cac:Item/cbc:Name").node().text().get(),
                 draft.lines[0].description.c_str());
}

TEST(UnitPrice, has_as_few_decimals_as_give_back_the_amount) {
    const auto quantity = [](const char* text) { return Quantity::parse(text).value(); };
    EXPECT_EQ(unit_price_for(Money::of_cents(30'99), quantity("3")), "10.33");
    EXPECT_EQ(unit_price_for(Money::of_cents(40'99), quantity("2")), "20.495");
    EXPECT_EQ(unit_price_for(Money{}, quantity("0.001")), "0.00");
    EXPECT_EQ(unit_price_for(Money::of_cents(1), quantity("1000")), "0.00001");
    EXPECT_EQ(unit_price_for(most_money, quantity("0.001")), "9999999990.00");
}

RC_GTEST_PROP(UnitPrice, gives_back_the_amount, ()) {
    const auto amount = *rc::gen::inRange<std::int64_t>(0, 999'999'999);
    const auto quantity = Quantity::of_thousandths(*rc::gen::inRange<std::int64_t>(1, 999'999'999)).value();
    const auto price = std::strtold(unit_price_for(Money::of_cents(amount), quantity).c_str(), nullptr);
    const auto off = price * static_cast<long double>(quantity.thousandths()) / 10 - static_cast<long double>(amount);
    RC_ASSERT(std::fabs(off) <= 0.501L);
}

}  // namespace
}  // namespace autojet::invoicing
