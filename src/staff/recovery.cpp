#include "staff/recovery.hpp"

#include <sodium.h>

#include "base/encoding.hpp"
#include "privacy/seal.hpp"
#include "staff/totp.hpp"

namespace autojet::staff {

namespace {

using privacy::Vault;

constexpr int recovery_codes = 10;
constexpr std::size_t code_bytes = 10;
constexpr std::size_t digest_bytes = 32;

constexpr std::string_view select_digests = "SELECT digests FROM staff_recovery WHERE shop = $1 AND account = $2";
constexpr std::string_view update_digests = "UPDATE staff_recovery SET digests = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view insert_digests = "INSERT INTO staff_recovery (shop, account, digests) VALUES ($1, $2, $3)";
constexpr std::string_view delete_digests = "DELETE FROM staff_recovery WHERE shop = $1 AND account = $2";

store::Bytes digest_of(store::Tx& tx, Vault& vault, PersonId account, std::string_view code) {
    const auto message = std::to_string(account.value()) + ":" + std::string(code);
    return vault.shop_digest(tx.shop(), "staff recovery", message, tx.now());
}

store::Bytes find_digests(store::Tx& tx, PersonId account) {
    return tx
        .find(
            select_digests, [](const store::Row& row) { return row.bytes(0); }, account)
        .value_or(store::Bytes{});
}

}  // namespace

std::int64_t recovery_codes_left(store::Tx& tx, PersonId account) {
    return static_cast<std::int64_t>(find_digests(tx, account).size() / digest_bytes);
}

RecoveryCodes renew_recovery_codes(store::Tx& tx, Vault& vault, PersonId account) {
    RecoveryCodes codes;
    store::Bytes digests;
    while (codes.size() < recovery_codes) {
        std::string random(code_bytes, '\0');
        randombytes_buf(random.data(), random.size());
        const auto digest = digest_of(tx, vault, account, random);
        digests.insert(digests.end(), digest.begin(), digest.end());
        codes.push_back(in_groups_of_four(encode_base32(random), '-'));
    }
    remove_recovery_codes(tx, account);
    tx.run(insert_digests, account, digests);
    return codes;
}

bool use_recovery_code(store::Tx& tx, Vault& vault, PersonId account, std::string_view typed) {
    const auto code = decode_base32(typed);
    if (!code || code->size() != code_bytes) return false;
    const auto digest = digest_of(tx, vault, account, *code);
    const auto kept = find_digests(tx, account);
    store::Bytes left;
    for (std::size_t at = 0; at + digest_bytes <= kept.size(); at += digest_bytes) {
        const auto one = store::BytesView(kept).subspan(at, digest_bytes);
        if (!privacy::same_bytes(one, digest)) left.insert(left.end(), one.begin(), one.end());
    }
    if (left.size() == kept.size()) return false;
    tx.run(update_digests, account, left);
    return true;
}

void remove_recovery_codes(store::Tx& tx, PersonId account) {
    tx.run(delete_digests, account);
}

}  // namespace autojet::staff
