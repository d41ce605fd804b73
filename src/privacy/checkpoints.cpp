#include "privacy/checkpoints.hpp"

#include <charconv>

#include "base/encoding.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view select_newest =
    "SELECT sequence, hash FROM ledger WHERE shop = $1 ORDER BY sequence DESC LIMIT 1";
constexpr std::string_view select_ends =
    "SELECT COALESCE(MIN(sequence), 0), COALESCE(MAX(sequence), 0) FROM ledger WHERE shop = $1";
constexpr std::string_view select_hash = "SELECT hash FROM ledger WHERE shop = $1 AND sequence = $2";
constexpr std::string_view select_signed = "SELECT 1 FROM ledger_checkpoint WHERE shop = $1 AND sequence = $2";
constexpr std::string_view insert_checkpoint =
    "INSERT INTO ledger_checkpoint (shop, sequence, at_time, hash, signature) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view select_checkpoints =
    "SELECT sequence, at_time, hash, signature FROM ledger_checkpoint WHERE shop = $1 ORDER BY sequence";
constexpr std::string_view delete_old =
    "DELETE FROM ledger_checkpoint WHERE shop = $1 AND NOT EXISTS "
    "(SELECT 1 FROM ledger WHERE ledger.shop = $1 AND ledger.sequence <= ledger_checkpoint.sequence)";

// Of the days that are over the last one is enough: it covers what came before it.
constexpr std::string_view delete_covered =
    "DELETE FROM ledger_checkpoint WHERE shop = $1 AND at_time < $2 AND EXISTS "
    "(SELECT 1 FROM ledger_checkpoint later WHERE later.shop = $1 AND later.sequence > ledger_checkpoint.sequence "
    "AND later.at_time / 86400 = ledger_checkpoint.at_time / 86400)";

constexpr std::string_view use = "ledger checkpoint";

std::string hex(const store::Bytes& bytes) {
    return encode_hex(store::as_text(bytes));
}

std::string signed_text(ShopId shop, const Checkpoint& checkpoint) {
    return "shop " + std::to_string(shop.value()) + ", entry " + std::to_string(checkpoint.sequence) + ", time " +
           std::to_string(checkpoint.at.time_since_epoch().count()) + ", hash " + checkpoint.hash;
}

// As the keys remember it: "SEQUENCE HASH".
std::string anchor_of(const Checkpoint& checkpoint) {
    return std::to_string(checkpoint.sequence) + " " + checkpoint.hash;
}
std::int64_t sequence_of(std::string_view anchor) {
    std::int64_t sequence = 0;
    std::from_chars(anchor.data(), anchor.data() + anchor.size(), sequence);
    return sequence;
}

struct Ends {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

tl::unexpected<Error> cut_off(std::int64_t last, std::int64_t known) {
    return refuse(ErrorCode::conflict, "end_cut_off",
                  "The ledger ends at entry " + std::to_string(last) + ", but entry " + std::to_string(known) +
                      " was signed once.");
}

}  // namespace

std::optional<Checkpoint> Checkpoints::sign_newest(ShopId shop) {
    const auto newest = database_.read(shop, [](store::Tx& tx) {
        auto found = tx.find(select_newest, [](const store::Row& row) {
            return Checkpoint{row.integer(0), {}, hex(row.bytes(1)), {}};
        });
        if (found && tx.has(select_signed, found->sequence)) found.reset();
        if (found) found->at = tx.now();
        return found;
    });
    if (!newest) return std::nullopt;
    auto checkpoint = *newest;
    checkpoint.signature = signer_.sign(shop, use, signed_text(shop, checkpoint), checkpoint.at);
    signer_.set_anchor(shop, anchor_of(checkpoint));
    (void)database_.write(shop, [&](store::Tx& tx) -> Result<void> {
        const auto hash = decode_hex(checkpoint.hash).value();
        tx.run(insert_checkpoint, checkpoint.sequence, checkpoint.at, std::as_bytes(std::span(hash)),
               checkpoint.signature);
        return {};
    });
    return checkpoint;
}

Result<LedgerReport> Checkpoints::verify(store::Tx& tx) const {
    const auto entries = verify_ledger(tx, vault_);
    if (!entries) return tl::unexpected(entries.error());
    const auto ends = tx.find(select_ends, [](const store::Row& row) {
                            return Ends{row.integer(0), row.integer(1)};
                        }).value();
    const auto hash_at = [&](std::int64_t sequence) {
        return tx.find(
            select_hash, [](const store::Row& row) { return hex(row.bytes(0)); }, sequence);
    };
    LedgerReport report{.entries = *entries, .checkpoints = 0, .newest = std::nullopt};
    const auto checkpoints = tx.all(select_checkpoints, [](const store::Row& row) {
        return Checkpoint{row.integer(0), row.instant(1), hex(row.bytes(2)), row.text(3)};
    });
    for (const auto& checkpoint : checkpoints) {
        if (checkpoint.sequence > ends.last) return cut_off(ends.last, checkpoint.sequence);
        const bool genuine =
            signer_.verify(tx.shop(), use, signed_text(tx.shop(), checkpoint), checkpoint.signature, checkpoint.at);
        const bool fits = checkpoint.sequence < ends.first || hash_at(checkpoint.sequence) == checkpoint.hash;
        if (!genuine || !fits)
            return refuse(ErrorCode::conflict, "checkpoint_forged",
                          "The checkpoint at entry " + std::to_string(checkpoint.sequence) + " does not fit.");
        ++report.checkpoints;
        report.newest = checkpoint;
    }
    const auto anchor = signer_.find_anchor(tx.shop());
    if (anchor && sequence_of(*anchor) > ends.last) return cut_off(ends.last, sequence_of(*anchor));
    if (anchor && sequence_of(*anchor) >= ends.first && ends.last > 0 &&
        !anchor->ends_with(" " + hash_at(sequence_of(*anchor)).value_or("")))
        return refuse(ErrorCode::conflict, "chain_broken", "The ledger is not the one that the keys remember.");
    return report;
}

std::int64_t Checkpoints::forget_old(ShopId shop, const policy::Published& policy) {
    bool is_empty = false;
    const auto count = database_.write(shop, [&](store::Tx& tx) -> Result<std::int64_t> {
        const auto deleted = forget_old_entries(tx, policy);
        tx.run(delete_old);
        tx.run(delete_covered, Instant{std::chrono::floor<std::chrono::days>(tx.now())});
        is_empty = !tx.has(select_newest);
        return deleted;
    });
    // Nothing was opened for so long that no entry is left: the next chain begins anew.
    if (*count > 0 && is_empty) signer_.set_anchor(shop, "0 ");
    return *count;
}

}  // namespace autojet::privacy
