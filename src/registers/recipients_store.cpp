#include "base/time.hpp"
#include "registers/changes.hpp"
#include "registers/recipients.hpp"
#include "registers/words.hpp"

namespace autojet::registers {

namespace {

using policy::Purpose;
using policy::Role;

constexpr std::string_view insert_facts =
    "INSERT INTO recipient_facts (shop, recipient, entry, at_time, legal_name, role, purpose, contract, contract_date, "
    "contract_end, country, transfer, at_the_end) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr std::string_view select_versions =
    "SELECT f.at_time, f.legal_name, f.role, f.purpose, f.contract, f.contract_date, f.contract_end, f.country, "
    "f.transfer, f.at_the_end, COALESCE(c.actor, '') FROM recipient_facts f LEFT JOIN register_change c "
    "ON c.shop = f.shop AND c.entry = f.entry WHERE f.shop = $1 AND f.recipient = $2 ORDER BY f.entry DESC LIMIT $3";

constexpr int most_versions = 100;

constexpr std::array all_roles{Role::processor, Role::controller, Role::authority};

std::string_view code(Role role) {
    return policy::name_of(role);
}

std::string text_of(const std::optional<CivilDate>& date) {
    return date ? format_date(*date) : std::string{};
}
std::optional<CivilDate> date_from(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{parse_date(text).value()};
}

template <class T>
T known(const std::optional<T>& value) {
    if (!value) throw Broken("the register of recipients has a word that the program does not know");
    return *value;
}

Role role_from(std::string_view text) {
    for (const auto role : all_roles)
        if (code(role) == text) return role;
    throw Broken("the register of recipients has a role that the program does not know");
}

RecipientVersion version_from(const store::Row& row, Recipient recipient) {
    return {.facts = {.recipient = recipient,
                      .legal_name = row.text(1),
                      .role = role_from(row.text(2)),
                      .purpose = known(policy::find_purpose(row.text(3))),
                      .contract = row.text(4),
                      .contract_date = date_from(row.text(5)),
                      .contract_end = date_from(row.text(6)),
                      .country = row.text(7),
                      .transfer = known(from_code(all_transfers, row.text(8))),
                      .at_the_end = known(from_code(all_ends, row.text(9))),
                      .written = Instant{std::chrono::seconds{row.integer(0)}}},
            .actor = row.text(10)};
}

// What is true of every shop on its first day. Who runs the installation, only the shop knows.
RecipientFacts first_facts(Recipient recipient) {
    RecipientFacts facts;
    facts.recipient = recipient;
    switch (recipient) {
        case Recipient::system_provider:
            facts.role = Role::processor;
            facts.purpose = Purpose::appointment;
            facts.country = "NL";
            break;
        case Recipient::whatsapp:
            facts.role = Role::controller;
            facts.legal_name = "WhatsApp Ireland Limited (Meta)";
            facts.purpose = Purpose::contact;
            facts.country = "IE";
            facts.at_the_end = AtTheEnd::keeps;
            break;
        case Recipient::authority:
            facts.role = Role::authority;
            facts.purpose = Purpose::legal_duty;
            facts.country = "NL";
            facts.at_the_end = AtTheEnd::keeps;
            break;
        case Recipient::vehicle_register:
            facts.role = Role::controller;
            facts.legal_name = "Dienst Wegverkeer (RDW)";
            facts.purpose = Purpose::appointment;
            facts.country = "NL";
            facts.at_the_end = AtTheEnd::keeps;
            break;
    }
    return facts;
}

std::vector<RecipientVersion> versions(store::Tx& tx, Recipient recipient, int limit) {
    return tx.all(
        select_versions, [&](const store::Row& row) { return version_from(row, recipient); },
        policy::name_of(recipient), limit);
}

}  // namespace

std::string_view code(Transfer transfer) {
    constexpr std::array<std::string_view, 4> codes{"none", "adequacy", "standard_clauses", "binding_rules"};
    return codes.at(static_cast<std::size_t>(transfer));
}
std::string_view label(Transfer transfer) {
    constexpr std::array<std::string_view, 4> labels{
        "None needed: inside the European Economic Area", "Adequacy decision of the Commission (GDPR 45)",
        "Standard contractual clauses (GDPR 46)", "Binding corporate rules (GDPR 47)"};
    return labels.at(static_cast<std::size_t>(transfer));
}
std::string_view code(AtTheEnd end) {
    constexpr std::array<std::string_view, 4> codes{"unknown", "deletes", "returns", "keeps"};
    return codes.at(static_cast<std::size_t>(end));
}
std::string_view label(AtTheEnd end) {
    constexpr std::array<std::string_view, 4> labels{"Not filled in", "Deletes everything, and confirms it",
                                                     "Returns everything, then deletes it",
                                                     "Keeps it in its own responsibility, under its own law"};
    return labels.at(static_cast<std::size_t>(end));
}

void write(store::Tx& tx, const RecipientFacts& facts, const privacy::Actor& actor) {
    const auto name = policy::name_of(facts.recipient);
    const auto entry = record_change(tx, "recipient:" + std::string(name), actor);
    tx.run(insert_facts, name, entry, tx.now(), facts.legal_name, code(facts.role), policy::name_of(facts.purpose),
           facts.contract, text_of(facts.contract_date), text_of(facts.contract_end), facts.country,
           code(facts.transfer), code(facts.at_the_end));
}

RecipientFacts facts_of(store::Tx& tx, Recipient recipient) {
    const auto latest = versions(tx, recipient, 1);
    return latest.empty() ? first_facts(recipient) : latest.front().facts;
}

std::vector<RecipientVersion> history_of(store::Tx& tx, Recipient recipient) {
    return versions(tx, recipient, most_versions);
}

void forget_disclosures_of_nobody(store::Tx& tx, privacy::Vault& vault) {
    for (const auto person : privacy::persons_with_disclosures(tx))
        if (!vault.keeps(tx.shop(), person)) privacy::forget_disclosures(tx, person);
}

}  // namespace autojet::registers
