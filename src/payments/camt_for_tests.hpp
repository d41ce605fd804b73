// Bank files for tests: written here, from as little as a bank says.
#pragma once

#include <string>
#include <vector>

#include "payments/camt.hpp"

namespace autojet::payments {

inline const std::string own_iban = "NL91ABNA0417164300";

struct LineForTests {
    std::string day = "2026-11-20";
    std::string amount = "283.95";
    bool received = true;
    std::string name = "A. Lovelace";
    std::string text = "Factuur 2026-0001";
    std::string reference = {};
    std::string status = "BOOK";
};

inline std::string entry_for_tests(const LineForTests& line, bool newer) {
    const std::string role = line.received ? "Dbtr" : "Cdtr";
    const auto name = newer ? "<Pty><Nm>" + line.name + "</Nm></Pty>" : "<Nm>" + line.name + "</Nm>";
    return "<Ntry><Amt Ccy=\"EUR\">" + line.amount + "</Amt><CdtDbtInd>" + (line.received ? "CRDT" : "DBIT") +
           "</CdtDbtInd><Sts>" + (newer ? "<Cd>" + line.status + "</Cd>" : line.status) + "</Sts><BookgDt><Dt>" +
           line.day + "</Dt></BookgDt>" +
           (line.reference.empty() ? "" : "<AcctSvcrRef>" + line.reference + "</AcctSvcrRef>") +
           "<NtryDtls><TxDtls><RltdPties><" + role + ">" + name + "</" + role + "><" + role +
           "Acct><Id><IBAN>NL69INGB0123456789</IBAN></Id></" + role + "Acct></RltdPties><RmtInf><Ustrd>" + line.text +
           "</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>";
}

inline std::string balance_for_tests(const std::string& kind, std::int64_t cents, const std::string& day) {
    const bool below = cents < 0;
    return "<Bal><Tp><CdOrPrtry><Cd>" + kind + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" +
           Money::of_cents(below ? -cents : cents).decimal() + "</Amt><CdtDbtInd>" + (below ? "DBIT" : "CRDT") +
           "</CdtDbtInd><Dt><Dt>" + day + "</Dt></Dt></Bal>";
}

// With balances that agree.
inline std::string camt_for_tests(const std::vector<LineForTests>& lines, bool newer = false,
                                  const std::string& iban = own_iban, std::int64_t opening = 100'000) {
    std::string entries;
    auto closing = opening;
    for (const auto& line : lines) {
        entries += entry_for_tests(line, newer);
        if (line.status != "BOOK") continue;
        const auto cents = Money::parse(line.amount).value().cents();
        closing += line.received ? cents : -cents;
    }
    const auto last = lines.empty() ? std::string("2026-11-20") : lines.back().day;
    return std::string(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document "
               "xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.") +
           (newer ? "08" : "02") + "\"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>2026-11</Id><Acct>" +
           "<Id><IBAN>" + iban + "</IBAN></Id><Ccy>EUR</Ccy></Acct>" +
           balance_for_tests("OPBD", opening, lines.empty() ? last : lines.front().day) +
           balance_for_tests("CLBD", closing, last) + entries + "</Stmt></BkToCstmrStmt></Document>\n";
}

inline std::string swapped(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? "" : text.replace(at, from.size(), to);
}

}  // namespace autojet::payments
