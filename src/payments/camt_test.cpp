// Bank files: read as banks write them, refused as attackers do.
#include "payments/camt.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"
#include "payments/camt_for_tests.hpp"

namespace autojet::payments {
namespace {

using namespace std::chrono_literals;

std::string reason(const std::string& file) {
    const auto parsed = parse_camt(file);
    return parsed ? "read" : parsed.error().reason;
}

TEST(Camt, is_read_in_both_versions_alike) {
    for (const bool newer : {false, true}) {
        const auto parsed = parse_camt(
            camt_for_tests({{}, {.amount = "12.50", .received = false, .name = "Bank", .text = "Kosten"}}, newer));
        ASSERT_TRUE(parsed) << parsed.error().reason;
        ASSERT_EQ(parsed->size(), 1U);
        const auto& statement = parsed->front();
        EXPECT_EQ(statement.account.text(), own_iban);
        EXPECT_EQ(statement.opening, Money::of_cents(100'000));
        EXPECT_EQ(statement.closing, Money::of_cents(100'000 + 28'395 - 1'250));
        ASSERT_EQ(statement.lines.size(), 2U);
        EXPECT_EQ(statement.lines[0].amount, Money::of_cents(28'395));
        EXPECT_EQ(statement.lines[0].day, CivilDate{2026y / 11 / 20});
        EXPECT_EQ(statement.lines[1].amount, Money::of_cents(-1'250));
    }
}

TEST(Camt, what_is_pending_is_not_there_yet) {
    const auto parsed = parse_camt(camt_for_tests({{}, {.status = "PDNG"}}));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->front().lines.size(), 1U);
}

TEST(Camt, prefixes_of_a_bank_change_nothing) {
    auto file = camt_for_tests({{}});
    std::string prefixed;
    for (std::size_t n = 0; n < file.size(); ++n) {
        prefixed += file[n];
        if (file[n] == '<' && file[n + 1] != '?') prefixed += file[n + 1] == '/' ? (++n, "/b:") : "b:";
    }
    EXPECT_EQ(reason(swapped(prefixed, "xmlns=", "xmlns:b=")), "read");
}

TEST(Camt, a_collected_entry_counts_as_its_parts_and_the_parts_make_the_whole) {
    const auto part = [](const std::string& amount) {
        return "<TxDtls><Amt Ccy=\"EUR\">" + amount + "</Amt></TxDtls>";
    };
    const auto file = camt_for_tests({{.amount = "30.00"}});
    const auto from = file.find("<NtryDtls>"), until = file.find("</NtryDtls>");
    const auto with = [&](const std::string& parts) {
        return std::string(file).replace(from, until - from, "<NtryDtls>" + parts);
    };
    EXPECT_EQ(parse_camt(with(part("10.00") + part("20.00")))->front().lines.size(), 2U);
    EXPECT_EQ(parse_camt(with(part("10.00") + part("21.00")))->front().lines.size(), 1U);
}

TEST(Camt, entity_bombs_and_declarations_are_refused_unread) {
    const auto file = camt_for_tests({{}});
    const auto head = std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    const std::string bomb =
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">]>";
    EXPECT_EQ(reason(swapped(file, head, head + bomb)), "doctype");
    EXPECT_EQ(reason(swapped(file, head, head + "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">")), "doctype");
    EXPECT_EQ(reason(swapped(file, head, head + "<!DOCTYPE x [<!ENTITY a")), "doctype");
}

TEST(Camt, an_unknown_entity_expands_to_nothing_of_ours) {
    const auto parsed = parse_camt(swapped(camt_for_tests({{}}), "Factuur", "&xxe;"));
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->front().lines.size(), 1U);
}

TEST(Camt, what_is_cut_off_is_refused_wherever_it_is_cut) {
    const auto file = camt_for_tests({{}, {}});
    for (std::size_t length = 0; length + 12 < file.size(); length += 7)
        EXPECT_NE(reason(file.substr(0, length)), "read") << length;
}

TEST(Camt, balances_that_do_not_add_up_are_refused) {
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), ">283.95<", ">283.96<")), "does_not_add_up");
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "CLBD", "XXXX")), "no_balance");
    const auto file = camt_for_tests({{}, {}});
    const auto from = file.find("<Ntry>");
    const auto one = file.find("</Ntry>") + 7 - from;
    EXPECT_EQ(reason(std::string(file).erase(from, one)), "does_not_add_up") << "a line is missing";
}

TEST(Camt, amounts_that_are_none_are_refused) {
    for (const auto* wrong : {"-283.95", "283,95", "1e9", "", "99999999999999999999", "NaN", "283.955", "0x10", "+1"})
        EXPECT_EQ(reason(swapped(camt_for_tests({{}}), ">283.95<", ">" + std::string(wrong) + "<")), "not_an_amount")
            << wrong;
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), ">283.95<", ">283.95000<")), "read");
}

TEST(Camt, other_currencies_dates_and_messages_are_refused) {
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "<Ntry><Amt Ccy=\"EUR\">", "<Ntry><Amt Ccy=\"USD\">")),
              "other_currency");
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "<Ccy>EUR</Ccy>", "<Ccy>GBP</Ccy>")), "other_currency");
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "<BookgDt><Dt>2026-11-20", "<BookgDt><Dt>2026-11-31")),
              "not_a_date");
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "camt.053.001.02", "camt.052.001.02")), "not_a_statement");
    EXPECT_EQ(reason(swapped(camt_for_tests({{}}), "NL91ABNA", "NL92ABNA")), "no_account");
    EXPECT_EQ(reason("<html>no</html>"), "not_a_statement");
    EXPECT_EQ(reason("MT940"), "not_xml");
    EXPECT_EQ(reason("\xff\xfe<\0D\0"), "not_xml");
    EXPECT_EQ(reason(""), "required");
}

TEST(Camt, depth_and_size_have_an_end) {
    std::string deep;
    for (int n = 0; n < 100'000; ++n) deep += "<a>";
    EXPECT_EQ(reason("<Document>" + deep), "not_xml");
    std::string closed = deep;
    for (int n = 0; n < 100'000; ++n) closed += "</a>";
    EXPECT_EQ(reason("<Document>" + closed + "</Document>"), "too_deep");
    EXPECT_EQ(reason(std::string(longest_bank_file + 1, ' ')), "too_large");
}

TEST(Camt, what_was_told_comes_back_field_by_field) {
    EXPECT_EQ(told_from("a\nb\nc\nd"), (Told{"a", "b", "c", "d"}));
    EXPECT_EQ(told_from("a\nb\nc\nd\ne").text, "d\ne");
    EXPECT_EQ(told_from("only"), (Told{"", "", "", "only"}));
}

}  // namespace
}  // namespace autojet::payments
