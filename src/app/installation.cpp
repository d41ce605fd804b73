#include "app/installation.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/resources.hpp"
#include "app/setup.hpp"
#include "copies/restore.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::app {

namespace {

constexpr std::string_view select_shop_table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'shop'";

constexpr std::string_view select_somebody = "SELECT 1 FROM person UNION ALL SELECT 1 FROM staff_account LIMIT 1";

// New keys for data that was sealed with others would open nothing of it.
void refuse_data_without_keys(const Config& config) {
    if (std::filesystem::exists(config.keys / "keys.db")) return;
    bool has_people = false;
    store::sqlite::connect(database_file(config.data).string())->run(select_somebody, {}, [&](const store::Row&) {
        has_people = true;
    });
    if (has_people) throw Broken("the keys of this data are not here; say with --keys where they are");
}

std::vector<Shop> load_shops(const Config& config) {
    const auto connection = store::sqlite::connect(database_file(config.data).string());
    auto shops = shop::load_all(*connection);
    if (shops.empty()) throw Broken("this data folder has no shop; run autojet init");
    const std::string here =
        "http://" + (config.address.find(':') == std::string::npos ? config.address : "[" + config.address + "]") +
        ":" + std::to_string(config.port);
    if (!config.url.empty()) {
        shops.front().url = config.url;
        shops.front().hosts.push_back(host_of(config.url));
    }
    for (auto& shop : shops)
        if (shop.url.empty()) shop.url = here;
    return shops;
}

std::vector<Shop> prepared_shops(const Config& config, const Clock& clock) {
    if (!config.finishes_restore) copies::refuse_unfinished(config.data);
    prepare_database(config.data, clock);
    refuse_data_without_keys(config);
    return load_shops(config);
}

}  // namespace

// In the order in which they need each other.
struct Installation::Parts {
    Parts(const Config& config, const Clock& clock)
        : shops(prepared_shops(config, clock)),
          database(store::sqlite::open({.path = database_file(config.data).string()}, clock)),
          keys(config.keys),
          vault(keys, *database),
          policies(*database),
          gate(policies),
          ledger(*database, vault),
          signer(keys),
          checkpoints(*database, vault, signer),
          messages(dutch_messages()),
          assets(all_assets()),
          sources(all_templates()),
          templates(
              sources, [this](std::string_view name) { return assets.url(name); },
              [this](Language language, std::string_view msgid) { return messages.find(language, msgid); }),
          house{clock,    *database, vault,    gate,   ledger,    signer, checkpoints,
                policies, shops,     messages, assets, templates, events} {}

    shop::Directory shops;
    std::unique_ptr<store::Database> database;
    privacy::KeyStore keys;
    privacy::Vault vault;
    privacy::Policies policies;
    privacy::Gate gate;
    privacy::Ledger ledger;
    privacy::Signer signer;
    privacy::Checkpoints checkpoints;
    Messages messages;
    http::Assets assets;
    std::vector<http::TemplateSource> sources;
    http::Templates templates;
    http::EventHub events;
    House house;
};

Installation::Installation(const Config& config, const Clock& clock) : parts_(std::make_unique<Parts>(config, clock)) {}
Installation::~Installation() = default;

const House& Installation::house() const {
    return parts_->house;
}
privacy::KeyStore& Installation::keys() const {
    return parts_->keys;
}

copies::Places places(const Config& config) {
    const auto migrations = all_migrations();
    return {config.data, config.keys, store::column_notes(migrations)};
}

bool is_set_up(const std::filesystem::path& data) {
    copies::refuse_unfinished(data);
    if (!std::filesystem::exists(database_file(data))) return false;
    const auto connection = store::sqlite::connect(database_file(data).string());
    bool has_shop = false;
    connection->run(select_shop_table, {}, [&](const store::Row&) { has_shop = true; });
    return has_shop && !shop::load_all(*connection).empty();
}

DataLock::DataLock(const std::filesystem::path& data) {
    std::filesystem::create_directories(data);
    descriptor_ = ::open((data / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw Broken("the data folder cannot be written");
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor_);
        throw Broken("another autojet serves this data folder");
    }
}

DataLock::~DataLock() {
    ::close(descriptor_);
}

}  // namespace autojet::app
