// What is taken: one row for each bay and five minutes of UTC, kept apart by the database itself
// (PRIMARY KEY (shop, resource, quantum)), so that no two holders ever share a bay.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scheduling/rules.hpp"

namespace autojet::scheduling {

// Takes the first bay that suits and is free for the whole span and the buffer behind it. Refuses with `slot_taken`;
// field "start".
Result<ResourceId> claim_any(store::Tx& tx, const Rules& rules, const Need& need, Span span, std::int64_t holder);

// Takes this bay for the span. Refuses with `slot_taken`.
Result<void> claim(store::Tx& tx, ResourceId resource, Span span, std::int64_t holder);

// Gives back everything that the holder has there, a buffer behind the span too.
void release(store::Tx& tx, std::int64_t holder, ResourceId resource, Span span);

// Which bays are taken when, for one range of time: answers without asking the database again.
class Occupancy {
public:
    Occupancy(store::Tx& tx, Span range);

    [[nodiscard]] bool is_free(ResourceId resource, Span span) const;

private:
    std::int64_t first_quantum_;
    std::int64_t last_quantum_;
    std::vector<std::pair<ResourceId, std::vector<bool>>> taken_;
};

enum class BlockReason { maintenance, absence, own_work, other };
inline constexpr std::array all_block_reasons{BlockReason::maintenance, BlockReason::absence, BlockReason::own_work,
                                              BlockReason::other};
std::string_view code(BlockReason reason);
std::string_view label(BlockReason reason);  // English, msgid
std::optional<BlockReason> block_reason_from_code(std::string_view text);

struct Block {
    Id<Block> id;
    ResourceId resource;
    Span span;
    BlockReason reason{};
};

// Takes a bay out of planning for a while. Refuses with `slot_taken` when something is planned there.
Result<Block> block(store::Tx& tx, ResourceId resource, Span span, BlockReason reason);
// Refuses with `not_found`.
Result<void> unblock(store::Tx& tx, Id<Block> id);
std::vector<Block> blocks_between(store::Tx& tx, Span range);

}  // namespace autojet::scheduling
