#include "payments/camt.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "payments/camt_tree.hpp"

namespace autojet::payments {

namespace {

constexpr int deepest = 30;
constexpr std::size_t longest_reference = 140;
constexpr std::size_t longest_amount = 14;  // "99999999999.99"
constexpr std::string_view debtor = "Dbtr", creditor = "Cdtr";
constexpr char between_fields = '\n';
constexpr std::string_view known_versions[] = {"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02",
                                               "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"};

tl::unexpected<Error> refused(std::string reason, std::string message) {
    return refuse(ErrorCode::invalid, std::move(reason), std::move(message), "file");
}

// A line of plain text, however it came: what is no text goes, and so do the digits of what may be a citizen service
// number (UAVG 46).
std::string plain(std::string_view text, std::size_t most = longest_told) {
    std::string line;
    std::size_t count = 0;
    while (!text.empty() && count < most) {
        const auto before = text;
        if (!take_code_point(text)) return line;
        const auto character = before.substr(0, before.size() - text.size());
        const bool is_space = character == "\n" || character == "\t" || character == "\r";
        if (is_space || !is_plain_text(character)) {
            if (is_space && !line.ends_with(' ')) line += ' ';
            continue;
        }
        line += character;
        ++count;
    }
    if (contains_citizen_service_number(line)) std::ranges::replace_if(line, is_ascii_digit, '#');
    return std::string(trim(line));
}

Result<Money> amount_at(pugi::xml_node amount) {
    if (!amount) return refused("not_an_amount", "The file has an amount that is none.");
    if (std::string_view{amount.attribute("Ccy").value()} != Money::currency())
        return refused("other_currency", "The file has amounts in another currency than euros.");
    auto text = std::string(trim(amount.child_value()));
    if (const auto point = text.find('.'); point != std::string::npos)  // the standard allows five decimals
        while (text.size() > point + 3 && text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    if (text.size() > longest_amount || text.find(',') != std::string::npos || !text.size() ||
        !is_ascii_digit(text.front()))
        return refused("not_an_amount", "The file has an amount that is none.");
    const auto parsed = Money::parse(text);
    if (!parsed) return refused("not_an_amount", "The file has an amount that is none.");
    return *parsed;
}

Result<Money> signed_amount(pugi::xml_node of) {
    const auto amount = amount_at(child(of, "Amt"));
    if (!amount) return amount;
    const auto side = text_at(of, "CdtDbtInd");
    if (side == "CRDT") return *amount;
    if (side == "DBIT") return -*amount;
    return refused("not_an_amount", "The file has an amount that is none.");
}

Result<CivilDate> day_at(pugi::xml_node date) {
    auto text = text_at(date, "Dt");
    if (text.empty()) text = text_at(date, "DtTm").substr(0, 10);
    const auto day = parse_date(text, "file");
    if (!day) return refused("not_a_date", "The file has a date that is none.");
    return *day;
}

// Version 08 puts the party one level deeper.
pugi::xml_node party_of(pugi::xml_node details, std::string_view role) {
    const auto party = descend(details, "RltdPties/" + std::string(role));
    const auto inner = child(party, "Pty");
    return inner ? inner : party;
}

Told told_of(pugi::xml_node entry, pugi::xml_node details, bool received) {
    const auto other = received ? debtor : creditor;
    Told told;
    told.name = plain(text_at(party_of(details, other), "Nm"), longest_reference);
    const auto account = descend(details, "RltdPties/" + std::string(other) + "Acct/Id");
    const auto iban = text_at(account, "IBAN");
    told.account = plain(iban.empty() ? text_at(account, "Othr/Id") : iban, longest_reference);
    const auto add = [](std::string& to, std::string_view more) {
        if (!more.empty()) to += (to.empty() ? "" : " ") + std::string(more);
    };
    std::string text, reference;
    each_child(child(details, "RmtInf"), "Ustrd", [&](pugi::xml_node part) { add(text, part.child_value()); });
    each_child(child(details, "RmtInf"), "Strd",
               [&](pugi::xml_node part) { add(reference, text_at(part, "CdtrRefInf/Ref")); });
    if (const auto end_to_end = text_at(details, "Refs/EndToEndId"); end_to_end != "NOTPROVIDED")
        add(reference, end_to_end);
    if (text.empty()) text = text_at(details, "AddtlTxInf");
    if (text.empty()) text = text_at(entry, "AddtlNtryInf");
    told.text = plain(text);
    told.reference = plain(reference, longest_reference);
    return told;
}

class Reader {
public:
    Result<std::vector<CamtStatement>> read(pugi::xml_node message) {
        std::vector<CamtStatement> statements;
        std::optional<Error> error;
        each_child(message, "Stmt", [&](pugi::xml_node node) {
            if (error) return;
            auto statement = read_statement(node);
            if (statement)
                statements.push_back(std::move(*statement));
            else
                error = statement.error();
        });
        if (error) return tl::unexpected(*error);
        if (statements.empty()) return refused("not_a_statement", "This is no bank statement in CAMT.053.");
        return statements;
    }

private:
    Result<CamtStatement> read_statement(pugi::xml_node node) {
        const auto account = invoicing::Iban::parse(text_at(node, "Acct/Id/IBAN"), "file");
        if (!account) return refused("no_account", "The file does not say of which account it is.");
        const auto currency = text_at(node, "Acct/Ccy");
        if (!currency.empty() && currency != Money::currency())
            return refused("other_currency", "The file has amounts in another currency than euros.");
        const auto opening = balance(node, {"OPBD", "PRCD"});
        if (!opening) return tl::unexpected(opening.error());
        const auto closing = balance(node, {"CLBD", "CLBD"});
        if (!closing) return tl::unexpected(closing.error());
        CamtStatement statement{.number = plain(text_at(node, "Id"), longest_reference),
                                .account = *account,
                                .from = opening->day,
                                .until = closing->day,
                                .opening = opening->amount,
                                .closing = closing->amount,
                                .lines = {}};
        std::optional<Error> error;
        each_child(node, "Ntry", [&](pugi::xml_node entry) {
            if (error || !is_booked(entry)) return;
            if (auto read = read_entry(entry, statement.lines); !read) error = read.error();
        });
        if (error) return tl::unexpected(*error);
        auto sum = statement.opening;
        for (const auto& line : statement.lines) sum += line.amount;
        if (sum != statement.closing)
            return refused("does_not_add_up",
                           "The lines of this file do not lead from its first balance to its last: something is "
                           "missing.");
        return statement;
    }

    struct Dated {
        Money amount;
        CivilDate day;
    };
    static Result<Dated> balance(pugi::xml_node statement, std::array<std::string_view, 2> kinds) {
        for (const auto kind : kinds)
            for (const auto node : statement.children()) {
                if (local_name(node) != "Bal" || text_at(node, "Tp/CdOrPrtry/Cd") != kind) continue;
                const auto amount = signed_amount(node);
                if (!amount) return tl::unexpected(amount.error());
                const auto day = day_at(child(node, "Dt"));
                if (!day) return tl::unexpected(day.error());
                return Dated{*amount, *day};
            }
        return refused("no_balance", "The file does not say with which balance it begins and ends.");
    }

    static bool is_booked(pugi::xml_node entry) {
        const auto status = child(entry, "Sts");
        const auto code = text_at(status, "Cd");
        return (code.empty() ? std::string_view{status.child_value()} : code) == "BOOK";
    }

    // A collected entry counts as its parts when the bank tells the amount of each.
    Result<void> read_entry(pugi::xml_node entry, std::vector<CamtLine>& lines) {
        const auto whole = signed_amount(entry);
        if (!whole) return tl::unexpected(whole.error());
        const auto day = day_at(child(entry, "BookgDt"));
        if (!day) return tl::unexpected(day.error());
        std::vector<pugi::xml_node> parts;
        each_child(entry, "NtryDtls", [&](pugi::xml_node details) {
            each_child(details, "TxDtls", [&](pugi::xml_node part) { parts.push_back(part); });
        });
        auto reference = plain(text_at(entry, "AcctSvcrRef"), longest_reference);
        std::vector<Money> amounts = amounts_of(parts, *whole);
        if (amounts.empty()) {
            parts.resize(1);
            amounts.push_back(*whole);
        }
        for (std::size_t n = 0; n < parts.size(); ++n) {
            if (amounts[n] == Money{}) continue;
            if (++count_ > most_bank_lines)
                return refused("too_many_lines", "This file has too many lines. Ask the bank for shorter periods.");
            auto own = plain(text_at(parts[n], "Refs/AcctSvcrRef"), longest_reference);
            lines.push_back({*day, amounts[n], own.empty() ? reference : std::move(own),
                             close(told_of(entry, parts[n], amounts[n] > Money{}))});
        }
        return {};
    }

    // Empty unless there are several whose amounts make the whole.
    static std::vector<Money> amounts_of(const std::vector<pugi::xml_node>& parts, Money whole) {
        if (parts.size() < 2) return {};
        std::vector<Money> amounts;
        Money sum;
        for (const auto part : parts) {
            auto amount = amount_at(child(part, "Amt"));
            if (!amount) amount = amount_at(descend(part, "AmtDtls/TxAmt/Amt"));
            if (!amount) return {};
            const auto side = text_at(part, "CdtDbtInd");
            const bool paid = side.empty() ? whole < Money{} : side == "DBIT";
            amounts.push_back(paid ? -*amount : *amount);
            sum += amounts.back();
        }
        return sum == whole ? amounts : std::vector<Money>{};
    }

    std::size_t count_ = 0;
};

}  // namespace

ClosedTold close(const Told& told) {
    return ClosedTold::collected(told.name + between_fields + told.account + between_fields + told.reference +
                                 between_fields + told.text);
}

Told told_from(std::string_view opened) {
    Told told;
    for (auto* field : {&told.name, &told.account, &told.reference}) {
        const auto end = opened.find(between_fields);
        if (end == std::string_view::npos) break;
        *field = opened.substr(0, end);
        opened.remove_prefix(end + 1);
    }
    told.text = opened;
    return told;
}

Result<std::vector<CamtStatement>> parse_camt(std::string_view file) {
    if (file.empty()) return refused("required", "Please choose a file.");
    if (file.size() > longest_bank_file)
        return refuse(ErrorCode::too_large, "too_large", "This file is larger than 4 MB.", "file");
    if (!is_utf8(file)) return refused("not_xml", "This file is broken, or no XML.");
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(file.data(), file.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    for (const auto node : document.children())
        if (node.type() == pugi::node_doctype)
            return refused("doctype", "This file declares things of its own, which no bank does. It was not read.");
    if (parsed.status == pugi::status_bad_doctype)
        return refused("doctype", "This file declares things of its own, which no bank does. It was not read.");
    if (!parsed) return refused("not_xml", "This file is broken, or no XML.");
    if (is_deeper_than(document, deepest)) return refused("too_deep", "This file is broken, or no XML.");
    const auto root = child(document, "Document");
    bool known = false;
    for (const auto attribute : root.attributes())
        known = known ||
                (std::string_view{attribute.name()}.starts_with("xmlns") &&
                 std::ranges::find(known_versions, std::string_view{attribute.value()}) != std::end(known_versions));
    if (!known) return refused("not_a_statement", "This is no bank statement in CAMT.053.");
    return Reader{}.read(child(root, "BkToCstmrStmt"));
}

}  // namespace autojet::payments
