#include "bookkeeping/xaf.hpp"

#include "base/text.hpp"
#include "bookkeeping/journal_parts.hpp"
#include "bookkeeping/xaf_parts.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view select_debtors =
    "SELECT DISTINCT l.document FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry "
    "WHERE "
    "e.shop = $1 AND e.year = $2 AND l.account = $3 ORDER BY l.document";

void put_header(const AuditFile& file, Pieces& out) {
    const auto year = year_period(file.year);
    out << "<header>";
    put(out, "fiscalYear", std::to_string(file.year));
    put(out, "startDate", format_date(year.from));
    put(out, "endDate", format_date(year.until));
    put(out, "curCode", Money::currency());
    put(out, "dateCreated", format_date(file.created));
    put(out, "softwareDesc", "autojet", 50);
    put(out, "softwareVersion", file.version, 20);
    out << "</header>\n";
}

void put_shop(const Shop& shop, Pieces& out) {
    put(out, "companyIdent", shop.kvk, longest_identification);
    put(out, "companyName", shop.name);
    put(out, "taxRegistrationCountry", "NL");
    put(out, "taxRegIdent", shop.vat.empty() ? shop.kvk : shop.vat, 30);
    out << "<streetAddress>";
    put(out, "streetname", shop.street);
    put(out, "city", shop.city, 50);
    put(out, "postalCode", shop.postcode, 10);
    put(out, "country", "NL");
    out << "</streetAddress>\n";
}

void put_debtors(store::Tx& tx, int year, Pieces& out) {
    bool any = false;
    tx.each(
        select_debtors,
        [&](const store::Row& row) {
            const auto number = row.text(0);
            if (number.size() > longest_identification) return;
            if (!any) out << "<customersSuppliers>\n";
            any = true;
            out << "<customerSupplier>";
            put(out, "custSupID", number, longest_identification);
            put(out, "custSupTp", "C");
            out << "</customerSupplier>\n";
        },
        year, account::debtors);
    if (any) out << "</customersSuppliers>\n";
}

void put_ledger(Pieces& out) {
    out << "<generalLedger>\n";
    for (const auto& account : chart()) {
        out << "<ledgerAccount>";
        put(out, "accID", four_digits(account.number), longest_identification);
        put(out, "accDesc", account.nl);
        put(out, "accTp", is_of_result(account.kind) ? "P" : "B");
        put(out, "leadReference", account.reference);
        out << "</ledgerAccount>\n";
    }
    out << "</generalLedger>\n";
}

void put_vat_codes(Pieces& out) {
    out << "<vatCodes>\n";
    for (const auto vat : all_vat_codes) {
        const auto account = vat_account(vat);
        out << "<vatCode>";
        put(out, "vatID", code(vat), longest_identification);
        put(out, "vatDesc", dutch_name(vat));
        if (account) put(out, vat == VatCode::input ? "vatToClaimAccID" : "vatToPayAccID", four_digits(*account));
        out << "</vatCode>\n";
    }
    out << "</vatCodes>\n";
}

void put_periods(int year, Pieces& out) {
    out << "<periods>\n";
    for (unsigned month = 1; month <= 12; ++month) {
        const auto of_month = std::chrono::year{year} / std::chrono::month{month};
        out << "<period>";
        put(out, "periodNumber", std::to_string(month));
        put(out, "startDatePeriod", format_date(of_month / 1));
        put(out, "endDatePeriod", format_date(CivilDate{of_month / std::chrono::last}));
        out << "</period>\n";
    }
    out << "</periods>\n";
}

}  // namespace

void write_xaf(store::Tx& tx, const AuditFile& file, const Sink& sink) {
    Pieces out(sink);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<auditfile xmlns=\"http://www.auditfiles.nl/XAF/3.2\">\n";
    put_header(file, out);
    out << "<company>\n";
    put_shop(file.shop, out);
    put_debtors(tx, file.year, out);
    put_ledger(out);
    put_vat_codes(out);
    put_periods(file.year, out);
    put_opening_balance(tx, file.year, out);
    put_transactions(tx, file.year, out);
    out << "</company>\n</auditfile>\n";
    out.flush();
}

void put(Pieces& out, std::string_view name, std::string_view text, std::size_t most_characters) {
    out << "<" << name << ">";
    std::string shown;
    const auto whole = repaired_utf8(text);
    std::string_view rest = whole;
    for (std::size_t count = 0; !rest.empty() && count < most_characters; ++count) {
        const auto before = rest;
        const auto point = take_code_point(rest);
        const auto taken = before.substr(0, before.size() - rest.size());
        // Control characters, and two that are none (XML 1.0, 2.2).
        shown += point < U' ' || point == U'\uFFFE' || point == U'\uFFFF' ? std::string_view{" "} : taken;
    }
    out << escape_html(shown) << "</" << name << ">";
}

void put_amount(Pieces& out, std::string_view name, Money amount) {
    put(out, name, amount.decimal());
}

}  // namespace autojet::bookkeeping
