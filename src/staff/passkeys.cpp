#include "staff/passkeys.hpp"

#include "base/encoding.hpp"
#include "base/text.hpp"
#include "privacy/seal.hpp"

namespace autojet::staff {

namespace {

using policy::Category;
using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view select_any = "SELECT 1 FROM staff_passkey WHERE shop = $1 AND account = $2";
constexpr std::string_view select_one = "SELECT 1 FROM staff_passkey WHERE shop = $1 AND account = $2 AND passkey = $3";
constexpr std::string_view select_of_account =
    "SELECT passkey, name, credential, created, used, suspected FROM staff_passkey WHERE shop = $1 AND account = $2 "
    "ORDER BY created, passkey";
constexpr std::string_view select_key =
    "SELECT passkey, algorithm, public_key, counter FROM staff_passkey WHERE shop = $1 AND account = $2 AND digest = "
    "$3";
constexpr std::string_view select_owner = "SELECT account FROM staff_passkey WHERE shop = $1 AND digest = $2";
constexpr std::string_view insert_passkey =
    "INSERT INTO staff_passkey (shop, account, passkey, digest, credential, public_key, algorithm, name, counter, "
    "created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view update_name =
    "UPDATE staff_passkey SET name = $4 WHERE shop = $1 AND account = $2 AND passkey = $3";
constexpr std::string_view update_used =
    "UPDATE staff_passkey SET counter = $4, used = $5 WHERE shop = $1 AND account = $2 AND passkey = $3";
constexpr std::string_view update_suspected = "UPDATE staff_passkey SET suspected = $3 WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_one = "DELETE FROM staff_passkey WHERE shop = $1 AND account = $2 AND passkey = $3";
constexpr std::string_view delete_all = "DELETE FROM staff_passkey WHERE shop = $1 AND account = $2";

Place place_of(std::string_view field, PasskeyId passkey) {
    return {RetentionClass::staff, field, passkey.value()};
}

store::BytesView bytes_of(const std::string& text) {
    return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

store::Bytes digest_of(store::Tx& tx, Vault& vault, std::string_view credential) {
    return vault.shop_digest(tx.shop(), "staff passkey", credential, tx.now());
}

store::Bytes seal(store::Tx& tx, Vault& vault, PersonId account, PasskeyId passkey, std::string_view field,
                  std::string text) {
    return vault.seal(tx, Secret::of(account, std::move(text)), place_of(field, passkey));
}

struct Known {
    PasskeyId id;
    Algorithm algorithm;
    Secret public_key;
    std::int64_t counter;
};

std::optional<Known> find_key(store::Tx& tx, Vault& vault, PersonId account, std::string_view credential) {
    std::optional<Known> found;
    tx.each(
        select_key,
        [&](const store::Row& row) {
            const PasskeyId id{row.integer(0)};
            auto key =
                vault.unseal<Category::staff>(tx, account, row.bytes(2), place_of("staff_passkey.public_key", id));
            if (key) found = Known{id, static_cast<Algorithm>(row.integer(1)), std::move(*key), row.integer(3)};
        },
        account, digest_of(tx, vault, credential));
    return found;
}

}  // namespace

tl::unexpected<Error> unknown_passkey() {
    return refuse(ErrorCode::unauthenticated, "unknown_passkey",
                  "We do not know this passkey. It may have been removed from your account.");
}

bool has_passkey(store::Tx& tx, PersonId account) {
    return tx.has(select_any, account);
}

std::vector<Passkey> list_passkeys(store::Tx& tx, Vault& vault, PersonId account) {
    std::vector<Passkey> all;
    tx.each(
        select_of_account,
        [&](const store::Row& row) {
            const PasskeyId id{row.integer(0)};
            auto name = vault.unseal<Category::staff>(tx, account, row.bytes(1), place_of("staff_passkey.name", id));
            auto credential =
                vault.unseal<Category::staff>(tx, account, row.bytes(2), place_of("staff_passkey.credential", id));
            if (name && credential)
                all.push_back({id, std::move(*name), std::move(*credential), row.instant(3), row.find_instant(4),
                               !row.is_null(5)});
        },
        account);
    return all;
}

std::string user_handle(store::Tx& tx, Vault& vault, PersonId account) {
    const auto digest = vault.shop_digest(tx.shop(), "staff passkey handle", std::to_string(account.value()), tx.now());
    return std::string(store::as_text(digest));
}

Result<PasskeyId> add_passkey(store::Tx& tx, Vault& vault, PersonId account, std::string_view name,
                              const NewCredential& credential) {
    auto clean = clean_line(name, longest_passkey_name, "name");
    if (!clean) return tl::unexpected(clean.error());
    if (find_owner_of_passkey(tx, vault, credential.id))
        return refuse(ErrorCode::conflict, "known_passkey", "This passkey was added already.", "name");
    if (list_passkeys(tx, vault, account).size() >= most_passkeys)
        return refuse(ErrorCode::conflict, "too_many_passkeys", "Those are enough passkeys. Remove one first.", "name");
    const auto passkey = tx.new_id<Passkey>();
    const auto sealed = [&](std::string_view field, std::string text) {
        return seal(tx, vault, account, passkey, field, std::move(text));
    };
    tx.run(insert_passkey, account, passkey, digest_of(tx, vault, credential.id),
           sealed("staff_passkey.credential", encode_base64url(credential.id)),
           sealed("staff_passkey.public_key", encode_base64url(credential.key.bytes)),
           static_cast<std::int64_t>(credential.key.algorithm), sealed("staff_passkey.name", std::move(*clean)),
           credential.counter, tx.now());
    return passkey;
}

Result<void> rename_passkey(store::Tx& tx, Vault& vault, PersonId account, PasskeyId passkey, std::string_view name) {
    auto clean = clean_line(name, longest_passkey_name, "name");
    if (!clean) return tl::unexpected(clean.error());
    if (!tx.has(select_one, account, passkey)) return unknown_passkey();
    tx.run(update_name, account, passkey, seal(tx, vault, account, passkey, "staff_passkey.name", std::move(*clean)));
    return {};
}

Result<void> remove_passkey(store::Tx& tx, PersonId account, PasskeyId passkey) {
    if (tx.run(delete_one, account, passkey) == 0) return unknown_passkey();
    return {};
}

void remove_passkeys(store::Tx& tx, PersonId account) {
    tx.run(delete_all, account);
}

std::optional<PersonId> find_owner_of_passkey(store::Tx& tx, Vault& vault, std::string_view credential) {
    return tx.find(
        select_owner, [](const store::Row& row) { return PersonId{row.integer(0)}; }, digest_of(tx, vault, credential));
}

Result<void> use_passkey(store::Tx& tx, Vault& vault, const Warrant& warrant, PersonId account,
                         const PasskeyAnswer& answer, const RelyingParty& here, Handle handle) {
    const auto known = find_key(tx, vault, account, answer.credential);
    if (!known) return unknown_passkey();
    const bool names_nobody = answer.user_handle.empty() && handle == Handle::may_miss;
    const auto expected = user_handle(tx, vault, account);
    if (!names_nobody && !privacy::same_bytes(bytes_of(answer.user_handle), bytes_of(expected)))
        return refuse(ErrorCode::unauthenticated, "wrong_account", "This passkey is not of this account.");
    const auto bytes = decode_base64url(known->public_key.open(warrant));
    if (!bytes) throw Broken("a public key is kept in a way that nobody reads");
    const auto counter = check_signature(answer, {known->algorithm, *bytes}, known->counter, here);
    if (!counter) return tl::unexpected(counter.error());
    tx.run(update_used, account, known->id, *counter, tx.now());
    return {};
}

void suspect_passkey(store::Tx& tx, Vault& vault, std::string_view credential) {
    tx.run(update_suspected, digest_of(tx, vault, credential), tx.now());
}

}  // namespace autojet::staff
