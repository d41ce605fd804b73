#include "privacy/key_cache.hpp"

#include "privacy/seal.hpp"

namespace autojet::privacy {

KeyCache::~KeyCache() {
    for (auto& kept : places_) wipe(kept.key);
}

std::optional<Key> KeyCache::find(const KeyName& name) const {
    const auto& kept = places_[place_of(name.shop, name.person)];
    return kept.name == name ? std::optional{kept.key} : std::nullopt;
}

void KeyCache::keep(const KeyName& name, const Key& key) {
    places_[place_of(name.shop, name.person)] = {name, key};
}

void KeyCache::forget(ShopId shop, PersonId person) {
    auto& kept = places_[place_of(shop, person)];
    if (kept.name.shop != shop || kept.name.person != person) return;
    wipe(kept.key);
    kept.name = {};
}

// Numbers of people grow with time: their low bits tell them apart (Knuth's multiplicative hashing).
std::size_t KeyCache::place_of(ShopId shop, PersonId person) const {
    const auto bits =
        static_cast<std::uint64_t>(person.value()) * 0x9E3779B97F4A7C15 + static_cast<std::uint64_t>(shop.value());
    return static_cast<std::size_t>((bits ^ (bits >> 32)) % places_.size());
}

}  // namespace autojet::privacy
