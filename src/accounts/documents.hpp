// The archive of issued documents (policy P3, K3). A document is one unchanging whole, held until seven years after the
// end of its financial year (AWR 52). The hold is on the document: nobody lifts it, and it keeps nothing else of the
// person (GDPR 17(3)(b)). It lapses by itself, with the key of its year.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "invoicing/numbering.hpp"
#include "privacy/overdue.hpp"
#include "privacy/vault.hpp"

namespace autojet::accounts {

using privacy::Category;
using privacy::PersonalText;

using ForBooks = policy::Warrant<policy::Purpose::legal_duty>;

struct Document;
using DocumentId = Id<Document>;

inline constexpr std::size_t longest_document = 5 * 1024 * 1024;  // bytes
inline constexpr std::string_view tax_law = "AWR 52";

// How the shop counts its invoices: "2026-0042".
using DocumentNumber = invoicing::InvoiceNumber;

struct Document {
    DocumentId id;
    std::string number;
    int year = 0;
    CivilDate issued_on;
    PersonId person;
    std::int64_t size = 0;
    store::Bytes digest;

    // The first moment at which it may no longer be there.
    [[nodiscard]] Instant held_until() const;
};

struct Content {
    PersonalText<Category::details> closed;
    std::int64_t size = 0;
    store::Bytes digest;
};

// A PDF of at most five megabytes. Refused with `required`, `not_a_pdf` or `too_large`; field "file".
Result<Content> check_content(std::string bytes);

struct NewDocument {
    DocumentNumber number;
    CivilDate issued_on;
    Content content;
    std::optional<PersonId> person;  // absent: a record of its own
};

// Refused with `number_taken`: what was issued is corrected by another document, never replaced (duty 23); with
// `in_the_future`; and with `hold_is_over` for a year whose time has passed.
Result<Document> issue(store::Tx& tx, privacy::Vault& vault, const NewDocument& document);

std::optional<Document> find(store::Tx& tx, DocumentId id);
std::optional<Document> find_by_number(store::Tx& tx, std::string_view number);
std::vector<Document> of_year(store::Tx& tx, int year);  // by day and number
std::vector<Document> of_person(store::Tx& tx, PersonId person);
std::vector<int> years(store::Tx& tx);  // newest first

// The document, closed. Refused with `shredded` once its hold has lapsed.
Result<PersonalText<Category::details>> load_content(store::Tx& tx, privacy::Vault& vault, const Document& document);
// Whether these are the bytes that were issued.
bool is_unchanged(const Document& document, std::string_view bytes);
// The same, opened. Throws Broken when it is not what was issued.
Result<std::string> open_content(store::Tx& tx, privacy::Vault& vault, const Document& document,
                                 const ForBooks& warrant);
// "2026-0042.pdf"; `ending` with its dot.
std::string file_name(const Document& document, std::string_view ending);

// Those whose hold has lapsed and whose person asked for no restriction: the key of the year first, then the rows. At
// most `limit` documents; answers how many.
std::int64_t forget_lapsed(store::Tx& tx, privacy::Vault& vault, int limit);

// Documents that should have gone (policy K3).
privacy::Overdue overdue(store::Tx& tx);

}  // namespace autojet::accounts
