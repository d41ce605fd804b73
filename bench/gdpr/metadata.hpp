// The metadata in our own store, readable and indexed: the same with the locks on and off.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gdpr/mixes.hpp"
#include "store/tx.hpp"

namespace bench::gdpr {

inline constexpr autojet::ShopId shop{1};

// The rows lie by purpose, which is what is asked for most; PostgreSQL has its rows in the same order.
extern const std::string create_metadata;

void add_metadata(autojet::store::Tx& tx, const Record& record);
// False when there is no such record.
bool remove_metadata(autojet::store::Tx& tx, std::int64_t record);

// What the person of this record objected to; nothing when there is no such record.
std::optional<std::string> find_objection(autojet::store::Tx& tx, std::int64_t record);

// Each answers how many records it read or changed.
std::int64_t read_metadata(autojet::store::Tx& tx, const Operation& operation);
std::int64_t change_metadata(autojet::store::Tx& tx, const Operation& operation);

}  // namespace bench::gdpr
