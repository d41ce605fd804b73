// The way by which a processor gives a shop all of its data back (policy S3, GDPR 28(3)(g)): every sealed value of one
// shop, opened for the shop itself. Beginning it is an entry in the shop's ledger, before anything is opened.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "privacy/ledger.hpp"

namespace autojet::privacy {

class Handback {
public:
    // The entry is on disk when this answers.
    Handback(store::Database& database, KeyStore& keys, Ledger& ledger, ShopId shop);

    // The value of `field` ("table.column"). Whose it is and which row it lies in are among the row's numbers: the
    // cipher tells which. Nothing when its key is gone.
    std::optional<std::string> open(std::string_view field, store::BytesView sealed,
                                    std::span<const std::int64_t> numbers);

private:
    KeyStore& keys_;
    ShopId shop_;
    std::map<PersonId, std::vector<KeyName>> names_;
};

}  // namespace autojet::privacy
