#include "staff/second_factor.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "privacy/seal.hpp"
#include "staff/accounts.hpp"
#include "staff/totp.hpp"

namespace autojet::staff {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr int recovery_codes = 10;
constexpr std::size_t code_bytes = 10;
constexpr std::size_t digest_bytes = 32;

constexpr std::string_view select_confirmed =
    "SELECT 1 FROM staff_second_factor WHERE shop = $1 AND account = $2 AND confirmed IS NOT NULL";
constexpr std::string_view select_factor =
    "SELECT secret, last_step, recovery, confirmed FROM staff_second_factor WHERE shop = $1 AND account = $2";
constexpr std::string_view insert_factor =
    "INSERT INTO staff_second_factor (shop, account, secret, last_step, recovery) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view update_confirmed =
    "UPDATE staff_second_factor SET confirmed = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view update_step =
    "UPDATE staff_second_factor SET last_step = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view update_recovery =
    "UPDATE staff_second_factor SET recovery = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_factor = "DELETE FROM staff_second_factor WHERE shop = $1 AND account = $2";

struct Factor {
    Secret secret;
    std::int64_t last_step;
    store::Bytes recovery;
    bool confirmed;
};

Place place_of(PersonId account) {
    return {RetentionClass::staff, "staff_second_factor.secret", account.value()};
}

std::optional<Factor> find_factor(store::Tx& tx, Vault& vault, PersonId account) {
    std::optional<Factor> found;
    tx.each(
        select_factor,
        [&](const store::Row& row) {
            auto secret = vault.unseal<policy::Category::staff>(tx, account, row.bytes(0), place_of(account));
            if (secret) found = Factor{std::move(*secret), row.integer(1), row.bytes(2), !row.is_null(3)};
        },
        account);
    return found;
}

tl::unexpected<Error> wrong_code() {
    return refuse(ErrorCode::unauthenticated, "wrong_code",
                  "This code is not right, or it was used already. Please take the newest one.", "code");
}

// What people type, without the spaces and dashes that make it readable.
std::string bare(std::string_view typed) {
    std::string text(typed);
    std::erase_if(text, [](char letter) { return letter == ' ' || letter == '-'; });
    return text;
}

bool use_code(store::Tx& tx, const Factor& factor, const Warrant& warrant, PersonId account, std::string_view typed) {
    const auto secret = totp_secret_from(factor.secret.open(warrant));
    const auto step = matching_step(secret, bare(typed), tx.now(), factor.last_step);
    if (step) tx.run(update_step, account, *step);
    return step.has_value();
}

store::Bytes recovery_digest(store::Tx& tx, Vault& vault, PersonId account, std::string_view code) {
    const auto message = std::to_string(account.value()) + ":" + std::string(code);
    return vault.shop_digest(tx.shop(), "staff recovery", message, tx.now());
}

bool use_recovery_code(store::Tx& tx, Vault& vault, const Factor& factor, PersonId account, std::string_view typed) {
    const auto code = decode_base32(typed);
    if (!code || code->size() != code_bytes) return false;
    const auto digest = recovery_digest(tx, vault, account, *code);
    const auto& kept = factor.recovery;
    store::Bytes left;
    for (std::size_t at = 0; at + digest_bytes <= kept.size(); at += digest_bytes) {
        const auto one = store::BytesView(kept).subspan(at, digest_bytes);
        if (!privacy::same_bytes(one, digest)) left.insert(left.end(), one.begin(), one.end());
    }
    if (left.size() == kept.size()) return false;
    tx.run(update_recovery, account, left);
    return true;
}

}  // namespace

bool has_second_factor(store::Tx& tx, PersonId account) {
    return tx.has(select_confirmed, account);
}

std::int64_t recovery_codes_left(store::Tx& tx, PersonId account) {
    const auto kept = tx.find(
        select_factor, [](const store::Row& row) { return row.bytes(2).size(); }, account);
    return static_cast<std::int64_t>(kept.value_or(0) / digest_bytes);
}

Result<void> begin_second_factor(store::Tx& tx, Vault& vault, PersonId account) {
    if (has_second_factor(tx, account))
        return refuse(ErrorCode::conflict, "second_factor_on", "A code is asked at your sign-in already.");
    remove_second_factor(tx, account);
    const auto secret = Secret::of(account, totp_secret_text(new_totp_secret()));
    tx.run(insert_factor, account, vault.seal(tx, secret, place_of(account)), std::int64_t{0}, store::Bytes{});
    return {};
}

std::optional<Secret> find_new_secret(store::Tx& tx, Vault& vault, PersonId account) {
    auto factor = find_factor(tx, vault, account);
    if (!factor || factor->confirmed) return std::nullopt;
    return std::move(factor->secret);
}

Result<RecoveryCodes> confirm_second_factor(store::Tx& tx, Vault& vault, const Warrant& warrant, PersonId account,
                                            std::string_view typed) {
    const auto factor = find_factor(tx, vault, account);
    if (!factor || factor->confirmed || !use_code(tx, *factor, warrant, account, typed)) return wrong_code();
    tx.run(update_confirmed, account, tx.now());
    return renew_recovery_codes(tx, vault, account);
}

Result<void> check_second_factor(store::Tx& tx, Vault& vault, const Warrant& warrant, PersonId account,
                                 std::string_view typed) {
    const auto factor = find_factor(tx, vault, account);
    const bool right =
        factor && factor->confirmed &&
        (use_code(tx, *factor, warrant, account, typed) || use_recovery_code(tx, vault, *factor, account, typed));
    if (!right) return wrong_code();
    return {};
}

RecoveryCodes renew_recovery_codes(store::Tx& tx, Vault& vault, PersonId account) {
    RecoveryCodes codes;
    store::Bytes digests;
    while (codes.size() < recovery_codes) {
        std::string random(code_bytes, '\0');
        randombytes_buf(random.data(), random.size());
        const auto digest = recovery_digest(tx, vault, account, random);
        digests.insert(digests.end(), digest.begin(), digest.end());
        codes.push_back(in_groups_of_four(encode_base32(random), '-'));
    }
    tx.run(update_recovery, account, digests);
    return codes;
}

void remove_second_factor(store::Tx& tx, PersonId account) {
    tx.run(delete_factor, account);
}

Result<void> reset_second_factor(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    const auto found = find_credentials(tx, vault, email);
    if (!found)
        return refuse(ErrorCode::not_found, "unknown_account", "Nobody of this shop signs in with this address.",
                      "email");
    if (!has_second_factor(tx, found->account.id))
        return refuse(ErrorCode::conflict, "no_second_factor", "No code is asked of this account.", "email");
    remove_second_factor(tx, found->account.id);
    close_all_sessions(tx, found->account.id);
    return {};
}

}  // namespace autojet::staff
