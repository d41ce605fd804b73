#include "privacy/key_rotation.hpp"

#include <array>

#include "base/result.hpp"
#include "privacy/seal.hpp"
#include "privacy/wrapping.hpp"
#include "store/files.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view select_some =
    "SELECT shop, person, retention, expiry_group, wrapped FROM person_key "
    "WHERE (shop, person, retention, expiry_group) > ($1, $2, $3, $4) "
    "ORDER BY shop, person, retention, expiry_group LIMIT 500";
constexpr std::string_view update_person_key =
    "UPDATE person_key SET wrapped = $5 WHERE shop = $1 AND person = $2 AND retention = $3 AND expiry_group = $4";
constexpr std::string_view select_shop_keys = "SELECT shop, purpose, wrapped FROM shop_key ORDER BY shop, purpose";
constexpr std::string_view update_shop_key = "UPDATE shop_key SET wrapped = $3 WHERE shop = $1 AND purpose = $2";
const std::string empty_the_log = "PRAGMA wal_checkpoint(TRUNCATE)";

}  // namespace

KeyRotation::KeyRotation(const std::filesystem::path& folder)
    : folder_(folder), lock_(folder, KeyFolderLock::Use::alone) {
    namespace fs = std::filesystem;
    if (!fs::exists(master_file(folder)) || !fs::exists(folder / "keys.db"))
        throw Broken("there are no keys in this folder");
    const bool is_changed = fs::exists(old_master_file(folder)) && !fs::exists(next_master_file(folder));
    if (is_changed) {
        stage_ = Stage::destroy;
        return;
    }
    old_ = read_master(master_file(folder));
    const auto next = next_master_file(folder);
    next_ = fs::exists(next) ? read_master(next) : make_master(next);
    keys_ = store::sqlite::connect((folder / "keys.db").string());
}

KeyRotation::~KeyRotation() {
    wipe(old_);
    wipe(next_);
}

bool KeyRotation::step() {
    switch (stage_) {
        case Stage::persons:
            if (!wrap_some_of_persons()) stage_ = Stage::shops;
            return true;
        case Stage::shops:
            wrap_those_of_shops();
            stage_ = Stage::change;
            return true;
        case Stage::change:
            change_master();
            stage_ = Stage::destroy;
            return true;
        case Stage::destroy:
            destroy_master(old_master_file(folder_));
            stage_ = Stage::done;
            return true;
        case Stage::done:
            break;
    }
    return false;
}

bool KeyRotation::wrap_some_of_persons() {
    std::vector<std::pair<KeyName, store::Bytes>> some;
    const std::array<store::Value, 4> after{last_.shop.value(), last_.person.value(), last_.retention, last_.group};
    keys_->run(select_some, after, [&](const store::Row& row) {
        some.emplace_back(KeyName{ShopId{row.integer(0)}, PersonId{row.integer(1)}, row.text(2), row.text(3)},
                          row.bytes(4));
    });
    if (some.empty()) return false;

    KeyTransaction transaction(*keys_);
    for (const auto& [name, wrapped] : some) {
        const auto anew = wrapped_anew(wrapped, wrapping_context(name));
        if (!anew) continue;
        const std::array<store::Value, 5> row{name.shop.value(), name.person.value(), name.retention, name.group,
                                              store::BytesView{*anew}};
        keys_->run(update_person_key, row, {});
    }
    transaction.commit();
    last_ = some.back().first;
    return true;
}

void KeyRotation::wrap_those_of_shops() {
    struct Wrapped {
        ShopId shop;
        std::string purpose;
        store::Bytes wrapped;
    };
    std::vector<Wrapped> all;
    keys_->run(select_shop_keys, {}, [&](const store::Row& row) {
        all.push_back({ShopId{row.integer(0)}, row.text(1), row.bytes(2)});
    });
    KeyTransaction transaction(*keys_);
    for (const auto& [shop, purpose, wrapped] : all) {
        const auto anew = wrapped_anew(wrapped, wrapping_context(shop, purpose));
        if (!anew) continue;
        const std::array<store::Value, 3> row{shop.value(), purpose, store::BytesView{*anew}};
        keys_->run(update_shop_key, row, {});
    }
    transaction.commit();
    keys_->run_script(empty_the_log);
}

std::optional<store::Bytes> KeyRotation::wrapped_anew(const store::Bytes& wrapped, const std::string& context) {
    if (auto key = unwrap(old_, wrapped, context)) {
        auto anew = wrap(next_, *key, context);
        wipe(*key);
        ++count_;
        return anew;
    }
    auto key = unwrap(next_, wrapped, context);
    if (!key) throw Broken("a key opens with neither master key; nothing was destroyed");
    wipe(*key);
    return std::nullopt;
}

// The old one keeps a name until it has been written over.
void KeyRotation::change_master() {
    keys_.reset();
    const auto old = old_master_file(folder_);
    std::filesystem::remove(old);
    std::filesystem::create_hard_link(master_file(folder_), old);
    store::sync(folder_);
    std::filesystem::rename(next_master_file(folder_), master_file(folder_));
    store::sync(folder_);
}

}  // namespace autojet::privacy
