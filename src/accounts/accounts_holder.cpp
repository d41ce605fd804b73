#include "accounts/accounts.hpp"
#include "base/encoding.hpp"

namespace autojet::accounts {

namespace {

using policy::RetentionClass;

HeldRecord record_of(const Document& document, const ForRights& warrant) {
    HeldRecord held{.kind = "document",
                    .number = document.number,
                    .title = "Invoice",
                    .collected = Instant{std::chrono::sys_days{document.issued_on}},
                    .source = "desk",
                    .policy_version = {},
                    .retention = RetentionClass::accounts,
                    .kept_until = document.held_until(),
                    .values = {}};
    const auto add = [&](std::string field, std::string_view label, std::string value) {
        const auto closed = PersonalText<Category::details>::of(document.person, std::move(value));
        if (auto opened = closed.open_if_covered(warrant))
            held.values.push_back({Category::details, std::move(field), label, std::move(*opened), false});
    };
    add("accounts_document.number", "Number", document.number);
    add("accounts_document.issued", "Day of issue", format_date(document.issued_on));
    add("accounts_document.digest", "Fingerprint of the document (BLAKE2b-256)",
        encode_hex(store::as_text(document.digest)));
    return held;
}

}  // namespace

Holder documents_holder() {
    return {.name = "accounts",
            .knows = [](store::Tx& tx, PersonId person) { return !of_person(tx, person).empty(); },
            .describe =
                [](store::Tx& tx, PersonId person, const ForRights& warrant) {
                    std::vector<HeldRecord> records;
                    for (const auto& document : of_person(tx, person)) records.push_back(record_of(document, warrant));
                    return records;
                },
            .erase =
                [](store::Tx& tx, PersonId person) {
                    std::vector<Kept> kept;
                    for (const auto& document : of_person(tx, person))
                        kept.push_back({"Invoice", tax_law, document.number, document.held_until()});
                    return kept;
                },
            .sealed = {{.table = "accounts_document", .group_column = "year"},
                       {.table = "accounts_invoice", .group_column = "year"}}};
}

}  // namespace autojet::accounts
