#include "privacy/vault.hpp"

#include "privacy/disclosures.hpp"
#include "privacy/indexes.hpp"
#include "privacy/seal.hpp"
#include "privacy/shown.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_index =
    "INSERT INTO blind_index (shop, kind, digest, person) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view select_persons =
    "SELECT person FROM blind_index WHERE shop = $1 AND kind = $2 AND digest = $3 ORDER BY person";
constexpr std::string_view select_sharing_kind =
    "SELECT DISTINCT other.person FROM blind_index mine JOIN blind_index other ON other.shop = mine.shop AND "
    "other.kind "
    "= mine.kind AND other.digest = mine.digest "
    "WHERE mine.shop = $1 AND mine.person = $2 AND mine.kind = $3 AND other.person <> $2 ORDER BY other.person";
constexpr std::string_view select_sharing =
    "SELECT DISTINCT other.person FROM blind_index mine JOIN blind_index other ON other.shop = mine.shop "
    "AND other.kind = mine.kind AND other.digest = mine.digest "
    "WHERE mine.shop = $1 AND mine.person = $2 AND other.person <> $2 ORDER BY other.person DESC";

std::string_view code(IndexKind kind) {
    switch (kind) {
        case IndexKind::email:
            return "email";
        case IndexKind::phone:
            return "phone";
        case IndexKind::plate:
            return "plate";
    }
    throw Broken("an index kind without a name");
}

PersonId person_from(const store::Row& row) {
    return PersonId{row.integer(0)};
}

KeyName key_name(ShopId shop, PersonId subject, const Place& place) {
    if (subject == PersonId{}) throw Broken("personal data of nobody cannot be stored");
    return {shop, subject, std::string(policy::name_of(place.retention)), std::string(place.group)};
}

}  // namespace

std::string context_of(ShopId shop, PersonId subject, const Place& place) {
    std::string context(place.field);
    context.append("|").append(std::to_string(shop.value()));
    context.append("|").append(std::to_string(subject.value()));
    return context.append("|").append(std::to_string(place.row));
}

Vault::Vault(KeyStore& keys, store::Database& database) : keys_(keys) {
    database.before_commit([this] { keys_.make_durable(); });
}

store::Bytes Vault::seal_text(store::Tx& tx, PersonId subject, std::string_view text, const Place& place) {
    Key key = keys_.obtain(key_name(tx.shop(), subject, place), tx.now());
    auto sealed = privacy::seal(key, text, context_of(tx.shop(), subject, place));
    wipe(key);
    return sealed;
}

Result<std::string> Vault::unseal_text(store::Tx& tx, PersonId subject, store::BytesView sealed, const Place& place) {
    auto key = keys_.find(key_name(tx.shop(), subject, place));
    if (!key) return refuse(ErrorCode::not_found, "shredded", "This has been erased.");
    auto text = open_sealed(*key, sealed, context_of(tx.shop(), subject, place));
    wipe(*key);
    if (!text) throw Broken("sealed " + std::string(place.field) + " has been altered or moved");
    return std::move(*text);
}

store::Bytes Vault::digest(store::Tx& tx, IndexKind kind, std::string_view key_form) {
    return shop_digest(tx.shop(), std::string("index of ").append(code(kind)), key_form, tx.now());
}

void Vault::index_text(store::Tx& tx, IndexKind kind, PersonId subject, std::string_view key_form) {
    tx.run(insert_index, code(kind), digest(tx, kind, key_form), subject);
}

std::vector<PersonId> Vault::find_digest(store::Tx& tx, IndexKind kind, const store::Bytes& digest) {
    return tx.all(select_persons, person_from, code(kind), digest);
}

std::vector<PersonId> Vault::find_sharing(store::Tx& tx, PersonId person) {
    return tx.all(select_sharing, person_from, person);
}

std::vector<PersonId> Vault::find_sharing(store::Tx& tx, PersonId person, IndexKind kind) {
    return tx.all(select_sharing_kind, person_from, person, code(kind));
}

void Vault::shred(store::Tx& tx, PersonId person, RetentionClass retention) {
    keys_.shred(tx.shop(), person, std::string(policy::name_of(retention)), tx.now());
    unindex(tx, person);
    if (retention == RetentionClass::customer || retention == RetentionClass::contact) forget_disclosures(tx, person);
    forget_shown(tx, person);
    tx.announce(store::Topic::erasure);
}

void Vault::shred_group(store::Tx& tx, PersonId person, RetentionClass retention, std::string_view group) {
    keys_.shred_group({tx.shop(), person, std::string(policy::name_of(retention)), std::string(group)}, tx.now());
    tx.announce(store::Topic::erasure);
}

store::Bytes Vault::shop_digest(ShopId shop, std::string_view use, std::string_view message, Instant now) {
    Key key = keys_.shop_key(shop, std::string(use), now);
    auto digest = keyed_digest(key, message);
    wipe(key);
    return digest;
}

// The key that goes with the person's record, and with it the link from the ledger to the person.
std::optional<std::pair<RetentionClass, Key>> Vault::find_key_of_record(ShopId shop, PersonId person) {
    for (const auto retention : {RetentionClass::customer, RetentionClass::contact, RetentionClass::staff})
        if (auto key = keys_.find({shop, person, std::string(policy::name_of(retention)), ""}))
            return std::pair{retention, *key};
    return std::nullopt;
}

RetentionClass Vault::class_of_record(ShopId shop, PersonId person) {
    auto found = find_key_of_record(shop, person);
    if (!found) throw Broken("a record without a key has no class");
    wipe(found->second);
    return found->first;
}

store::Bytes Vault::ledger_digest(ShopId shop, PersonId person) {
    auto found = find_key_of_record(shop, person);
    if (!found) return keyed_digest(random_key(), "");  // an erased person: equal to nothing
    const Key derived = derive_key(found->second, "ledger");
    wipe(found->second);
    return keyed_digest(derived, std::to_string(person.value()));
}

std::vector<PersonId> Vault::everybody(ShopId shop) {
    std::vector<PersonId> persons;
    for (const auto& name : keys_.names(shop))
        if (const auto retention = policy::find_retention_class(name.retention);
            name.group.empty() &&
            (retention == RetentionClass::customer || retention == RetentionClass::contact ||
             retention == RetentionClass::staff) &&
            (persons.empty() || persons.back() != name.person))
            persons.push_back(name.person);
    return persons;
}

bool Vault::keeps(ShopId shop, PersonId person) {
    auto found = find_key_of_record(shop, person);
    if (found) wipe(found->second);
    return found.has_value();
}

}  // namespace autojet::privacy
