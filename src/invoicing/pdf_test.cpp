#include "invoicing/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <thread>

#include "invoicing/credit.hpp"
#include "invoicing/drafts_for_tests.hpp"
#include "invoicing/paper_for_tests.hpp"
#include "invoicing/pdf_words.hpp"
#include "invoicing/ubl.hpp"

namespace autojet::invoicing {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string ubl_of(const Invoice& invoice) {
    return to_ubl(invoice, widest_profile(invoice)).value();
}

std::string pdf_of(const InvoiceDraft& draft, Language language = Language::nl) {
    const auto invoice = sound(draft);
    return to_pdf(invoice, language, ubl_of(invoice));
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

// On paper the space after the sign is an ordinary one.
std::string as_printed(Money amount, Language language) {
    auto text = amount.display(language);
    if (const auto at = text.find("\u00A0"); at != std::string::npos) text.replace(at, 2, 1, ' ');
    return text;
}

// How often each amount of the UBL stands there: what is to be paid, each rate, each line.
std::map<Money, std::size_t> amounts_in(const std::string& ubl) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(ubl.c_str()));
    std::map<Money, std::size_t> amounts;
    for (const auto* path :
         {"//cbc:PayableAmount", "//cbc:TaxInclusiveAmount", "//cac:TaxSubtotal/cbc:TaxableAmount",
          "//cac:TaxSubtotal/cbc:TaxAmount", "/*/cac:TaxTotal/cbc:TaxAmount", "//cbc:TaxExclusiveAmount",
          "//cac:InvoiceLine/cbc:LineExtensionAmount", "//cac:CreditNoteLine/cbc:LineExtensionAmount"})
        for (const auto& found : document.select_nodes(path))
            ++amounts[Money::parse(found.node().text().get()).value()];
    return amounts;
}

// Where no VAT is charged, its nothing is said once.
void expect_amounts(const std::string& text, const Invoice& invoice, Language language) {
    for (const auto& [amount, times] : amounts_in(ubl_of(invoice))) {
        const auto least = amount == Money{} ? 1 : times;
        EXPECT_GE(count(text, as_printed(amount, language)), least) << amount.decimal() << " in\n" << text;
    }
}

TEST(Pdf, of_unseen_documents_is_sound_and_shows_the_amounts_of_its_ubl) {
    Drafts drafts{20'260'310};
    for (int i = 0; i < 60; ++i) {
        const auto invoice = sound(drafts.draw());
        const auto language = i % 2 == 0 ? Language::nl : Language::en;
        const Paper paper{to_pdf(invoice, language, ubl_of(invoice))};
        paper.said_by("qpdf", "--check");
        expect_amounts(paper.text(), invoice, language);
        if (HasFailure()) FAIL() << "invoice " << i;
    }
}

TEST(Pdf, of_the_same_invoice_is_the_same_to_the_byte_in_every_thread) {
    const auto draft = draft_for_business();
    const auto first = pdf_of(draft);
    EXPECT_EQ(pdf_of(draft), first);
    std::array<std::string, 4> others;
    {
        std::vector<std::jthread> threads;
        for (auto& other : others)
            threads.emplace_back([&] {
                Drafts drafts{7};
                for (int i = 0; i < 5; ++i) pdf_of(drafts.draw(), Language::en);
                other = pdf_of(draft);
            });
    }
    for (const auto& other : others) EXPECT_EQ(other, first);
}

TEST(Pdf, carries_its_ubl_unchanged_as_an_alternative) {
    const auto invoice = sound(draft_for_business());
    const Paper paper{to_pdf(invoice, Language::nl, ubl_of(invoice))};
    EXPECT_EQ(paper.said_by("qpdf", "--show-attachment=factuur.xml"), ubl_of(invoice));
    const auto inside = paper.said_by("qpdf", "--qdf --object-streams=disable", "-");
    EXPECT_THAT(inside, HasSubstr("/AFRelationship /Alternative"));
    EXPECT_THAT(inside, HasSubstr("/Subtype /text#2fxml"));
    EXPECT_THAT(inside, HasSubstr("/AF ["));
}

TEST(Pdf, without_ubl_carries_nothing) {
    const Paper paper{to_pdf(sound(draft_for_ada()), Language::nl, {})};
    EXPECT_THAT(paper.said_by("qpdf", "--list-attachments"), HasSubstr("has no embedded files"));
}

TEST(Pdf, has_every_font_inside) {
    auto draft = draft_for_ada();
    draft.buyer.name = "Ádá Żółć Ελένη Њ";
    const auto fonts = Paper{pdf_of(draft)}.said_by("pdffonts", "");
    EXPECT_THAT(fonts, HasSubstr("Manrope-Regular"));
    EXPECT_THAT(fonts, HasSubstr("Sora-Bold"));
    std::istringstream lines{fonts};
    std::string line;
    std::getline(lines, line);  // names of columns, and a rule under them
    std::getline(lines, line);
    while (std::getline(lines, line)) EXPECT_THAT(line, testing::ContainsRegex(" yes yes yes +[0-9]+ +0")) << fonts;
}

TEST(Pdf, is_tagged_and_names_its_language_title_author_and_date) {
    const Paper paper{pdf_of(draft_for_business(), Language::en)};
    const auto about = paper.said_by("pdfinfo", "-isodates");
    EXPECT_THAT(about, HasSubstr("Invoice 2026-0042"));
    EXPECT_THAT(about, HasSubstr("Garage Dee & Zn. <Haarlem>"));
    EXPECT_THAT(about, testing::ContainsRegex("CreationDate: +2026-03-10T00:00:00Z"));
    EXPECT_THAT(about, testing::ContainsRegex("Tagged: +yes"));
    EXPECT_THAT(about, testing::ContainsRegex("Page size: +595.* \\(A4\\)"));
    const auto structure = paper.said_by("pdfinfo", "-struct-text");
    for (const auto* part : {"Document", "H1", "\"Invoice\"", "Table", "/Scope /Column", "/Scope /Row", "TD", "Figure"})
        EXPECT_THAT(structure, HasSubstr(part));
    const auto inside = paper.said_by("qpdf", "--qdf --object-streams=disable", "-");
    EXPECT_THAT(inside, HasSubstr("/Lang (en)"));
    EXPECT_THAT(inside, HasSubstr("/Alt (QR code"));
}

TEST(Pdf, says_who_asks_whom_for_what_and_when) {
    const auto text = Paper{pdf_of(draft_for_business())}.text();
    for (const auto* part : {"Garage Dee & Zn. <Haarlem>", "Werkplaats 1", "2011 AB Haarlem", "KvK 12345678",
                             "NL005130382B90", "NL91 ABNA 0417 1643 00", "2026-0042", "10 maart 2026", "9 maart 2026",
                             "24 maart 2026", "Taxi Cy B.V.", "Stationsplein 3", "2011 LR Haarlem", "NL004495445B01",
                             "Wagen 7", "Grote beurt", "1 stuk", "21%", "Pagina 1 van 1"})
        EXPECT_THAT(text, HasSubstr(part));
}

TEST(Pdf, says_how_to_pay_only_where_something_is_to_be_transferred) {
    auto draft = draft_for_ada();
    EXPECT_THAT(Paper{pdf_of(draft)}.text(), HasSubstr("Zo betaal je"));
    EXPECT_THAT(Paper{pdf_of(draft, Language::en)}.text(), HasSubstr("How to pay"));
    auto by_card = draft;
    by_card.means = PaymentMeans::card;
    EXPECT_THAT(Paper{pdf_of(by_card)}.text(), Not(HasSubstr("Zo betaal je")));
    EXPECT_THAT(Paper{pdf_of(by_card)}.text(), HasSubstr("Te betalen met een betaalkaart, uiterlijk op 24 maart"));
    draft.prepaid = work_out(draft).value().gross;
    const auto paid = Paper{pdf_of(draft)}.text();
    EXPECT_THAT(paid, Not(HasSubstr("Zo betaal je")));
    EXPECT_THAT(paid, HasSubstr("Betaald"));
    EXPECT_THAT(paid, HasSubstr("€ 0,00"));
}

TEST(Pdf, of_a_credit_note_cites_what_it_corrects_and_asks_for_nothing) {
    const auto credit = credit_of(sound(draft_for_ada()), InvoiceNumber::parse("C2026-0007").value(), day(2026, 4, 2));
    const auto dutch = Paper{pdf_of(credit)}.text();
    EXPECT_THAT(dutch, HasSubstr("Creditfactuur"));
    EXPECT_THAT(dutch, HasSubstr("Correctie van factuur 2026-0042 van 10 maart 2026"));
    EXPECT_THAT(dutch, Not(HasSubstr("Te betalen")));
    EXPECT_THAT(dutch, Not(HasSubstr("Zo betaal je")));
    EXPECT_THAT(Paper{pdf_of(credit, Language::en)}.text(), HasSubstr("Corrects invoice 2026-0042 of 10 March 2026"));
}

TEST(Pdf, says_why_no_vat_is_charged) {
    auto reversed = draft_for_business();
    for (auto& line : reversed.lines) line.vat = VatTreatment::reverse_charge;
    const auto text = Paper{pdf_of(reversed)}.text();
    EXPECT_THAT(text, HasSubstr("Btw verlegd"));
    EXPECT_GE(count(text, "NL004495445B01"), 2U);
    auto small = draft_for_ada();
    small.seller.vat.reset();
    for (auto& line : small.lines) line.vat = VatTreatment::small_business;
    EXPECT_THAT(Paper{pdf_of(small)}.text(), HasSubstr("kleineondernemersregeling"));
    EXPECT_THAT(Paper{pdf_of(small, Language::en)}.text(), HasSubstr("small-business scheme"));
}

TEST(Pdf, of_five_hundred_lines_has_all_of_them_under_a_header_on_each_page) {
    auto draft = draft_for_business();
    draft.lines.clear();
    const std::string long_words = " die lang is en daarom over meer dan een enkele regel van de tabel moet lopen";
    for (int i = 0; i < 500; ++i)
        draft.lines.push_back(line_of("Post" + std::to_string(1000 + i) + (i % 9 == 0 ? long_words : ""), 1'00 + i));
    const auto text = Paper{pdf_of(draft)}.text();
    for (int i = 0; i < 500; ++i) EXPECT_EQ(count(text, "Post" + std::to_string(1000 + i)), 1U);
    const auto pages = count(text, "\f");
    EXPECT_GE(pages, 15U);
    EXPECT_EQ(count(text, "Omschrijving"), pages);
    EXPECT_EQ(count(text, "Pagina "), pages);
    EXPECT_THAT(text, HasSubstr("Pagina 2 van " + std::to_string(pages)));
}

TEST(Pdf, keeps_the_longest_and_largest_within_the_paper) {
    auto draft = draft_for_business();
    draft.seller.name = std::string(100, 'W');
    draft.buyer.name = std::string(100, 'M');
    draft.note = std::string(1000, 'x');
    draft.lines.assign(1, line_of(std::string(200, 'W'), 999'999'900));
    draft.lines[0].discount = Money::of_cents(500'000'000);
    const Paper paper{pdf_of(draft)};
    paper.said_by("qpdf", "--check");
    const auto boxes = paper.said_by("pdftotext", "-bbox", "-");
    for (auto at = boxes.find("xMax=\""); at != std::string::npos; at = boxes.find("xMax=\"", at + 1))
        EXPECT_LT(std::stod(boxes.substr(at + 6)), 595 - 40);
}

TEST(PdfWords, are_all_there_in_each_language) {
    for (const auto language : all_languages)
        for (int i = 0; i <= static_cast<int>(Word::prices_without_vat); ++i)
            EXPECT_FALSE(word(static_cast<Word>(i), language).empty()) << i;
}

TEST(PdfWords, say_periods_as_short_as_they_can) {
    const auto said = [](CivilDate from, CivilDate until) { return period_text({from, until}, Language::nl); };
    EXPECT_EQ(said(day(2026, 3, 9), day(2026, 3, 9)), "9 maart 2026");
    EXPECT_EQ(said(day(2026, 3, 9), day(2026, 3, 20)), "9 t/m 20 maart 2026");
    EXPECT_EQ(said(day(2026, 3, 9), day(2026, 4, 2)), "9 maart t/m 2 april 2026");
    EXPECT_EQ(said(day(2025, 12, 9), day(2026, 1, 2)), "9 december 2025 t/m 2 januari 2026");
}

}  // namespace
}  // namespace autojet::invoicing
