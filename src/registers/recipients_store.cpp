#include "privacy/disclosures.hpp"
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

constexpr EnumNames<4> transfer_labels{"None needed: inside the European Economic Area",
                                       "Adequacy decision of the Commission (GDPR 45)",
                                       "Standard contractual clauses (GDPR 46)", "Binding corporate rules (GDPR 47)"};
constexpr EnumNames<4> end_labels{"Not filled in", "Deletes everything, and confirms it",
                                  "Returns everything, then deletes it",
                                  "Keeps it in its own responsibility, under its own law"};

RecipientVersion version_from(const store::Row& row, Recipient recipient) {
    return {.facts = {.recipient = recipient,
                      .legal_name = row.text(1),
                      .role = known(policy::find_role(row.text(2))),
                      .purpose = known(policy::find_purpose(row.text(3))),
                      .contract = row.text(4),
                      .contract_date = date_from(row.text(5)),
                      .contract_end = date_from(row.text(6)),
                      .country = row.text(7),
                      .transfer = known(value_in<Transfer>(transfer_codes, row.text(8))),
                      .at_the_end = known(value_in<AtTheEnd>(end_codes, row.text(9))),
                      .written = row.instant(0)},
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
    return name_in(transfer_codes, transfer);
}
std::string_view label(Transfer transfer) {
    return name_in(transfer_labels, transfer);
}
std::string_view code(AtTheEnd end) {
    return name_in(end_codes, end);
}
std::string_view label(AtTheEnd end) {
    return name_in(end_labels, end);
}

void write(store::Tx& tx, const RecipientFacts& facts, const privacy::Actor& actor) {
    const auto name = policy::name_of(facts.recipient);
    const auto entry = record_change(tx, "recipient:" + std::string(name), actor);
    tx.run(insert_facts, name, entry, tx.now(), facts.legal_name, policy::name_of(facts.role),
           policy::name_of(facts.purpose), facts.contract, text_of(facts.contract_date), text_of(facts.contract_end),
           facts.country, code(facts.transfer), code(facts.at_the_end));
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
