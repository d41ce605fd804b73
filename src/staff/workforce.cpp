#include "staff/workforce.hpp"

#include <algorithm>

#include "staff/accounts.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view select_all =
    "SELECT a.account, a.role, a.created, a.departed, a.password, a.link_expires, "
    "(SELECT COUNT(*) FROM staff_second_factor f WHERE f.shop = a.shop AND f.account = a.account AND f.confirmed IS "
    "NOT NULL), (SELECT COUNT(*) FROM staff_passkey p WHERE p.shop = a.shop AND p.account = a.account) FROM "
    "staff_account a WHERE a.shop = $1 ORDER BY a.account";
constexpr std::string_view update_role = "UPDATE staff_account SET role = $3 WHERE shop = $1 AND account = $2";

}  // namespace

std::vector<Member> members(store::Tx& tx) {
    auto all = tx.all(select_all, [&](const store::Row& row) {
        const auto expires = row.find_instant(5);
        return Member{.account = PersonId{row.integer(0)},
                      .role = role_from_code(row.text(1)).value(),
                      .since = row.instant(2),
                      .departed = row.find_instant(3),
                      .can_sign_in = !row.is_null(4) || row.integer(7) > 0,
                      .link_waits = expires && *expires > tx.now(),
                      .second_factor = row.integer(6) > 0};
    });
    std::ranges::stable_partition(all, [](const Member& one) { return !one.departed; });
    return all;
}

std::optional<Member> find_member(store::Tx& tx, PersonId account) {
    const auto all = members(tx);
    const auto found = std::ranges::find(all, account, &Member::account);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

std::optional<PersonId> find_by_email(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email) {
    const auto found = find_credentials(tx, vault, email);
    return found ? std::optional{found->account.id} : std::nullopt;
}

bool is_last_owner(store::Tx& tx, PersonId account) {
    const auto all = members(tx);
    const auto is_owner = [](const Member& one) { return one.role == Role::owner && !one.departed && one.can_sign_in; };
    return std::ranges::any_of(all,
                               [&](const auto& one) { return one.account == account && one.role == Role::owner; }) &&
           std::ranges::none_of(all, [&](const auto& one) { return one.account != account && is_owner(one); });
}

Result<void> change_role(store::Tx& tx, PersonId account, Role role) {
    const auto found = find_member(tx, account);
    if (!found || found->departed)
        return refuse(ErrorCode::not_found, "unknown_account", "Nobody with this account works here.", "role");
    if (role != Role::owner && is_last_owner(tx, account))
        return refuse(ErrorCode::conflict, "last_owner", "A shop keeps at least one owner who can sign in.", "role");
    tx.run(update_role, account, code(role));
    return {};
}

}  // namespace autojet::staff
