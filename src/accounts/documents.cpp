#include "accounts/documents.hpp"

#include <algorithm>

#include "privacy/seal.hpp"

namespace autojet::accounts {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

// Nothing here updates: what was issued stays as it is, or goes.
#define DOCUMENT_COLUMNS "document, number, year, issued, person, size, digest"

constexpr std::string_view insert_document =
    "INSERT INTO accounts_document (shop, " DOCUMENT_COLUMNS
    ", added) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
constexpr std::string_view insert_content =
    "INSERT INTO accounts_content (shop, document, content) VALUES ($1, $2, $3)";
constexpr std::string_view select_document =
    "SELECT " DOCUMENT_COLUMNS " FROM accounts_document WHERE shop = $1 AND document = $2";
constexpr std::string_view select_by_number =
    "SELECT " DOCUMENT_COLUMNS " FROM accounts_document WHERE shop = $1 AND number = $2";
constexpr std::string_view select_of_year =
    "SELECT " DOCUMENT_COLUMNS " FROM accounts_document WHERE shop = $1 AND year = $2 ORDER BY issued, number";
constexpr std::string_view select_of_person =
    "SELECT " DOCUMENT_COLUMNS " FROM accounts_document WHERE shop = $1 AND person = $2 ORDER BY issued, number";
constexpr std::string_view select_years =
    "SELECT DISTINCT year FROM accounts_document WHERE shop = $1 ORDER BY year DESC";
constexpr std::string_view select_lapsed =
    "SELECT " DOCUMENT_COLUMNS
    " FROM accounts_document d WHERE shop = $1 AND year <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = d.shop AND r.person = d.person) ORDER BY year, issued LIMIT $3";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(issued) FROM accounts_document d WHERE shop = $1 AND issued <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = d.shop AND r.person = d.person)";
constexpr std::string_view select_content = "SELECT content FROM accounts_content WHERE shop = $1 AND document = $2";
constexpr std::string_view delete_contents =
    "DELETE FROM accounts_content WHERE shop = $1 AND document IN "
    "(SELECT document FROM accounts_document WHERE shop = $1 AND person = $2 AND year = $3)";
constexpr std::string_view delete_invoices =
    "DELETE FROM accounts_invoice WHERE shop = $1 AND person = $2 AND year = $3";
constexpr std::string_view delete_documents =
    "DELETE FROM accounts_document WHERE shop = $1 AND person = $2 AND year = $3";

constexpr std::chrono::days a_day{1};  // it may be tomorrow already where the shop is

// The law's, whatever a shop publishes: a shorter period of its own would lift the hold.
policy::Period hold() {
    return policy::period_of(RetentionClass::accounts).value();
}

Instant midnight(CivilDate date) {
    return Instant{std::chrono::sys_days{date}};
}

std::string group_of(int year) {
    return std::to_string(year);
}

Place place(const Document& document, const std::string& group) {
    return {RetentionClass::accounts, "accounts_content.content", document.id.value(), group};
}

Document document_from(const store::Row& row) {
    return {DocumentId{row.integer(0)},
            row.text(1),
            static_cast<int>(row.integer(2)),
            std::chrono::floor<std::chrono::days>(row.instant(3)),
            PersonId{row.integer(4)},
            row.integer(5),
            row.bytes(6)};
}

}  // namespace

Instant Document::held_until() const {
    return policy::ends(hold(), midnight(issued_on));
}

Result<Content> check_content(std::string bytes) {
    if (bytes.empty()) return refuse(ErrorCode::invalid, "required", "Please choose a file.", "file");
    if (bytes.size() > longest_document)
        return refuse(ErrorCode::invalid, "too_large", "This file is larger than 5 MB.", "file");
    if (!bytes.starts_with("%PDF-"))
        return refuse(ErrorCode::invalid, "not_a_pdf", "This is not a PDF. Please choose another file.", "file");
    const auto size = static_cast<std::int64_t>(bytes.size());
    auto digest = privacy::digest_of(bytes);
    return Content{PersonalText<Category::details>::collected(std::move(bytes)), size, std::move(digest)};
}

Result<Document> issue(store::Tx& tx, Vault& vault, const NewDocument& wanted) {
    Document document{.id = tx.new_id<Document>(),
                      .number = wanted.number.text(),
                      .year = static_cast<int>(std::chrono::year_month_day{wanted.issued_on}.year()),
                      .issued_on = wanted.issued_on,
                      .person = wanted.person ? *wanted.person : tx.new_id<Person>(),
                      .size = wanted.content.size,
                      .digest = wanted.content.digest};
    if (midnight(document.issued_on) > tx.now() + a_day)
        return refuse(ErrorCode::invalid, "in_the_future", "This day has not come yet.", "date");
    if (document.held_until() <= tx.now())
        return refuse(ErrorCode::invalid, "hold_is_over",
                      "The time to keep documents of this year is over: nothing of it is stored any more.", "date");
    if (tx.run(insert_document, document.id, document.number, document.year, midnight(document.issued_on),
               document.person, document.size, document.digest, tx.now()) == 0)
        return refuse(ErrorCode::conflict, "number_taken",
                      "A document with this number was issued already. It stays as it is; a correction is a document "
                      "with a number of its own.",
                      "number");
    const auto group = group_of(document.year);
    tx.run(insert_content, document.id,
           vault.seal(tx, wanted.content.closed.assigned_to(document.person), place(document, group)));
    return document;
}

std::optional<Document> find(store::Tx& tx, DocumentId id) {
    return tx.find(select_document, document_from, id);
}

std::optional<Document> find_by_number(store::Tx& tx, std::string_view number) {
    return tx.find(select_by_number, document_from, number);
}

std::vector<Document> of_year(store::Tx& tx, int year) {
    return tx.all(select_of_year, document_from, year);
}

std::vector<Document> of_person(store::Tx& tx, PersonId person) {
    return tx.all(select_of_person, document_from, person);
}

std::vector<int> years(store::Tx& tx) {
    return tx.all(select_years, [](const store::Row& row) { return static_cast<int>(row.integer(0)); });
}

Result<PersonalText<Category::details>> load_content(store::Tx& tx, Vault& vault, const Document& document) {
    const auto sealed = tx.find(
        select_content, [](const store::Row& row) { return row.bytes(0); }, document.id);
    if (!sealed) return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
    const auto group = group_of(document.year);
    return vault.unseal<Category::details>(tx, document.person, *sealed, place(document, group));
}

bool is_unchanged(const Document& document, std::string_view bytes) {
    return privacy::digest_of(bytes) == document.digest;
}

Result<std::string> open_content(store::Tx& tx, Vault& vault, const Document& document, const ForBooks& warrant) {
    const auto closed = load_content(tx, vault, document);
    if (!closed) return tl::unexpected(closed.error());
    auto opened = closed->open(warrant);
    if (!is_unchanged(document, opened)) throw Broken("an issued document is not what it was");
    return opened;
}

std::string file_name(const Document& document, std::string_view ending) {
    auto name = document.number;
    std::ranges::replace(name, '/', '-');
    return name.append(ending);
}

std::int64_t forget_lapsed(store::Tx& tx, Vault& vault, int limit) {
    const auto last = policy::last_over(hold(), tx.now());
    const auto last_year =
        static_cast<int>(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(last)}.year());
    const auto lapsed = tx.all(select_lapsed, document_from, last_year, limit);
    for (const auto& document : lapsed) {
        vault.shred_group(tx, document.person, RetentionClass::accounts, group_of(document.year));
        tx.run(delete_contents, document.person, document.year);
        tx.run(delete_invoices, document.person, document.year);
        tx.run(delete_documents, document.person, document.year);
    }
    return static_cast<std::int64_t>(lapsed.size());
}

privacy::Overdue overdue(store::Tx& tx) {
    return privacy::count_overdue(tx, RetentionClass::accounts, hold(), count_kept_too_long);
}

}  // namespace autojet::accounts
