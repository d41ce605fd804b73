#include "privacy/wrapping.hpp"

#include <cstring>

#include "privacy/seal.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view begin = "BEGIN IMMEDIATE";
constexpr std::string_view commit_all = "COMMIT";
constexpr std::string_view roll_back = "ROLLBACK";

}  // namespace

std::string wrapping_context(const KeyName& name) {
    return "person key|" + std::to_string(name.shop.value()) + "|" + std::to_string(name.person.value()) + "|" +
           name.retention + "|" + name.group;
}

std::string wrapping_context(ShopId shop, const std::string& purpose) {
    return "shop key|" + std::to_string(shop.value()) + "|" + purpose;
}

store::Bytes wrap(const Key& master, const Key& key, const std::string& context) {
    return seal(master, {reinterpret_cast<const char*>(key.data()), key.size()}, context);
}

std::optional<Key> unwrap(const Key& master, store::BytesView wrapped, const std::string& context) {
    const auto plain = open_sealed(master, wrapped, context);
    Key key;
    if (!plain || plain->size() != key.size()) return std::nullopt;
    std::memcpy(key.data(), plain->data(), key.size());
    return key;
}

KeyTransaction::KeyTransaction(store::Connection& connection) : connection_(connection) {
    connection_.run(begin, {}, {});
}

KeyTransaction::~KeyTransaction() {
    if (!open_) return;
    try {
        connection_.run(roll_back, {}, {});
    } catch (const std::exception&) {
        // SQLite has rolled back by itself; what went wrong is on its way to the caller.
    }
}

void KeyTransaction::commit() {
    connection_.run(commit_all, {}, {});
    open_ = false;
}

}  // namespace autojet::privacy
