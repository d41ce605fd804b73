#include "scheduling/claims.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace autojet::scheduling {

namespace {

constexpr std::string_view insert_claims =
    "WITH RECURSIVE span (quantum) AS (SELECT $3 UNION ALL SELECT quantum + 1 FROM span WHERE quantum + 1 < $4) "
    "INSERT INTO claim (shop, resource, quantum, holder) SELECT $1, $2, quantum, $5 FROM span WHERE TRUE "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view select_any_claim =
    "SELECT 1 FROM claim WHERE shop = $1 AND resource = $2 AND quantum >= $3 AND quantum < $4 LIMIT 1";
constexpr std::string_view delete_claims =
    "DELETE FROM claim WHERE shop = $1 AND resource = $2 AND quantum >= $3 AND quantum < $4 AND holder = $5";
constexpr std::string_view select_claims =
    "SELECT quantum FROM claim WHERE shop = $1 AND resource = $2 AND quantum >= $3 AND quantum < $4 ORDER BY quantum";
constexpr std::string_view select_resources = "SELECT resource FROM resource WHERE shop = $1 ORDER BY resource";

constexpr std::string_view insert_block =
    "INSERT INTO block (shop, block, resource, start_time, end_time, reason) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_block =
    "SELECT block, resource, start_time, end_time, reason FROM block WHERE shop = $1 AND block = $2";
constexpr std::string_view delete_block = "DELETE FROM block WHERE shop = $1 AND block = $2";
constexpr std::string_view select_blocks =
    "SELECT block, resource, start_time, end_time, reason FROM block "
    "WHERE shop = $1 AND start_time < $3 AND end_time > $2 ORDER BY start_time";

constexpr EnumNames<4> reason_codes{"maintenance", "absence", "own_work", "other"};
constexpr EnumNames<4> reason_labels{"Maintenance", "Nobody there", "Own work", "Other"};

std::int64_t quantum_at(Instant instant) {
    return std::chrono::floor<std::chrono::minutes>(instant).time_since_epoch() / quantum_length;
}

// The quantum after the last one that the span touches.
std::int64_t quantum_past(Instant end) {
    return quantum_at(end - std::chrono::seconds{1}) + 1;
}

Block block_from(const store::Row& row) {
    return {Id<Block>{row.integer(0)},
            ResourceId{row.integer(1)},
            {row.instant(2), row.instant(3)},
            block_reason_from_code(row.text(4)).value()};
}

tl::unexpected<Error> slot_taken() {
    return refuse(ErrorCode::conflict, "slot_taken", "This time was just taken. Please choose another.", "start");
}

}  // namespace

Result<ResourceId> claim_any(store::Tx& tx, const Rules& rules, const Need& need, Span span, std::int64_t holder) {
    span.end += need.buffer;
    for (const auto& resource : rules.resources) {
        if (!resource.suits(need)) continue;
        if (tx.has(select_any_claim, resource.id, quantum_at(span.start), quantum_past(span.end))) continue;
        if (auto claimed = claim(tx, resource.id, span, holder); !claimed) return tl::unexpected(claimed.error());
        return resource.id;
    }
    return slot_taken();
}

Result<void> claim(store::Tx& tx, ResourceId resource, Span span, std::int64_t holder) {
    const auto first = quantum_at(span.start);
    const auto past = quantum_past(span.end);
    if (tx.run(insert_claims, resource, first, past, holder) != past - first) return slot_taken();
    tx.announce(store::Topic::calendar);
    return {};
}

void release(store::Tx& tx, std::int64_t holder, ResourceId resource, Span span) {
    tx.run(delete_claims, resource, quantum_at(span.start), quantum_past(span.end + longest_buffer), holder);
    tx.announce(store::Topic::calendar);
}

Occupancy::Occupancy(store::Tx& tx, Span range)
    : first_quantum_(quantum_at(range.start)), last_quantum_(quantum_past(range.end)) {
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(last_quantum_ - first_quantum_, 0));
    for (const auto id : tx.all(select_resources, [](const store::Row& row) { return ResourceId{row.integer(0)}; })) {
        auto& [resource, taken] = taken_.emplace_back(id, std::vector<bool>(length, false));
        tx.each(
            select_claims,
            [&, &bits = taken](const store::Row& row) {
                bits[static_cast<std::size_t>(row.integer(0) - first_quantum_)] = true;
            },
            id, first_quantum_, last_quantum_);
    }
}

bool Occupancy::is_free(ResourceId resource, Span span) const {
    const auto found = std::ranges::find(taken_, resource, &std::pair<ResourceId, std::vector<bool>>::first);
    if (found == taken_.end()) return false;
    const auto from = std::max(quantum_at(span.start), first_quantum_) - first_quantum_;
    const auto to = std::min(quantum_past(span.end), last_quantum_) - first_quantum_;
    const auto begin = found->second.begin();
    return std::find(begin + from, begin + std::max(from, to), true) == begin + std::max(from, to);
}

std::string_view code(BlockReason reason) {
    return name_in(reason_codes, reason);
}
std::string_view label(BlockReason reason) {
    return name_in(reason_labels, reason);
}
std::optional<BlockReason> block_reason_from_code(std::string_view text) {
    return value_in<BlockReason>(reason_codes, text);
}

Result<Block> block(store::Tx& tx, ResourceId resource, Span span, BlockReason reason) {
    const Block made{tx.new_id<Block>(), resource, span, reason};
    if (auto claimed = claim(tx, resource, span, made.id.value()); !claimed) return tl::unexpected(claimed.error());
    tx.run(insert_block, made.id, resource, span.start, span.end, code(reason));
    return made;
}

Result<void> unblock(store::Tx& tx, Id<Block> id) {
    const auto found = tx.find(select_block, block_from, id);
    if (!found) return refuse(ErrorCode::not_found, "not_found", "This block is not there any more.");
    release(tx, found->id.value(), found->resource, found->span);
    tx.run(delete_block, id);
    return {};
}

std::vector<Block> blocks_between(store::Tx& tx, Span range) {
    return tx.all(select_blocks, block_from, range.start, range.end);
}

}  // namespace autojet::scheduling
