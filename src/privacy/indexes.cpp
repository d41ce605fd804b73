#include "privacy/indexes.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view delete_entries = "DELETE FROM blind_index WHERE shop = $1 AND person = $2";

}  // namespace

void unindex(store::Tx& tx, PersonId person) {
    tx.run(delete_entries, person);
}

}  // namespace autojet::privacy
