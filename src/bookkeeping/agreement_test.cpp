// One invoice, four places: what a person reads, what a machine reads, the ledger, the audit file. They say the same
// amounts. A few dozen here; AUTOJET_LONG says how many in the long run (`./dev long`).
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <pugixml.hpp>

#include "base/text.hpp"
#include "bookkeeping/books_for_tests.hpp"
#include "bookkeeping/xaf.hpp"
#include "invoicing/pdf.hpp"
#include "invoicing/ubl.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

int how_many() {
    const char* wanted = std::getenv("AUTOJET_LONG");
    return wanted == nullptr ? 40 : static_cast<int>(parse_whole(wanted).value());
}

// Of a document, in cents as they were issued: positive on credit notes too.
struct Sums {
    std::int64_t net = 0;
    std::int64_t vat = 0;
    std::int64_t gross = 0;

    friend bool operator==(const Sums&, const Sums&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Sums& sums) {
        return out << sums.net << " + " << sums.vat << " = " << sums.gross;
    }
};

std::int64_t cents_at(const pugi::xml_node& node, const std::string& path) {
    return Money::parse(node.select_node(path.c_str()).node().text().get()).value().cents();
}

Sums sums_in_ubl(const pugi::xml_node& root) {
    std::int64_t lines = 0, off = 0, vat = 0;
    for (const auto& line : root.select_nodes("cac:InvoiceLine | cac:CreditNoteLine"))
        lines += cents_at(line.node(), "cbc:LineExtensionAmount");
    for (const auto& charge : root.select_nodes("cac:AllowanceCharge")) off += cents_at(charge.node(), "cbc:Amount");
    for (const auto& part : root.select_nodes("cac:TaxTotal/cac:TaxSubtotal"))
        vat += cents_at(part.node(), "cbc:TaxAmount");
    EXPECT_EQ(lines - off, cents_at(root, "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount"));
    EXPECT_EQ(vat, cents_at(root, "cac:TaxTotal/cbc:TaxAmount"));
    return {lines - off, vat, cents_at(root, "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount")};
}

void add(Sums& sums, int account, std::int64_t amount) {
    if (account == account::debtors)
        sums.gross += amount;
    else
        (is_vat_account(account) ? sums.vat : sums.net) -= amount;
}

Sums sums_in_ledger(const Entry& entry) {
    Sums sums;
    for (const auto& line : entry.lines) add(sums, line.account, (line.debit - line.credit).cents());
    return sums;
}

// By the number of the document.
std::map<std::string, Sums> sums_in_xaf(const std::string& xaf) {
    pugi::xml_document document;
    EXPECT_TRUE(document.load_string(xaf.c_str()));
    std::map<std::string, Sums> all;
    for (const auto& found : document.select_nodes("//journal[jrnID = 'VK']/transaction/trLine")) {
        const auto line = found.node();
        const auto amount = Money::parse(line.child_value("amnt")).value().cents();
        const bool is_debit = std::string_view{line.child_value("amntTp")} == "D";
        add(all[line.child_value("docRef")], static_cast<int>(parse_whole(line.child_value("accID")).value()),
            is_debit ? amount : -amount);
    }
    return all;
}

Sums mirrored(const Sums& sums, bool is_credit) {
    return is_credit ? Sums{-sums.net, -sums.vat, -sums.gross} : sums;
}

// On paper the space after the sign is an ordinary one.
std::string as_printed(Money amount, Language language) {
    auto text = amount.display(language);
    if (const auto at = text.find("\u00A0"); at != std::string::npos) text.replace(at, 2, 1, ' ');
    return text;
}

std::string read_by_people(const store::FolderForTests& folder, const std::string& pdf) {
    const auto file = folder.write("it.pdf", pdf);
    const auto command = "pdftotext -layout '" + file.string() + "' -";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
    std::string said;
    std::array<char, 4096> part{};
    for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe.get())) > 0;)
        said.append(part.data(), count);
    return said;
}

class Agreement : public Books {};

TEST_F(Agreement, of_paper_ubl_ledger_and_audit_file_on_every_amount) {
    const store::FolderForTests folder;
    std::map<std::string, Sums> expected;
    const auto count = how_many();
    for (int n = 0; n < count; ++n) {
        const auto invoice = unseen(static_cast<std::uint32_t>(104'729 * n + 11), n);
        const auto& number = invoice.content().number.text();
        const bool is_credit = invoice.content().kind == invoicing::Kind::credit_note;
        const auto language = n % 2 == 0 ? Language::nl : Language::en;
        const auto& totals = invoice.totals();
        const Sums sums{totals.net.cents(), totals.vat.cents(), totals.gross.cents()};

        const auto ubl = invoicing::to_ubl(invoice, invoicing::widest_profile(invoice)).value();
        pugi::xml_document document;
        ASSERT_TRUE(document.load_string(ubl.c_str()));
        ASSERT_EQ(sums_in_ubl(document.document_element()), sums) << number;

        const auto entry = entry_of(invoice);
        ASSERT_EQ(mirrored(sums_in_ledger(entry), is_credit), sums) << number;
        if (!entry.lines.empty()) {
            book_all({entry});
            expected[number] = mirrored(sums, is_credit);
        }

        const auto paper = read_by_people(folder, invoicing::to_pdf(invoice, language, ubl));
        std::vector<Money> shown{totals.gross, totals.payable};
        for (const auto& line : totals.lines) shown.insert(shown.end(), {line.shown, line.net});
        for (const auto& rate : totals.rates) shown.insert(shown.end(), {rate.taxable, rate.vat});
        for (const auto amount : shown)
            ASSERT_NE(paper.find(as_printed(amount, language)), std::string::npos)
                << number << " " << amount.decimal() << " in\n"
                << paper;
    }
    std::string xaf;
    house.read([&](store::Tx& tx) {
        write_xaf(tx, {house->shops.load(house.autojet()), 2026, today, "0.1.0"},
                  [&](std::string_view piece) { xaf += piece; });
        return 0;
    });
    EXPECT_EQ(sums_in_xaf(xaf), expected);
    EXPECT_TRUE(balanced());
}

}  // namespace
}  // namespace autojet::bookkeeping
