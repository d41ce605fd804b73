#include "privacy/key_store.hpp"

#include <algorithm>

#include "base/result.hpp"
#include "privacy/seal.hpp"
#include "privacy/wrapping.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view create_tables =
    "CREATE TABLE IF NOT EXISTS person_key (shop BIGINT NOT NULL, person BIGINT NOT NULL, retention TEXT NOT NULL, "
    "expiry_group TEXT NOT NULL, wrapped BYTEA NOT NULL, created BIGINT NOT NULL, "
    "PRIMARY KEY (shop, person, retention, expiry_group)) WITHOUT ROWID; "
    "CREATE TABLE IF NOT EXISTS shop_key (shop BIGINT NOT NULL, purpose TEXT NOT NULL, wrapped BYTEA NOT NULL, "
    "created BIGINT NOT NULL, PRIMARY KEY (shop, purpose)) WITHOUT ROWID; "
    "CREATE TABLE IF NOT EXISTS erasure (shop BIGINT NOT NULL, person BIGINT NOT NULL, retention TEXT NOT NULL, "
    "expiry_group TEXT NOT NULL, at_time BIGINT NOT NULL, "
    "PRIMARY KEY (shop, person, retention, expiry_group)) WITHOUT ROWID; "
    "CREATE TABLE IF NOT EXISTS note (shop BIGINT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, "
    "PRIMARY KEY (shop, name)) WITHOUT ROWID;";
constexpr std::string_view upsert_note =
    "INSERT INTO note (shop, name, text) VALUES ($1, $2, $3) ON CONFLICT (shop, name) DO UPDATE SET text = "
    "excluded.text";
constexpr std::string_view select_note = "SELECT text FROM note WHERE shop = $1 AND name = $2";
// A key that waits is the one that counts, though an earlier attempt may have come as far as the file.
constexpr std::string_view insert_key =
    "INSERT INTO person_key (shop, person, retention, expiry_group, wrapped, created) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (shop, person, retention, expiry_group) DO UPDATE SET wrapped = excluded.wrapped, created = "
    "excluded.created";
constexpr std::string_view select_key =
    "SELECT wrapped FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 AND expiry_group = $4";
constexpr std::string_view insert_shop_key =
    "INSERT INTO shop_key (shop, purpose, wrapped, created) VALUES ($1, $2, $3, $4)";
constexpr std::string_view select_shop_key = "SELECT wrapped FROM shop_key WHERE shop = $1 AND purpose = $2";
constexpr std::string_view select_some_names =
    "SELECT person, retention, expiry_group FROM person_key WHERE shop = $1 AND created < $2 "
    "AND (person, retention, expiry_group) > ($3, $4, $5) ORDER BY person, retention, expiry_group LIMIT 1000";
constexpr std::string_view select_all_names =
    "SELECT person, retention, expiry_group FROM person_key WHERE shop = $1 ORDER BY person";
constexpr std::string_view delete_person_keys = "DELETE FROM person_key WHERE shop = $1";
constexpr std::string_view delete_notes = "DELETE FROM note WHERE shop = $1";
constexpr std::string_view delete_shop_keys = "DELETE FROM shop_key WHERE shop = $1 AND purpose <> $2";
constexpr std::string_view select_any =
    "SELECT 1 FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 LIMIT 1";
constexpr std::string_view select_created =
    "SELECT created FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 AND (expiry_group = $4 OR $4 = "
    "'*')";
constexpr std::string_view delete_keys =
    "DELETE FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 AND (expiry_group = $4 OR $4 = '*') AND "
    "created <= $5";
constexpr std::string_view insert_erasure =
    "INSERT INTO erasure (shop, person, retention, expiry_group, at_time) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (shop, person, retention, expiry_group) DO UPDATE SET at_time = MAX(at_time, excluded.at_time)";
constexpr std::string_view select_erasures =
    "SELECT shop, person, retention, expiry_group, at_time FROM erasure ORDER BY at_time, shop, person";
constexpr std::string_view select_erasure =
    "SELECT 1 FROM erasure WHERE shop = $1 AND person = $2 AND retention = $3 AND expiry_group IN ($4, '*')";
constexpr std::string_view delete_erasures = "DELETE FROM erasure WHERE shop = $1 AND at_time < $2";
// A destroyed key would live on in the write-ahead log until that is written over.
const std::string empty_the_log = "PRAGMA wal_checkpoint(TRUNCATE)";

bool is_meant(const Erasure& gone, const KeyName& name) {
    return name.shop == gone.shop && name.person == gone.person && name.retention == gone.retention &&
           (gone.group == every_group || name.group == gone.group);
}

// Keys and the note of their erasure go and come in one transaction. Answers how many keys went.
std::size_t delete_all(store::Connection& keys, const std::vector<Erasure>& erasures) {
    std::int64_t count = 0;
    for (const auto& gone : erasures) {
        const std::array<store::Value, 5> row{gone.shop.value(), gone.person.value(), gone.retention, gone.group,
                                              std::int64_t{gone.at.time_since_epoch().count()}};
        count += keys.run(delete_keys, row, {});
        keys.run(insert_erasure, row, {});
    }
    return static_cast<std::size_t>(count);
}

Key unwrapped(const Key& master, const store::Bytes& wrapped, const std::string& context) {
    const auto key = unwrap(master, wrapped, context);
    if (!key) throw Broken("a key in the key store does not open: is master.key the right one?");
    return *key;
}

}  // namespace

KeyStore::KeyStore(const std::filesystem::path& folder)
    : lock_(folder, KeyFolderLock::Use::shared), master_(obtain_master(folder)) {
    writing_ = store::sqlite::connect((folder / "keys.db").string());
    writing_->run_script(std::string(create_tables));
    reading_ = store::sqlite::connect((folder / "keys.db").string());
}

KeyStore::~KeyStore() {
    wipe(master_);
    for (auto& [name, pending] : pending_) wipe(pending.key);
    for (auto& [name, key] : shop_keys_) wipe(key);
}

Key KeyStore::obtain(const KeyName& name, Instant now) {
    if (const auto key = find(name)) return *key;
    const Key made = random_key();
    const std::scoped_lock lock(mutex_);
    return pending_.try_emplace(name, Pending{made, now}).first->second.key;
}

std::optional<Key> KeyStore::find(const KeyName& name) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = pending_.find(name); found != pending_.end()) return found->second.key;
    if (is_doomed(name)) return std::nullopt;
    if (const auto opened = opened_.find(name)) return opened;

    std::optional<store::Bytes> wrapped;
    const std::array<store::Value, 4> place{name.shop.value(), name.person.value(), name.retention, name.group};
    reading_->run(select_key, place, [&](const store::Row& row) { wrapped = row.bytes(0); });
    if (!wrapped) return std::nullopt;
    const Key key = unwrapped(master_, *wrapped, wrapping_context(name));
    opened_.keep(name, key);
    return key;
}

Key KeyStore::shop_key(ShopId shop, const std::string& purpose, Instant now) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = shop_keys_.find({shop, purpose}); found != shop_keys_.end()) return found->second;
    }
    const std::scoped_lock lock(writing_mutex_, mutex_);
    if (const auto found = shop_keys_.find({shop, purpose}); found != shop_keys_.end()) return found->second;

    std::optional<store::Bytes> wrapped;
    const std::array<store::Value, 2> name{shop.value(), purpose};
    reading_->run(select_shop_key, name, [&](const store::Row& row) { wrapped = row.bytes(0); });
    Key key;
    if (wrapped) {
        key = unwrapped(master_, *wrapped, wrapping_context(shop, purpose));
    } else {
        key = random_key();
        const auto sealed = wrap(master_, key, wrapping_context(shop, purpose));
        const std::array<store::Value, 4> row{shop.value(), purpose, store::BytesView{sealed},
                                              std::int64_t{now.time_since_epoch().count()}};
        writing_->run(insert_shop_key, row, {});
    }
    return shop_keys_.emplace(std::pair{shop, purpose}, key).first->second;
}

void KeyStore::set_note(ShopId shop, const std::string& name, std::string_view text) {
    const std::scoped_lock lock(writing_mutex_);
    const std::array<store::Value, 3> row{shop.value(), name, text};
    writing_->run(upsert_note, row, {});
}

std::optional<std::string> KeyStore::find_note(ShopId shop, const std::string& name) {
    const std::scoped_lock lock(mutex_);
    std::optional<std::string> text;
    const std::array<store::Value, 2> row{shop.value(), name};
    reading_->run(select_note, row, [&](const store::Row& found) { text = found.text(0); });
    return text;
}

// New keys stay findable in memory, and shredded ones unfindable, until the files say so.
void KeyStore::make_durable() {
    std::vector<std::pair<KeyName, Pending>> waiting;
    std::vector<Erasure> doomed;
    {
        const std::scoped_lock lock(mutex_);
        waiting.assign(pending_.begin(), pending_.end());
        for (const auto& [person, erasures] : doomed_) doomed.insert(doomed.end(), erasures.begin(), erasures.end());
    }
    if (waiting.empty() && doomed.empty()) return;

    const std::scoped_lock writing(writing_mutex_);
    KeyTransaction transaction(*writing_);
    delete_all(*writing_, doomed);
    for (const auto& [name, pending] : waiting) {
        const auto sealed = wrap(master_, pending.key, wrapping_context(name));
        const std::array<store::Value, 6> row{
            name.shop.value(), name.person.value(),      name.retention,
            name.group,        store::BytesView{sealed}, std::int64_t{pending.created.time_since_epoch().count()}};
        writing_->run(insert_key, row, {});
    }
    transaction.commit();
    if (!doomed.empty()) writing_->run_script(empty_the_log);

    const std::scoped_lock lock(mutex_);
    for (const auto& gone : doomed) {
        const auto of_person = doomed_.find({gone.shop, gone.person});
        if (of_person == doomed_.end()) continue;  // the same erasure, twice
        std::erase(of_person->second, gone);
        if (of_person->second.empty()) doomed_.erase(of_person);
    }
    for (auto& [name, pending] : waiting) {
        if (const auto found = pending_.find(name); found != pending_.end()) {
            opened_.keep(name, pending.key);
            wipe(found->second.key);
            pending_.erase(found);
        }
        wipe(pending.key);
    }
}

void KeyStore::shred(ShopId shop, PersonId person, const std::string& retention, Instant now) {
    shred_group({shop, person, retention, std::string(every_group)}, now);
}

// Whatever the clock said when a key was made, it goes.
void KeyStore::shred_group(const KeyName& name, Instant now) {
    const std::scoped_lock lock(mutex_);
    Erasure gone{name.shop, name.person, name.retention, name.group, now};
    const auto not_before = [&](Instant created) { gone.at = std::max(gone.at, created); };
    for (const auto& [waiting, pending] : pending_)
        if (is_meant(gone, waiting)) not_before(pending.created);
    const std::array<store::Value, 4> key{name.shop.value(), name.person.value(), name.retention, name.group};
    reading_->run(select_created, key, [&](const store::Row& row) { not_before(row.instant(0)); });
    forget_unwritten(gone);
    doomed_[{name.shop, name.person}].push_back(std::move(gone));
}

bool KeyStore::is_doomed(const KeyName& name) const {
    const auto found = doomed_.find({name.shop, name.person});
    return found != doomed_.end() &&
           std::ranges::any_of(found->second, [&](const Erasure& gone) { return is_meant(gone, name); });
}

// What only memory has of these keys.
void KeyStore::forget_unwritten(const Erasure& gone) {
    std::erase_if(pending_, [&](const auto& waiting) {
        return is_meant(gone, waiting.first) && waiting.second.created <= gone.at;
    });
    opened_.forget(gone.shop, gone.person);
}

std::size_t KeyStore::replay(const std::vector<Erasure>& erasures) {
    const std::scoped_lock lock(writing_mutex_, mutex_);
    return destroy(erasures);
}

std::size_t KeyStore::destroy(const std::vector<Erasure>& erasures) {
    if (erasures.empty()) return 0;
    for (const auto& gone : erasures) forget_unwritten(gone);
    KeyTransaction transaction(*writing_);
    const auto count = delete_all(*writing_, erasures);
    transaction.commit();
    writing_->run_script(empty_the_log);
    return count;
}

std::vector<Erasure> KeyStore::erasures() {
    const std::scoped_lock lock(mutex_);
    std::vector<Erasure> all;
    reading_->run(select_erasures, {}, [&](const store::Row& row) {
        all.push_back({ShopId{row.integer(0)}, PersonId{row.integer(1)}, row.text(2), row.text(3), row.instant(4)});
    });
    return all;
}

std::vector<KeyName> KeyStore::names(ShopId shop) {
    const std::scoped_lock lock(mutex_);
    std::vector<KeyName> all;
    const std::array<store::Value, 1> key{shop.value()};
    reading_->run(select_all_names, key, [&](const store::Row& row) {
        all.push_back({shop, PersonId{row.integer(0)}, row.text(1), row.text(2)});
    });
    return all;
}

void KeyStore::destroy_shop(ShopId shop, const std::string& kept, Instant now) {
    std::vector<Erasure> everybody;
    for (const auto& name : names(shop)) everybody.push_back({shop, name.person, name.retention, name.group, now});
    const std::scoped_lock lock(writing_mutex_, mutex_);
    destroy(everybody);
    writing_->run(delete_person_keys, std::array<store::Value, 1>{shop.value()}, {});  // whatever the clock said
    std::erase_if(pending_, [&](const auto& waiting) { return waiting.first.shop == shop; });
    const std::array<store::Value, 2> key{shop.value(), kept};
    writing_->run(delete_shop_keys, key, {});
    writing_->run(delete_notes, std::array<store::Value, 1>{shop.value()}, {});
    writing_->run_script(empty_the_log);
    const auto goes = [&](const auto& held) { return held.first.first == shop && held.first.second != kept; };
    for (auto& held : shop_keys_)
        if (goes(held)) wipe(held.second);
    std::erase_if(shop_keys_, goes);
}

bool KeyStore::has_any(ShopId shop, PersonId person, const std::string& retention) {
    const std::scoped_lock lock(mutex_);
    bool found = false;
    const std::array<store::Value, 3> keys{shop.value(), person.value(), retention};
    reading_->run(select_any, keys, [&](const store::Row&) { found = true; });
    return found;
}

bool KeyStore::is_erased(const KeyName& name) {
    const std::scoped_lock lock(mutex_);
    bool erased = is_doomed(name);
    const std::array<store::Value, 4> key{name.shop.value(), name.person.value(), name.retention, name.group};
    reading_->run(select_erasure, key, [&](const store::Row&) { erased = true; });
    return erased;
}

std::size_t KeyStore::forget_erasures(ShopId shop, Instant before) {
    const std::scoped_lock lock(writing_mutex_);
    const std::array<store::Value, 2> age{shop.value(), std::int64_t{before.time_since_epoch().count()}};
    return static_cast<std::size_t>(writing_->run(delete_erasures, age, {}));
}

std::vector<KeyName> KeyStore::some_names(const KeyName& after, Instant made_before) {
    const std::scoped_lock lock(mutex_);
    std::vector<KeyName> some;
    const std::array<store::Value, 5> key{after.shop.value(), std::int64_t{made_before.time_since_epoch().count()},
                                          after.person.value(), after.retention, after.group};
    reading_->run(select_some_names, key, [&](const store::Row& row) {
        some.push_back({after.shop, PersonId{row.integer(0)}, row.text(1), row.text(2)});
    });
    return some;
}

// Whoever is asked for takes its time, so nobody waits for a lock meanwhile: each commit with a new key needs one.
std::size_t KeyStore::sweep_orphans(ShopId shop, Instant made_before, const std::function<bool(PersonId)>& is_known) {
    std::vector<Erasure> orphans;
    KeyName after{shop, PersonId{}, "", ""};
    for (auto some = some_names(after, made_before); !some.empty(); some = some_names(after, made_before)) {
        for (const auto& name : some)
            if (!is_known(name.person)) orphans.push_back({shop, name.person, name.retention, name.group, made_before});
        after = some.back();
    }
    return replay(orphans);
}

}  // namespace autojet::privacy
