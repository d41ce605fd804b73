// What every slice is given when it is made. All of it outlives the slices.
#pragma once

#include "base/clock.hpp"
#include "base/messages.hpp"
#include "http/assets.hpp"
#include "http/events.hpp"
#include "http/html.hpp"
#include "privacy/checkpoints.hpp"
#include "privacy/gate.hpp"
#include "privacy/policies.hpp"
#include "privacy/vault.hpp"
#include "shop/shop.hpp"
#include "store/database.hpp"

namespace autojet {

struct House {
    const Clock& clock;
    store::Database& database;
    privacy::Vault& vault;
    privacy::Gate& gate;
    privacy::Ledger& ledger;
    privacy::Signer& signer;
    privacy::Checkpoints& checkpoints;
    privacy::Policies& policies;
    const shop::Directory& shops;
    const Messages& messages;
    const http::Assets& assets;
    const http::Templates& templates;
    http::EventHub& events;
};

}  // namespace autojet
