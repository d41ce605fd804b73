#include "privacy/shown.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_collected =
    "INSERT INTO shown_version (shop, person, version, how, at_time) "
    "SELECT $1, $2, MAX(version), 'collected', $3 FROM policy_version WHERE shop = $1 HAVING COUNT(*) > 1";
constexpr std::string_view insert_told =
    "INSERT INTO shown_version (shop, person, version, how, at_time, proof) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view select_newest =
    "SELECT version FROM shown_version WHERE shop = $1 AND person = $2 ORDER BY version DESC LIMIT 1";
constexpr std::string_view select_collected =
    "SELECT version FROM shown_version WHERE shop = $1 AND person = $2 AND how = 'collected'";
constexpr std::string_view select_oldest = "SELECT MIN(version) FROM policy_version WHERE shop = $1";
constexpr std::string_view delete_shown = "DELETE FROM shown_version WHERE shop = $1 AND person = $2";

std::string text_of(const store::Row& row) {
    return row.text(0);
}

Result<void> not_told() {
    return refuse(ErrorCode::forbidden, "not_told",
                  "This person has not been told yet of what the privacy policy says now.");
}

}  // namespace

void record_collected(store::Tx& tx, PersonId person) {
    tx.run(insert_collected, person, tx.now());
}

void record_told(store::Tx& tx, PersonId person, std::string_view version, Told how,
                 std::optional<std::int64_t> proof) {
    const std::string_view word = how == Told::by_mail ? "mail" : "desk";
    tx.run(insert_told, person, version, word, tx.now(), proof);
}

std::string version_collected_under(store::Tx& tx, PersonId person) {
    if (auto shown = tx.find(select_collected, text_of, person)) return *shown;
    return tx.find(select_oldest, text_of).value();
}

std::string version_known_to(store::Tx& tx, PersonId person) {
    if (auto known = tx.find(select_newest, text_of, person)) return *known;
    return tx.find(select_oldest, text_of).value();
}

void forget_shown(store::Tx& tx, PersonId person) {
    tx.run(delete_shown, person);
}

Result<void> may_use(policy::Clause clause, const InForce& in_force) {
    if (in_force.published.has(clause)) return {};
    return refuse(ErrorCode::forbidden, "not_published", "The privacy policy of this shop does not say this yet.");
}

Result<void> may_use(store::Tx& tx, PersonId person, policy::Clause clause, const InForce& in_force) {
    if (auto shop = may_use(clause, in_force); !shop) return shop;
    const auto* known = in_force.find_narrower(tx, person);
    return !known || known->has(clause) ? Result<void>{} : not_told();
}

Result<void> may_disclose(store::Tx& tx, PersonId person, policy::Recipient recipient, const InForce& in_force) {
    if (!in_force.published.names(recipient))
        return refuse(ErrorCode::forbidden, "not_published",
                      "The privacy policy of this shop does not name this recipient.");
    const auto* known = in_force.find_narrower(tx, person);
    return !known || known->names(recipient) ? Result<void>{} : not_told();
}

}  // namespace autojet::privacy
