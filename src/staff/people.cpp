#include "staff/people.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view select_role = "SELECT role FROM staff_account WHERE shop = $1 AND account = $2";
constexpr std::string_view select_name =
    "SELECT name FROM staff_account WHERE shop = $1 AND account = $2 AND name IS NOT NULL";
constexpr std::string_view select_email =
    "SELECT email FROM staff_account WHERE shop = $1 AND account = $2 AND email IS NOT NULL";

using PersonalStaff = privacy::PersonalText<policy::Category::staff>;

std::optional<PersonalStaff> find_sealed(store::Tx& tx, privacy::Vault& vault, PersonId account, std::string_view sql,
                                         std::string_view field) {
    const auto sealed = tx.find(
        sql, [](const store::Row& row) { return row.bytes(0); }, account);
    if (!sealed) return std::nullopt;
    auto text = vault.unseal<policy::Category::staff>(tx, account, *sealed,
                                                      {policy::RetentionClass::staff, field, account.value()});
    return text ? std::optional{std::move(*text)} : std::nullopt;
}

}  // namespace

std::optional<Role> role_of(store::Tx& tx, PersonId account) {
    const auto role = tx.find(
        select_role, [](const store::Row& row) { return row.text(0); }, account);
    return role ? role_from_code(*role) : std::nullopt;
}

std::optional<PersonalStaff> name_of(store::Tx& tx, privacy::Vault& vault, PersonId account) {
    return find_sealed(tx, vault, account, select_name, "staff_account.name");
}

std::optional<PersonalStaff> email_of(store::Tx& tx, privacy::Vault& vault, PersonId account) {
    return find_sealed(tx, vault, account, select_email, "staff_account.email");
}

}  // namespace autojet::staff
