#include "accounts/invoices.hpp"

#include "accounts/draft_json.hpp"
#include "bookkeeping/deposits.hpp"
#include "bookkeeping/journal.hpp"
#include "invoicing/pdf.hpp"
#include "privacy/standing.hpp"
#include "shop/look.hpp"

namespace autojet::accounts {

namespace {

using invoicing::InvoiceDraft;
using invoicing::SeriesNumber;
using privacy::Place;
using privacy::Vault;

#define INVOICE_COLUMNS "document, booking, corrects, gross"

constexpr std::string_view select_last =
    "SELECT last FROM invoice_series WHERE shop = $1 AND prefix = $2 AND year = $3";
// Changes nothing when somebody else was given this count meanwhile.
constexpr std::string_view take_count =
    "INSERT INTO invoice_series (shop, prefix, year, last) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (shop, prefix, year) DO UPDATE SET last = excluded.last "
    "WHERE invoice_series.last = excluded.last - 1";
constexpr std::string_view insert_invoice =
    "INSERT INTO accounts_invoice (shop, document, year, person, booking, corrects, gross, draft, ubl) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_invoice =
    "SELECT " INVOICE_COLUMNS " FROM accounts_invoice WHERE shop = $1 AND document = $2";
constexpr std::string_view select_of_booking =
    "SELECT " INVOICE_COLUMNS " FROM accounts_invoice WHERE shop = $1 AND booking = $2 ORDER BY document";
constexpr std::string_view select_credits =
    "SELECT " INVOICE_COLUMNS " FROM accounts_invoice WHERE shop = $1 AND corrects = $2 ORDER BY document";
constexpr std::string_view select_of_year = "SELECT document FROM accounts_invoice WHERE shop = $1 AND year = $2";
constexpr std::string_view select_draft = "SELECT draft FROM accounts_invoice WHERE shop = $1 AND document = $2";
constexpr std::string_view select_ubl = "SELECT ubl FROM accounts_invoice WHERE shop = $1 AND document = $2";

constexpr int most_tries = 50;

IssuedInvoice invoice_from(const store::Row& row) {
    const auto find = [&]<class T>(int column, std::optional<T>& id) {
        if (const auto value = row.find_integer(column)) id = T{*value};
    };
    IssuedInvoice invoice{DocumentId{row.integer(0)}, {}, {}, Money::of_cents(row.integer(3))};
    find(1, invoice.booking);
    find(2, invoice.corrects);
    return invoice;
}

Place place(const Document& document, std::string_view column, const std::string& group) {
    return {privacy::RetentionClass::accounts, column, document.id.value(), group};
}

Money credited(store::Tx& tx, DocumentId document) {
    Money sum;
    for (const auto& credit : credits_of(tx, document)) sum += credit.gross;
    return sum;
}

bool is_deposit(store::Tx& tx, DocumentId id) {
    const auto document = find(tx, id);
    return document && bookkeeping::is_deposit(tx, invoicing::InvoiceNumber::parse(document->number).value());
}

Result<void> may_be_issued(store::Tx& tx, const invoicing::Invoice& invoice, const About& about) {
    if (about.corrects) {
        const auto corrected = find_invoice(tx, *about.corrects);
        if (!corrected || credited(tx, *about.corrects) + invoice.totals().gross > corrected->gross)
            return refuse(ErrorCode::conflict, "above_invoice",
                          "More would be credited than was invoiced. Is there a credit note already?", "lines");
        return {};
    }
    if (about.person && !customers::exists(tx, *about.person))
        return refuse(ErrorCode::conflict, "person_gone",
                      "The data of this customer was erased; no invoice can be made for them any more.");
    if (about.person && privacy::is_restricted(tx, *about.person))
        return refuse(ErrorCode::conflict, "restricted",
                      "This person asked us to only keep their data; nothing can be changed until that is lifted.");
    if (about.booking)
        for (const auto& other : invoices_of(tx, *about.booking))
            if (!other.corrects && credited(tx, other.document) < other.gross && !is_deposit(tx, other.document))
                return refuse(ErrorCode::conflict, "already_invoiced",
                              "This booking has an invoice already. Credit that one first.");
    return {};
}

// Everything that takes time is made before: the transaction only writes.
struct Prepared {
    SeriesNumber number;
    invoicing::Invoice invoice;
    std::string ubl;
    Content content;
};

invoicing::PaperColour colour_of(const std::string& text) {
    const auto [red, green, blue] = shop::Colour::parse(text).value();
    return {red, green, blue};
}

// As it is today: what was issued keeps the look of its day.
invoicing::PaperLook look_of(store::Tx& tx) {
    const auto look = shop::load_look(tx);
    const auto& [paint, glow, link] = look.colours;
    return {.logo = look.logo ? shop::find_picture(tx, look.logo->name).value_or("") : "",
            .paint = colour_of(paint),
            .glow = colour_of(glow),
            .link = colour_of(link)};
}

tl::expected<Prepared, Errors> prepare(const SeriesNumber& number, InvoiceDraft draft, Language language,
                                       const invoicing::PaperLook& look) {
    draft.number = number.format();
    auto invoice = invoicing::check(std::move(draft));
    if (!invoice) return tl::unexpected(invoice.error());
    auto ubl = invoicing::to_ubl(*invoice, invoicing::widest_profile(*invoice));
    if (!ubl) return tl::unexpected(Errors{ubl.error()});
    auto content = check_content(invoicing::to_pdf(*invoice, language, *ubl, look));
    if (!content) return tl::unexpected(Errors{content.error()});
    return Prepared{number, std::move(*invoice), std::move(*ubl), std::move(*content)};
}

// In the books with the same transaction: the invoice, and what was paid of it before.
Result<void> book(store::Tx& tx, const invoicing::Invoice& invoice, bookkeeping::Charge charge) {
    const auto& draft = invoice.content();
    const auto entry = bookkeeping::entry_of(invoice, charge);
    if (auto checked = bookkeeping::check_deposits(tx, entry); !checked) return checked;
    if (!entry.lines.empty())
        if (const auto posted = bookkeeping::post(tx, entry); !posted) return tl::unexpected(posted.error());
    if (draft.prepaid == Money{}) return {};
    constexpr std::array means{bookkeeping::Means::bank, bookkeeping::Means::card, bookkeeping::Means::cash};
    const auto paid = bookkeeping::entry_of_payment({.document = draft.number,
                                                     .amount = draft.prepaid,
                                                     .day = draft.issued_on,
                                                     .means = means.at(static_cast<std::size_t>(draft.means))});
    if (const auto posted = bookkeeping::post(tx, paid); !posted) return tl::unexpected(posted.error());
    return {};
}

Result<Document> write(store::Tx& tx, Vault& vault, const Prepared& prepared, const About& about) {
    const auto& [prefix, year, count] = prepared.number;
    const auto& draft = prepared.invoice.content();
    if (tx.run(take_count, prefix, year, count) == 0)
        return refuse(ErrorCode::conflict, "number_passed", "Another invoice was issued at the same moment.");
    if (auto may = may_be_issued(tx, prepared.invoice, about); !may) return tl::unexpected(may.error());
    auto document = issue(tx, vault, {draft.number, draft.issued_on, prepared.content, about.person});
    if (!document) return document;
    const auto group = std::to_string(document->year);
    const auto sealed = [&](std::string_view column, std::string text) {
        return vault.seal(tx, PersonalText<Category::details>::of(document->person, std::move(text)),
                          place(*document, column, group));
    };
    tx.run(insert_invoice, document->id, document->year, document->person, about.booking, about.corrects,
           prepared.invoice.totals().gross.cents(), sealed("accounts_invoice.draft", to_json(draft)),
           sealed("accounts_invoice.ubl", prepared.ubl));
    if (auto booked = book(tx, prepared.invoice, about.charge); !booked) return tl::unexpected(booked.error());
    if (about.also)
        if (auto may = about.also(tx, *document, prepared.invoice.totals().gross); !may)
            return tl::unexpected(may.error());
    return document;
}

Result<std::string> open_column(store::Tx& tx, Vault& vault, const Document& document, std::string_view sql,
                                std::string_view column, const ForBooks& warrant) {
    const auto sealed = tx.find(
        sql, [](const store::Row& row) { return row.bytes(0); }, document.id);
    if (!sealed) return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
    const auto group = std::to_string(document.year);
    auto closed = vault.unseal<Category::details>(tx, document.person, *sealed, place(document, column, group));
    if (!closed) return tl::unexpected(closed.error());
    return closed->open(warrant);
}

}  // namespace

invoicing::Seller seller_of(const Shop& shop, const std::optional<invoicing::Iban>& iban) {
    const auto kvk = invoicing::KvkNumber::parse(shop.kvk);
    std::optional<invoicing::VatNumber> vat;
    if (!shop.vat.empty()) {
        auto parsed = invoicing::VatNumber::parse(shop.vat);
        if (!parsed) throw Broken("the shop's own VAT number is none");
        vat = std::move(*parsed);
    }
    if (!kvk) throw Broken("the shop's own KvK number is none");
    return {shop.name, {shop.street, shop.postcode, shop.city, "NL"}, *kvk, vat, iban};
}

tl::expected<Document, Errors> issue_invoice(const House& house, ShopId shop, InvoiceDraft draft, const About& about) {
    draft.issued_on = date_of(house.shops.zone(shop).to_local(house.clock.now()));
    draft.due_on = std::max(draft.due_on, draft.issued_on);
    const auto look = house.database.read(shop, look_of);
    SeriesNumber number{about.corrects ? "C" : "", static_cast<int>(draft.issued_on.year()), 0};
    for (int tries = 0; tries < most_tries; ++tries) {
        number.count = 1 + house.database.read(shop, [&](store::Tx& tx) {
            return tx
                .find(
                    select_last, [](const store::Row& row) { return row.integer(0); }, number.prefix, number.year)
                .value_or(0);
        });
        const auto prepared = prepare(number, draft, about.language, look);
        if (!prepared) return tl::unexpected(prepared.error());
        auto issued =
            house.database.write(shop, [&](store::Tx& tx) { return write(tx, house.vault, *prepared, about); });
        if (issued) return std::move(*issued);
        if (issued.error().reason != "number_passed") return tl::unexpected(Errors{issued.error()});
    }
    return tl::unexpected(
        Errors{{ErrorCode::unavailable, "busy", "Many invoices are being made. Please try again.", ""}});
}

std::optional<IssuedInvoice> find_invoice(store::Tx& tx, DocumentId document) {
    return tx.find(select_invoice, invoice_from, document);
}
std::set<DocumentId> invoices_of_year(store::Tx& tx, int year) {
    std::set<DocumentId> all;
    tx.each(
        select_of_year, [&](const store::Row& row) { all.insert(DocumentId{row.integer(0)}); }, year);
    return all;
}
std::vector<IssuedInvoice> invoices_of(store::Tx& tx, booking::BookingId booking) {
    return tx.all(select_of_booking, invoice_from, booking);
}
std::vector<Document> open_deposits_of(store::Tx& tx, booking::BookingId booking) {
    std::vector<Document> open;
    for (const auto& each : invoices_of(tx, booking)) {
        auto document = find(tx, each.document);
        if (!document || each.corrects) continue;
        const auto number = invoicing::InvoiceNumber::parse(document->number).value();
        if (bookkeeping::is_deposit(tx, number) && bookkeeping::deposit_left(tx, number) > Money{})
            open.push_back(std::move(*document));
    }
    return open;
}
std::vector<IssuedInvoice> credits_of(store::Tx& tx, DocumentId document) {
    return tx.all(select_credits, invoice_from, document);
}

Result<invoicing::Invoice> load_invoice(store::Tx& tx, Vault& vault, const Document& document,
                                        const ForBooks& warrant) {
    const auto json = open_column(tx, vault, document, select_draft, "accounts_invoice.draft", warrant);
    if (!json) return tl::unexpected(json.error());
    auto invoice = invoicing::check(draft_from(*json));
    if (!invoice) throw Broken("an issued invoice does not hold any more");
    return std::move(*invoice);
}

Result<std::string> load_ubl(store::Tx& tx, Vault& vault, const Document& document, const ForBooks& warrant) {
    return open_column(tx, vault, document, select_ubl, "accounts_invoice.ubl", warrant);
}

Result<std::string> load_ubl_as(store::Tx& tx, Vault& vault, const Document& document, invoicing::Profile profile,
                                const ForBooks& warrant) {
    const auto invoice = load_invoice(tx, vault, document, warrant);
    if (!invoice) return tl::unexpected(invoice.error());
    return invoicing::to_ubl(*invoice, profile);
}

}  // namespace autojet::accounts
