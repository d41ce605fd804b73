// Delivering messages to people who do not exist helps nobody.
#pragma once

#include "store/tx.hpp"

namespace autojet::cli {

inline void forget_messages(store::Tx& tx) {
    tx.run("DELETE FROM outbox WHERE shop = $1");
}

}  // namespace autojet::cli
