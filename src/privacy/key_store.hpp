// Where keys live: a folder and a database of their own, apart from the data, never in a data backup (lock 3).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "privacy/key_cache.hpp"
#include "privacy/key_name.hpp"
#include "privacy/master_key.hpp"
#include "store/connection.hpp"

namespace autojet::privacy {

// What was erased, in numbers: a backup of data or keys that is older must not bring it back (policy R3, K1).
struct Erasure {
    ShopId shop;
    PersonId person;
    std::string retention;
    std::string group;  // every_group: all of them
    Instant at;

    friend bool operator==(const Erasure&, const Erasure&) = default;
};
inline constexpr std::string_view every_group = "*";

// Keys are stored wrapped by the master key in `master.key` (mode 0600). New keys wait in memory until make_durable(),
// which runs before the commit of the rows that need them; keys whose rows were never committed are orphans, and swept.
class KeyStore {
public:
    // Opens the folder, making it and the master key when both are absent. Throws Broken when other users may read it,
    // or when there are keys but no master key.
    explicit KeyStore(const std::filesystem::path& folder);
    ~KeyStore();

    // Makes the key when there is none.
    [[nodiscard]] Key obtain(const KeyName& name, Instant now);
    // Nothing once it has been shredded.
    [[nodiscard]] std::optional<Key> find(const KeyName& name);

    // A key of the whole shop ("email index", "links"), made when first asked for, durable at once.
    [[nodiscard]] Key shop_key(ShopId shop, const std::string& purpose, Instant now);

    // A short text without personal data, kept apart from the data; durable at once.
    void set_note(ShopId shop, const std::string& name, std::string_view text);
    [[nodiscard]] std::optional<std::string> find_note(ShopId shop, const std::string& name);

    // Brings the files up to date, in one transaction for all who wait: new keys are there, and shredded ones gone, log
    // included. Runs on the data's writing thread before each commit: an erasure is reported done after it, never
    // before.
    void make_durable();

    // Destroys this person's keys of one retention class for good: what they sealed is gone with them. Nobody finds
    // them from now on, whatever becomes of the transaction; from the files they go with make_durable(), or not at all
    // when there is a crash before it. Keys of other classes stay: accounts outlive the customer (policy K3). The
    // ledger of erasures has it in the same transaction.
    void shred(ShopId shop, PersonId person, const std::string& retention, Instant now);
    // The same for one expiry group: the accounts of one financial year.
    void shred_group(const KeyName& name, Instant now);

    // Whether the person has a key of this class, in any expiry group, in the file.
    [[nodiscard]] bool has_any(ShopId shop, PersonId person, const std::string& retention);

    // The ledger of erasures, of all shops, oldest first.
    [[nodiscard]] std::vector<Erasure> erasures();
    // The keys of this shop's people that are in the file, by person.
    [[nodiscard]] std::vector<KeyName> names(ShopId shop);
    // Destroys the keys of everybody of this shop, as erasures of this moment, and the shop's own but the one for
    // `kept`: the end of its contract (GDPR 28(3)(g)). Doing it again changes nothing.
    void destroy_shop(ShopId shop, const std::string& kept, Instant now);

    // Whether an erasure that stands in the ledger took this key.
    [[nodiscard]] bool is_erased(const KeyName& name);
    // Carries out erasures that this folder may have missed, because it is a restored copy: deletes keys that are not
    // younger, and takes the erasures into the ledger. Answers how many keys went.
    std::size_t replay(const std::vector<Erasure>& erasures);
    // Deletes what was erased before `before` from the ledger; answers how many.
    std::size_t forget_erasures(ShopId shop, Instant before);

    // Deletes the shop's keys that are older than `made_before` and of nobody who is known, as erasures of that moment;
    // answers how many.
    std::size_t sweep_orphans(ShopId shop, Instant made_before, const std::function<bool(PersonId)>& is_known);

private:
    std::vector<KeyName> some_names(const KeyName& after, Instant made_before);
    std::size_t destroy(const std::vector<Erasure>& erasures);
    [[nodiscard]] bool is_doomed(const KeyName& name) const;
    void forget_unwritten(const Erasure& gone);

    struct Pending {
        Key key;
        Instant created;
    };

    KeyFolderLock lock_;
    Key master_;
    std::mutex writing_mutex_;  // guards writing_; taken before the other
    std::unique_ptr<store::Connection> writing_;
    std::mutex mutex_;  // guards all below
    std::unique_ptr<store::Connection> reading_;
    std::map<KeyName, Pending> pending_;
    std::map<std::pair<ShopId, PersonId>, std::vector<Erasure>> doomed_;  // shredded, and still in the files
    KeyCache opened_{8192};
    std::map<std::pair<ShopId, std::string>, Key> shop_keys_;
};

}  // namespace autojet::privacy
