#include "privacy/handback.hpp"

#include "privacy/seal.hpp"

namespace autojet::privacy {

Handback::Handback(store::Database& database, KeyStore& keys, Ledger& ledger, ShopId shop) : keys_(keys), shop_(shop) {
    database.write(shop, [&](store::Tx& tx) -> Result<void> {
        ledger.note(tx, shop_exported);
        return {};
    });
    for (auto& name : keys.names(shop)) names_[name.person].push_back(name);
}

std::optional<std::string> Handback::open(std::string_view field, store::BytesView sealed,
                                          std::span<const std::int64_t> numbers) {
    for (const auto subject : numbers) {
        const auto found = names_.find(PersonId{subject});
        if (found == names_.end()) continue;
        for (const auto& name : found->second) {
            auto key = keys_.find(name);
            if (!key) continue;
            std::optional<std::string> text;
            for (const auto row : numbers) {
                if (text) break;
                text = open_sealed(*key, sealed, context_of(shop_, name.person, {.field = field, .row = row}));
            }
            wipe(*key);
            if (text) return text;
        }
    }
    return std::nullopt;
}

}  // namespace autojet::privacy
