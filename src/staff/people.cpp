#include "staff/people.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view select_role = "SELECT role FROM staff_account WHERE shop = $1 AND account = $2";
constexpr std::string_view select_name =
    "SELECT name FROM staff_account WHERE shop = $1 AND account = $2 AND name IS NOT NULL";

}  // namespace

std::optional<Role> role_of(store::Tx& tx, PersonId account) {
    const auto role = tx.find(
        select_role, [](const store::Row& row) { return row.text(0); }, account);
    return role ? role_from_code(*role) : std::nullopt;
}

std::optional<privacy::PersonalText<policy::Category::staff>> name_of(store::Tx& tx, privacy::Vault& vault,
                                                                      PersonId account) {
    const auto sealed = tx.find(
        select_name, [](const store::Row& row) { return row.bytes(0); }, account);
    if (!sealed) return std::nullopt;
    auto name = vault.unseal<policy::Category::staff>(
        tx, account, *sealed, {policy::RetentionClass::staff, "staff_account.name", account.value()});
    return name ? std::optional{std::move(*name)} : std::nullopt;
}

}  // namespace autojet::staff
