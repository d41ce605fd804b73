// How keys lie in the file of keys: each sealed by the master key and bound to its name.
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "privacy/key_store.hpp"

namespace autojet::privacy {

std::string wrapping_context(const KeyName& name);
std::string wrapping_context(ShopId shop, const std::string& purpose);

store::Bytes wrap(const Key& master, const Key& key, const std::string& context);
// Nothing when another master key, or another name, is what it was wrapped with.
std::optional<Key> unwrap(const Key& master, store::BytesView wrapped, const std::string& context);

// A transaction of the file of keys; rolls back unless it was committed.
class KeyTransaction {
public:
    explicit KeyTransaction(store::Connection& connection);
    ~KeyTransaction();
    KeyTransaction(const KeyTransaction&) = delete;
    KeyTransaction& operator=(const KeyTransaction&) = delete;
    void commit();

private:
    store::Connection& connection_;
    bool open_ = true;
};

}  // namespace autojet::privacy
