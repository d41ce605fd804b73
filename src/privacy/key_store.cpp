#include "privacy/key_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <vector>

#include "base/result.hpp"
#include "privacy/seal.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view create_tables =
    "CREATE TABLE IF NOT EXISTS person_key (shop BIGINT NOT NULL, person BIGINT NOT NULL, retention TEXT NOT NULL, "
    "expiry_group TEXT NOT NULL, wrapped BYTEA NOT NULL, created BIGINT NOT NULL, "
    "PRIMARY KEY (shop, person, retention, expiry_group)) WITHOUT ROWID; "
    "CREATE TABLE IF NOT EXISTS shop_key (shop BIGINT NOT NULL, purpose TEXT NOT NULL, wrapped BYTEA NOT NULL, "
    "created BIGINT NOT NULL, PRIMARY KEY (shop, purpose)) WITHOUT ROWID;";
constexpr std::string_view insert_key =
    "INSERT INTO person_key (shop, person, retention, expiry_group, wrapped, created) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_key =
    "SELECT wrapped FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 AND expiry_group = $4";
constexpr std::string_view insert_shop_key =
    "INSERT INTO shop_key (shop, purpose, wrapped, created) VALUES ($1, $2, $3, $4)";
constexpr std::string_view select_shop_key = "SELECT wrapped FROM shop_key WHERE shop = $1 AND purpose = $2";
constexpr std::string_view select_names =
    "SELECT person, retention, expiry_group FROM person_key WHERE shop = $1 AND created < $2 ORDER BY person";
constexpr std::string_view delete_key =
    "DELETE FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3 AND expiry_group = $4";
constexpr std::string_view delete_keys_of_person =
    "DELETE FROM person_key WHERE shop = $1 AND person = $2 AND retention = $3";
// A destroyed key would live on in the write-ahead log until that is written over.
const std::string empty_the_log = "PRAGMA wal_checkpoint(TRUNCATE)";
constexpr std::string_view begin = "BEGIN IMMEDIATE";
constexpr std::string_view commit_all = "COMMIT";
constexpr std::string_view roll_back = "ROLLBACK";

// Rolls back unless it was committed.
class Transaction {
public:
    explicit Transaction(store::Connection& connection) : connection_(connection) { connection_.run(begin, {}, {}); }
    ~Transaction() {
        if (!open_) return;
        try {
            connection_.run(roll_back, {}, {});
        } catch (const std::exception&) {
            // SQLite has rolled back by itself; what went wrong is on its way to the caller.
        }
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        connection_.run(commit_all, {}, {});
        open_ = false;
    }

private:
    store::Connection& connection_;
    bool open_ = true;
};

std::string context_of(const KeyName& name) {
    return "person key|" + std::to_string(name.shop.value()) + "|" + std::to_string(name.person.value()) + "|" +
           name.retention + "|" + name.group;
}
std::string context_of(ShopId shop, const std::string& purpose) {
    return "shop key|" + std::to_string(shop.value()) + "|" + purpose;
}

std::string_view view(const Key& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

Key unwrap(const Key& master, const store::Bytes& wrapped, const std::string& context) {
    const auto plain = open_sealed(master, wrapped, context);
    Key key;
    if (!plain || plain->size() != key.size())
        throw Broken("a key in the key store does not open: is master.key the right one?");
    std::memcpy(key.data(), plain->data(), key.size());
    return key;
}

struct File {
    int descriptor;
    ~File() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

void sync_folder(const std::filesystem::path& folder) {
    const File file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY)};
    if (file.descriptor < 0 || ::fsync(file.descriptor) != 0) throw Broken("the key folder cannot be made durable");
}

Key make_master(const std::filesystem::path& path) {
    const Key key = random_key();
    const File file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (file.descriptor < 0 || ::write(file.descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()) ||
        ::fsync(file.descriptor) != 0)
        throw Broken("the master key cannot be written");
    sync_folder(path.parent_path());
    return key;
}

Key read_master(const std::filesystem::path& path) {
    const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    Key key;
    if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0 ||
        ::read(file.descriptor, key.data(), key.size()) != static_cast<ssize_t>(key.size()))
        throw Broken("the master key cannot be read");
    if ((status.st_mode & 0077) != 0) throw Broken("other users may read master.key: take that away (chmod 600)");
    return key;
}

Key obtain_master(const std::filesystem::path& folder) {
    const auto path = folder / "master.key";
    if (std::filesystem::exists(path)) return read_master(path);
    if (std::filesystem::exists(folder / "keys.db")) throw Broken("there are keys, but master.key is gone");
    return make_master(path);
}

}  // namespace

KeyStore::KeyStore(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    master_ = obtain_master(folder);
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

    std::optional<store::Bytes> wrapped;
    const std::array<store::Value, 4> key{name.shop.value(), name.person.value(), name.retention, name.group};
    reading_->run(select_key, key, [&](const store::Row& row) { wrapped = row.bytes(0); });
    if (!wrapped) return std::nullopt;
    return unwrap(master_, *wrapped, context_of(name));
}

Key KeyStore::shop_key(ShopId shop, const std::string& purpose, Instant now) {
    const std::scoped_lock lock(writing_mutex_, mutex_);
    if (const auto found = shop_keys_.find({shop, purpose}); found != shop_keys_.end()) return found->second;

    std::optional<store::Bytes> wrapped;
    const std::array<store::Value, 2> name{shop.value(), purpose};
    reading_->run(select_shop_key, name, [&](const store::Row& row) { wrapped = row.bytes(0); });
    Key key;
    if (wrapped) {
        key = unwrap(master_, *wrapped, context_of(shop, purpose));
    } else {
        key = random_key();
        const auto sealed = seal(master_, view(key), context_of(shop, purpose));
        const std::array<store::Value, 4> row{shop.value(), purpose, store::BytesView{sealed},
                                              std::int64_t{now.time_since_epoch().count()}};
        writing_->run(insert_shop_key, row, {});
    }
    return shop_keys_.emplace(std::pair{shop, purpose}, key).first->second;
}

// Runs on the data's writing thread only. Keys stay findable in memory until they are in the file.
void KeyStore::make_durable() {
    std::vector<std::pair<KeyName, Pending>> waiting;
    {
        const std::scoped_lock lock(mutex_);
        waiting.assign(pending_.begin(), pending_.end());
    }
    if (waiting.empty()) return;

    const std::scoped_lock writing(writing_mutex_);
    Transaction transaction(*writing_);
    for (const auto& [name, pending] : waiting) {
        const auto sealed = seal(master_, view(pending.key), context_of(name));
        const std::array<store::Value, 6> row{
            name.shop.value(), name.person.value(),      name.retention,
            name.group,        store::BytesView{sealed}, std::int64_t{pending.created.time_since_epoch().count()}};
        writing_->run(insert_key, row, {});
    }
    transaction.commit();

    const std::scoped_lock lock(mutex_);
    for (auto& [name, pending] : waiting) {
        if (const auto found = pending_.find(name); found != pending_.end()) {
            wipe(found->second.key);
            pending_.erase(found);
        }
        wipe(pending.key);
    }
}

void KeyStore::shred(ShopId shop, PersonId person, const std::string& retention) {
    const std::scoped_lock lock(writing_mutex_, mutex_);
    std::erase_if(pending_, [&](const auto& waiting) {
        return waiting.first.shop == shop && waiting.first.person == person && waiting.first.retention == retention;
    });
    const std::array<store::Value, 3> name{shop.value(), person.value(), retention};
    writing_->run(delete_keys_of_person, name, {});
    writing_->run_script(empty_the_log);
}

std::size_t KeyStore::sweep_orphans(ShopId shop, Instant made_before, const std::function<bool(PersonId)>& is_known) {
    const std::scoped_lock writing(writing_mutex_);
    std::vector<KeyName> orphans;
    const std::array<store::Value, 2> age{shop.value(), std::int64_t{made_before.time_since_epoch().count()}};
    writing_->run(select_names, age, [&](const store::Row& row) {
        KeyName name{shop, PersonId{row.integer(0)}, row.text(1), row.text(2)};
        if (!is_known(name.person)) orphans.push_back(std::move(name));
    });
    if (orphans.empty()) return 0;
    Transaction transaction(*writing_);
    for (const auto& name : orphans) {
        const std::array<store::Value, 4> row{name.shop.value(), name.person.value(), name.retention, name.group};
        writing_->run(delete_key, row, {});
    }
    transaction.commit();
    writing_->run_script(empty_the_log);
    return orphans.size();
}

}  // namespace autojet::privacy
