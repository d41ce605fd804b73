#include "staff/second_factor.hpp"

#include <algorithm>

#include "staff/accounts.hpp"
#include "staff/passkeys.hpp"
#include "staff/totp.hpp"

namespace autojet::staff {

namespace {

using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view select_confirmed =
    "SELECT 1 FROM staff_second_factor WHERE shop = $1 AND account = $2 AND confirmed IS NOT NULL";
constexpr std::string_view select_factor =
    "SELECT secret, last_step, confirmed FROM staff_second_factor WHERE shop = $1 AND account = $2";
constexpr std::string_view insert_factor =
    "INSERT INTO staff_second_factor (shop, account, secret, last_step, recovery) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view update_confirmed =
    "UPDATE staff_second_factor SET confirmed = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view update_step =
    "UPDATE staff_second_factor SET last_step = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_factor = "DELETE FROM staff_second_factor WHERE shop = $1 AND account = $2";

struct Factor {
    Secret secret;
    std::int64_t last_step;
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
            if (secret) found = Factor{std::move(*secret), row.integer(1), !row.is_null(2)};
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

}  // namespace

bool has_second_factor(store::Tx& tx, PersonId account) {
    return tx.has(select_confirmed, account);
}

bool has_second_way(store::Tx& tx, PersonId account) {
    return has_second_factor(tx, account) || has_passkey(tx, account);
}

Result<void> begin_second_factor(store::Tx& tx, Vault& vault, PersonId account) {
    if (has_second_factor(tx, account))
        return refuse(ErrorCode::conflict, "second_factor_on", "A code is asked at your sign-in already.");
    tx.run(delete_factor, account);
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
    const bool is_code = factor && factor->confirmed && use_code(tx, *factor, warrant, account, typed);
    if (!is_code && !use_recovery_code(tx, vault, account, typed)) return wrong_code();
    return {};
}

void remove_second_factor(store::Tx& tx, PersonId account) {
    tx.run(delete_factor, account);
    drop_idle_recovery_codes(tx, account);
}

void drop_idle_recovery_codes(store::Tx& tx, PersonId account) {
    if (!has_second_way(tx, account)) remove_recovery_codes(tx, account);
}

void remove_second_ways(store::Tx& tx, PersonId account) {
    remove_passkeys(tx, account);
    remove_second_factor(tx, account);
}

Result<void> reset_second_factor(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    const auto found = find_credentials(tx, vault, email);
    if (!found)
        return refuse(ErrorCode::not_found, "unknown_account", "Nobody of this shop signs in with this address.",
                      "email");
    if (!has_second_way(tx, found->account.id))
        return refuse(ErrorCode::conflict, "no_second_factor", "No code is asked of this account.", "email");
    remove_second_ways(tx, found->account.id);
    close_all_sessions(tx, found->account.id);
    return {};
}

}  // namespace autojet::staff
