#include "privacy/consent.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "privacy/seal.hpp"
#include "privacy/standing.hpp"

namespace autojet::privacy {

namespace {

#define CONSENT_COLUMNS "consent, clause, given, text_hash, policy_version, language, channel, guardian, withdrawn"

constexpr std::string_view insert_consent =
    "INSERT INTO consent (shop, consent, person, clause, given, text_hash, policy_version, language, channel, "
    "guardian) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view insert_text =
    "INSERT INTO consent_text (shop, text_hash, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
constexpr std::string_view select_text = "SELECT text FROM consent_text WHERE shop = $1 AND text_hash = $2";
constexpr std::string_view select_in_force =
    "SELECT 1 FROM consent WHERE shop = $1 AND person = $2 AND clause = $3 AND withdrawn IS NULL LIMIT 1";
constexpr std::string_view select_of_person =
    "SELECT " CONSENT_COLUMNS " FROM consent WHERE shop = $1 AND person = $2 ORDER BY consent";
constexpr std::string_view update_withdrawn =
    "UPDATE consent SET withdrawn = $4 WHERE shop = $1 AND person = $2 AND clause = $3 AND withdrawn IS NULL";
constexpr std::string_view update_ended =
    "UPDATE consent SET withdrawn = $3 WHERE shop = $1 AND person = $2 AND withdrawn IS NULL";
constexpr std::string_view select_over =
    "SELECT consent, person FROM consent c WHERE shop = $1 AND withdrawn <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = c.shop AND r.person = c.person) ORDER BY withdrawn LIMIT $3";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(withdrawn) FROM consent c WHERE shop = $1 AND withdrawn <= $2 AND NOT EXISTS "
    "(SELECT 1 FROM restriction r WHERE r.shop = c.shop AND r.person = c.person)";
constexpr std::string_view delete_consent = "DELETE FROM consent WHERE shop = $1 AND consent = $2";
constexpr std::string_view delete_of_person = "DELETE FROM consent WHERE shop = $1 AND person = $2";
constexpr std::string_view select_any = "SELECT 1 FROM consent WHERE shop = $1 AND person = $2 LIMIT 1";

// A key for each consent, so that the name of a guardian goes with it.
std::string group_of(ConsentId id) {
    return std::to_string(id.value());
}

Place guardian_place(ConsentId id, const std::string& group) {
    return {RetentionClass::consent, "consent.guardian", id.value(), group};
}

bool rests_on_consent(const policy::Model& model, const policy::ClauseRow& clause) {
    return clause.consent || std::ranges::any_of(clause.purposes, [&](const std::string& name) {
               const auto* purpose = policy::find(model.purposes, name);
               return purpose && purpose->basis == policy::Basis::consent;
           });
}

Result<std::optional<std::string>> guardian_of(const ConsentAnswer& answer) {
    if (answer.is_of_age) return std::optional<std::string>{};
    if (!answer.guardian_agrees || trim(answer.guardian_name).empty())
        return refuse(ErrorCode::invalid, "guardian_needed",
                      "If you are younger than 16, a parent or guardian has to agree as well.", "age");
    auto name = clean_line(answer.guardian_name, longest_guardian_name, "guardian");
    if (!name) return tl::unexpected(name.error());
    return std::optional{std::move(*name)};
}

}  // namespace

std::vector<std::string> consent_clauses(const InForce& in_force) {
    std::vector<std::string> names;
    for (const auto& clause : in_force.model.clauses)
        if (const auto known = policy::find_clause(clause.name);
            known && in_force.published.has(*known) && rests_on_consent(in_force.model, clause))
            names.push_back(clause.name);
    return names;
}

std::string ConsentQuestion::text() const {
    return clause + "\n" + agree + "\n" + of_age + "\n" + guardian + "\n" + withdrawing;
}

ConsentQuestion consent_question(const InForce& in_force, std::string_view clause, Language language,
                                 const Messages& messages) {
    const auto* row = policy::find(in_force.model.clauses, clause);
    if (!row) throw Broken("a question about a clause that is not there");
    return {.clause = row->title.in(language),
            .agree = messages.translate(language, "Yes, I agree to this."),
            .of_age = messages.translate(language, "I am 16 or older."),
            .guardian = messages.translate(language, "I am younger. My parent or guardian agrees:"),
            .withdrawing = messages.translate(
                language, "Your booking does not depend on it. You can take it back with one press.")};
}

Result<void> give_consent(store::Tx& tx, Vault& vault, const InForce& in_force, PersonId person,
                          const ConsentQuestion& question, std::string_view clause, Language language,
                          std::string_view channel, const ConsentAnswer& answer) {
    const auto offered = consent_clauses(in_force);
    if (std::ranges::find(offered, clause) == offered.end())
        return refuse(ErrorCode::not_found, "not_offered", "We do not ask for this.");
    if (!answer.agrees) return refuse(ErrorCode::invalid, "not_agreed", "Tick the box if you agree.", "agree");
    const auto guardian = guardian_of(answer);
    if (!guardian) return tl::unexpected(guardian.error());
    if (auto may = may_change(tx, person); !may) return may;
    if (has_consent(tx, person, clause)) return {};

    const auto id = tx.new_id<Consent>();
    const auto text = question.text();
    const auto hash = digest_of(text);
    std::optional<store::Bytes> sealed;
    const auto group = group_of(id);
    if (*guardian)
        sealed = vault.seal(tx, PersonalText<Category::name>::of(person, **guardian), guardian_place(id, group));
    tx.run(insert_text, hash, text);
    tx.run(insert_consent, id, person, clause, tx.now(), hash, in_force.model.version, code(language), channel, sealed);
    return {};
}

void withdraw_consent(store::Tx& tx, PersonId person, std::string_view clause) {
    tx.run(update_withdrawn, person, clause, tx.now());
}

bool has_consent(store::Tx& tx, PersonId person, std::string_view clause) {
    return tx.has(select_in_force, person, clause);
}

bool has_consents(store::Tx& tx, PersonId person) {
    return tx.has(select_any, person);
}

std::vector<Consent> consents_of(store::Tx& tx, Vault& vault, PersonId person) {
    return tx.all(
        select_of_person,
        [&](const store::Row& row) {
            Consent consent{.id = ConsentId{row.integer(0)},
                            .clause = row.text(1),
                            .given = row.instant(2),
                            .text_hash = row.bytes(3),
                            .policy_version = row.text(4),
                            .language = from_code(row.text(5)).value(),
                            .channel = row.text(6),
                            .guardian = std::nullopt,
                            .withdrawn = std::nullopt};
            if (const auto sealed = row.find_bytes(7)) {
                const auto group = group_of(consent.id);
                auto name = vault.unseal<Category::name>(tx, person, *sealed, guardian_place(consent.id, group));
                if (name) consent.guardian = std::move(*name);
            }
            consent.withdrawn = row.find_instant(8);
            return consent;
        },
        person);
}

std::optional<std::string> consent_text(store::Tx& tx, const store::Bytes& text_hash) {
    return tx.find(
        select_text, [](const store::Row& row) { return row.text(0); }, text_hash);
}

void end_consents(store::Tx& tx, PersonId person) {
    tx.run(update_ended, person, tx.now());
}

void erase_consents(store::Tx& tx, Vault& vault, PersonId person) {
    if (!has_consents(tx, person)) return;
    vault.shred(tx, person, RetentionClass::consent);
    tx.run(delete_of_person, person);
}

std::int64_t forget_consents(store::Tx& tx, Vault& vault, const policy::Published& policy, int limit) {
    const auto over = tx.all(
        select_over,
        [](const store::Row& row) {
            return std::pair{ConsentId{row.integer(0)}, PersonId{row.integer(1)}};
        },
        policy::last_over(policy.period(RetentionClass::consent).value(), tx.now()), limit);
    for (const auto& [id, person] : over) {
        vault.shred_group(tx, person, RetentionClass::consent, group_of(id));
        tx.run(delete_consent, id);
    }
    return static_cast<std::int64_t>(over.size());
}

Overdue overdue_consents(store::Tx& tx, const policy::Published& policy) {
    return count_overdue(tx, RetentionClass::consent, policy.period(RetentionClass::consent).value(),
                         count_kept_too_long);
}

}  // namespace autojet::privacy
