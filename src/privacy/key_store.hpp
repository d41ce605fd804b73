// Where keys live: a folder and a database of their own, apart from the data, never in a data backup (lock 3).
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/connection.hpp"

namespace autojet::privacy {

using Key = std::array<unsigned char, 32>;

// Which key: one for each person, retention class and expiry group (for accounts, the financial year).
struct KeyName {
    ShopId shop;
    PersonId person;
    std::string retention;
    std::string group;

    friend auto operator<=>(const KeyName&, const KeyName&) = default;
};

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

    void make_durable();

    // Destroys this person's keys of one retention class, at once and for good: what they sealed is gone with them.
    // Keys of other classes stay: accounts outlive the customer (policy K3).
    void shred(ShopId shop, PersonId person, const std::string& retention);

    // Deletes the shop's keys that are older than `made_before` and of nobody who is known; answers how many.
    std::size_t sweep_orphans(ShopId shop, Instant made_before, const std::function<bool(PersonId)>& is_known);

private:
    struct Pending {
        Key key;
        Instant created;
    };

    Key master_;
    std::mutex writing_mutex_;  // guards writing_; taken before the other
    std::unique_ptr<store::Connection> writing_;
    std::mutex mutex_;  // guards all below
    std::unique_ptr<store::Connection> reading_;
    std::map<KeyName, Pending> pending_;
    std::map<std::pair<ShopId, std::string>, Key> shop_keys_;
};

}  // namespace autojet::privacy
