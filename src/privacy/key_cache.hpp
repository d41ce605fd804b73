// Unwrapped keys of the people who were asked for last, so that opening several of their fields reads and unwraps their
// key once. Bounded; what has to make room, or is forgotten, is wiped.
#pragma once

#include <optional>
#include <vector>

#include "privacy/key_name.hpp"
#include "privacy/master_key.hpp"

namespace autojet::privacy {

// Not for use by several threads at once.
class KeyCache {
public:
    // A place for one key of one person each; people share places by chance.
    explicit KeyCache(std::size_t places) : places_(places) {}
    ~KeyCache();
    KeyCache(const KeyCache&) = delete;
    KeyCache& operator=(const KeyCache&) = delete;

    [[nodiscard]] std::optional<Key> find(const KeyName& name) const;
    void keep(const KeyName& name, const Key& key);
    // Whatever key of this person is here.
    void forget(ShopId shop, PersonId person);

private:
    struct Kept {
        KeyName name;
        Key key{};
    };

    [[nodiscard]] std::size_t place_of(ShopId shop, PersonId person) const;

    std::vector<Kept> places_;
};

}  // namespace autojet::privacy
