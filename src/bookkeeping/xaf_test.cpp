#include "bookkeeping/xaf.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>

#include "bookkeeping/books_for_tests.hpp"
#include "bookkeeping/csv.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::bookkeeping {
namespace {

using testing::HasSubstr;
using testing::Not;

std::filesystem::path schema() {
    const char* chosen = std::getenv("AUTOJET_SCHEMAS");
    return std::filesystem::path{chosen != nullptr ? chosen : AUTOJET_SCHEMAS} / "XmlAuditfileFinancieel3.2.xsd";
}

std::string complaints(const std::string& text) {
    const store::FolderForTests folder;
    const auto file = folder.write("books.xaf", text);
    const auto command = "xmllint --nonet --noout --schema '" + schema().string() + "' '" + file.string() + "' >'" +
                         (folder / "complaints").string() + "' 2>&1";
    return std::system(command.c_str()) == 0 ? "" : folder.read("complaints").substr(0, 2000);
}

std::int64_t cents_in(const pugi::xml_node& node, const char* amount = "amnt", const char* side = "amntTp") {
    const auto value = Money::parse(node.child_value(amount)).value().cents();
    return std::string_view{node.child_value(side)} == "D" ? value : -value;
}

class Xaf : public Books {
protected:
    std::string xaf(int year = 2026) {
        std::string text;
        house.read([&](store::Tx& tx) {
            write_xaf(tx, {house->shops.load(house.autojet()), year, today, "0.1.0"}, [&](std::string_view piece) {
                text += piece;
                largest_piece = std::max(largest_piece, piece.size());
            });
            return 0;
        });
        return text;
    }
    std::string csv(Language language = Language::en) {
        std::string text;
        house.read([&](store::Tx& tx) {
            write_csv(tx, 2026, language, [&](std::string_view piece) { text += piece; });
            return 0;
        });
        return text;
    }
    void book_a_year() {
        std::vector<Entry> entries;
        for (int n = 0; n < 300; ++n) {
            const auto invoice = unseen(static_cast<std::uint32_t>(n), n);
            entries.push_back(entry_of(invoice, n % 20 == 3 ? Charge::deposit : Charge::supply));
            const auto& content = invoice.content();
            if (n % 3 == 0 && invoice.totals().gross > Money{})
                entries.push_back(
                    entry_of_payment({content.corrects ? content.corrects->number : content.number,
                                      invoice.totals().gross, content.issued_on, static_cast<Means>(n % 9 / 3),
                                      content.corrects ? Direction::paid_back : Direction::received}));
        }
        entries.push_back(entry_of_card_settlement(cents(10'000), cents(35), on(2026, 6, 1)));
        entries.push_back(memo(on(2026, 6, 2), {debit(account::costs, 100), credit(account::creditors, 100)}));
        book_all(entries);
        (void)house.write([&](store::Tx& tx) { return close_till(tx, on(2026, 11, 22), cents(123)); }).value();
        (void)house.write([&](store::Tx& tx) { return settle_vat(tx, 2026, 1, on(2026, 4, 20)); }).value();
    }

    std::size_t largest_piece = 0;
};

TEST_F(Xaf, of_a_year_with_300_unseen_invoices_is_valid_by_the_schema) {
    if (!std::filesystem::exists(schema())) GTEST_SKIP() << "no schema in " AUTOJET_SCHEMAS "; set AUTOJET_SCHEMAS";
    EXPECT_EQ(complaints(xaf()), "") << "without entries";
    book_a_year();
    const auto text = xaf();
    EXPECT_EQ(complaints(text), "");
    EXPECT_LT(largest_piece, 100'000u);
    EXPECT_GT(text.size(), 5 * largest_piece) << "in pieces";
    set_day(on(2027, 1, 10));
    (void)house.write([](store::Tx& tx) { return close_year(tx, 2026); }).value();
    EXPECT_EQ(xaf(), text) << "closing the year leaves its file as it was";
    EXPECT_EQ(complaints(xaf(2027)), "");
}

TEST_F(Xaf, the_schema_sees_what_is_wrong) {
    if (!std::filesystem::exists(schema())) GTEST_SKIP() << "no schema in " AUTOJET_SCHEMAS "; set AUTOJET_SCHEMAS";
    auto text = xaf();
    text.replace(text.find("<curCode>EUR"), 12, "<curCode>XXX");
    EXPECT_THAT(complaints(text), HasSubstr("curCode"));
}

TEST_F(Xaf, says_what_the_journal_says) {
    book_a_year();
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(xaf().c_str()));
    const auto transactions = document.select_node("//transactions").node();
    std::map<int, std::int64_t> sums;
    std::map<std::string, std::int64_t> vat;
    std::int64_t lines = 0, debit = 0, credit = 0, entries = 0;
    for (const auto& found : document.select_nodes("//transaction")) {
        std::int64_t sum = 0;
        for (const auto& line : found.node().children("trLine")) {
            const auto amount = cents_in(line);
            sum += amount;
            sums[std::stoi(line.child_value("accID"))] += amount;
            (amount < 0 ? credit : debit) += std::abs(amount);
            ++lines;
            if (const auto tax = line.child("vat"))
                vat[tax.child_value("vatID")] += cents_in(tax, "vatAmnt", "vatAmntTp");
        }
        EXPECT_EQ(sum, 0) << found.node().child_value("nr");
        ++entries;
    }
    EXPECT_EQ(entries, house.number("SELECT COUNT(*) FROM journal_entry WHERE shop = $1"));
    EXPECT_EQ(std::to_string(lines), transactions.child_value("linesCount"));
    EXPECT_EQ(cents(debit).decimal(), transactions.child_value("totalDebit"));
    EXPECT_EQ(cents(credit).decimal(), transactions.child_value("totalCredit"));
    for (const auto& balance : house.read([](store::Tx& tx) { return movements(tx, year_period(2026)); }))
        EXPECT_EQ(sums[balance.account], balance.amount().cents()) << balance.account;
    std::map<std::string, std::int64_t> returned;
    for (int of_year = 1; of_year <= 4; ++of_year) {
        const auto answer = quarter(2026, of_year);
        returned["standard"] -= answer.figure("1a").vat.cents();
        returned["reduced"] -= answer.figure("1b").vat.cents();
    }
    EXPECT_EQ(vat["standard"], returned["standard"]);
    EXPECT_EQ(vat["reduced"], returned["reduced"]);
    EXPECT_EQ(vat["zero"], 0);
}

TEST_F(Xaf, opens_a_year_with_what_the_year_before_left_closed_or_not) {
    book_a_year();
    set_day(on(2027, 1, 10));
    const auto opening = [&] {
        pugi::xml_document document;
        document.load_string(xaf(2027).c_str());
        std::map<int, std::int64_t> sums;
        for (const auto& line : document.select_node("//openingBalance").node().children("obLine"))
            sums[std::stoi(line.child_value("accID"))] += cents_in(line);
        return sums;
    };
    const auto open = opening();
    EXPECT_EQ(open.at(account::debtors), stands(account::debtors, on(2026, 12, 31)));
    EXPECT_FALSE(open.contains(account::revenue_standard));
    (void)house.write([](store::Tx& tx) { return close_year(tx, 2026); }).value();
    EXPECT_EQ(opening(), open);
}

TEST_F(Xaf, D1_names_no_debtor_only_the_numbers_of_documents) {
    book_all({entry_of(sound(draft_for_ada()))});
    for (const auto& text : {xaf(), csv()}) {
        EXPECT_THAT(text, HasSubstr("2026-0042"));
        EXPECT_THAT(text, Not(HasSubstr("Ada")));
        EXPECT_THAT(text, Not(HasSubstr("custSupName")));
    }
    EXPECT_THAT(xaf(), HasSubstr("<custSupID>2026-0042</custSupID>"));
}

TEST_F(Xaf, escapes_and_cuts_what_the_shop_is_called) {
    if (!std::filesystem::exists(schema())) GTEST_SKIP() << "no schema in " AUTOJET_SCHEMAS "; set AUTOJET_SCHEMAS";
    auto shop = house->shops.load(house.autojet());
    shop.name = "Dee & Zn. <\"Haarlem\">\x01";
    shop.city = std::string(60, 'x');
    shop.postcode =
        "\xff"
        "12345678901";
    std::string text;
    house.read([&](store::Tx& tx) {
        write_xaf(tx, {shop, 2026, today, std::string(40, '9')}, [&](std::string_view piece) { text += piece; });
        return 0;
    });
    EXPECT_EQ(complaints(text), "");
}

TEST_F(Xaf, csv_has_a_line_for_each_line_of_the_journal) {
    book_all({entry_of(sound(draft_for_ada()))});
    const auto text = csv(Language::nl);
    EXPECT_THAT(text, testing::StartsWith("entry,line,day,kind,document,memo,account,name,debit,credit,vat,item\r\n"));
    EXPECT_THAT(text, HasSubstr(",1,2026-03-10,invoice,2026-0042,,1300,Debiteuren,283.95,0.00,,2026-0042\r\n"));
    EXPECT_THAT(text, HasSubstr(",3,2026-03-10,invoice,2026-0042,,1500,Af te dragen btw 21%,0.00,49.28,standard,\r\n"));
    EXPECT_EQ(std::ranges::count(text, '\n'), 4);
}

TEST(Csv, quotes_what_needs_it_and_disarms_formulas) {
    EXPECT_EQ(csv_field("plain"), "plain");
    EXPECT_EQ(csv_field(""), "");
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("say \"hi\"\r\n"), "\"say \"\"hi\"\"\r\n\"");
    for (const std::string_view formula : {"=1+1", "+1", "-1", "@sum", "\tx", "\rx"})
        EXPECT_THAT(csv_field(formula), testing::AnyOf(testing::StartsWith("'"), testing::StartsWith("\"'")))
            << formula;
    EXPECT_EQ(csv_field("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
}

}  // namespace
}  // namespace autojet::bookkeeping
