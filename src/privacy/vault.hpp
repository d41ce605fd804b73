// Sealed personal data (lock 3): what is stored about a person is ciphertext under a key of that person, bound to shop,
// field, row and person; what must be found again has a blind index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/personal.hpp"
#include "policy/tables.hpp"
#include "privacy/key_store.hpp"
#include "store/database.hpp"

namespace autojet::privacy {

using policy::Category;
using policy::Personal;
using policy::Purpose;
using policy::RetentionClass;
template <Category C>
using PersonalText = Personal<std::string, C>;

// Where a sealed value lies. `field` is "table.column" and never changes; `group` tells expiry groups apart (for
// accounts the financial year) and is empty otherwise.
struct Place {
    RetentionClass retention{};
    std::string_view field;
    std::int64_t row = 0;
    std::string_view group = {};
};

// What a sealed value is bound to: moved to another shop, person, row or column it does not open.
std::string context_of(ShopId shop, PersonId subject, const Place& place);

// What can be looked up without opening anything: by the normal form of an e-mail address, a phone number, a plate.
enum class IndexKind { email, phone, plate };

class Vault {
public:
    // New keys become durable before each commit of this database.
    Vault(KeyStore& keys, store::Database& database);

    // Throws Broken when nobody is the subject yet.
    template <Category C>
    [[nodiscard]] store::Bytes seal(store::Tx& tx, const PersonalText<C>& personal, const Place& place) {
        return seal_text(tx, personal.subject(), personal.closed_value(), place);
    }
    template <Category C>
    [[nodiscard]] std::optional<store::Bytes> seal(store::Tx& tx, const std::optional<PersonalText<C>>& personal,
                                                   const Place& place) {
        return personal ? std::optional{seal(tx, *personal, place)} : std::nullopt;
    }

    // The value, still closed: opening it takes a warrant. Refused with `shredded` when its key is gone. Throws Broken
    // when the ciphertext is not the one that was put there.
    template <Category C>
    [[nodiscard]] Result<PersonalText<C>> unseal(store::Tx& tx, PersonId subject, store::BytesView sealed,
                                                 const Place& place) {
        auto text = unseal_text(tx, subject, sealed, place);
        if (!text) return tl::unexpected(text.error());
        return PersonalText<C>::of(subject, std::move(*text));
    }

    // Makes the value findable. `key_form` is the value in the normal form of its kind.
    template <Category C>
    void index(store::Tx& tx, IndexKind kind, const PersonalText<C>& key_form) {
        index_text(tx, kind, key_form.subject(), key_form.closed_value());
    }
    // The records that have this value.
    template <Category C>
    [[nodiscard]] std::vector<PersonId> find(store::Tx& tx, IndexKind kind, const PersonalText<C>& key_form) {
        return find_digest(tx, kind, digest(tx, kind, key_form.closed_value()));
    }
    // The other records that share a value of some kind with this one, each once.
    [[nodiscard]] std::vector<PersonId> find_sharing(store::Tx& tx, PersonId person);
    // The other records that share the value of this kind.
    [[nodiscard]] std::vector<PersonId> find_sharing(store::Tx& tx, PersonId person, IndexKind kind);

    // A keyed digest for one use of this shop: links in messages, repeated requests. 32 bytes.
    [[nodiscard]] store::Bytes shop_digest(ShopId shop, std::string_view use, std::string_view message, Instant now);
    // The same of what nobody may read here.
    template <Category C>
    [[nodiscard]] store::Bytes shop_digest(ShopId shop, std::string_view use, const PersonalText<C>& closed,
                                           Instant now) {
        return shop_digest(shop, use, std::string_view{closed.closed_value()}, now);
    }
    // The class whose key stands for the record: customer, contact or staff. Throws Broken when it has been shredded.
    [[nodiscard]] RetentionClass class_of_record(ShopId shop, PersonId person);
    // Stands for the person in the ledger for as long as their key lives, and for nobody after that.
    [[nodiscard]] store::Bytes ledger_digest(ShopId shop, PersonId person);

    // Whether a customer, a sender of messages or an account has this number and is not erased.
    [[nodiscard]] bool keeps(ShopId shop, PersonId person);

    // Everybody of this shop who is kept so, staff included; each once, in the order of their numbers.
    [[nodiscard]] std::vector<PersonId> everybody(ShopId shop);

    // Destroys the person's keys of this class and takes them out of the indexes. The rows that they sealed are the
    // caller's to delete, in the same transaction; a crash in between leaves rows that nobody can open, and the next
    // run deletes them.
    void shred(store::Tx& tx, PersonId person, RetentionClass retention);
    // One expiry group alone: the accounts of one financial year go, the others stay (policy K3).
    void shred_group(store::Tx& tx, PersonId person, RetentionClass retention, std::string_view group);

    // Deletes keys that were made before and belong to nobody: of transactions that were refused or lost in a crash.
    std::size_t sweep_orphans(ShopId shop, Instant made_before, const std::function<bool(PersonId)>& is_known) {
        return keys_.sweep_orphans(shop, made_before, is_known);
    }

private:
    store::Bytes seal_text(store::Tx& tx, PersonId subject, std::string_view text, const Place& place);
    Result<std::string> unseal_text(store::Tx& tx, PersonId subject, store::BytesView sealed, const Place& place);
    std::optional<std::pair<RetentionClass, Key>> find_key_of_record(ShopId shop, PersonId person);
    store::Bytes digest(store::Tx& tx, IndexKind kind, std::string_view key_form);
    void index_text(store::Tx& tx, IndexKind kind, PersonId subject, std::string_view key_form);
    std::vector<PersonId> find_digest(store::Tx& tx, IndexKind kind, const store::Bytes& digest);

    KeyStore& keys_;
};

}  // namespace autojet::privacy
