#include "staff/staff.hpp"

#include <sodium.h>

#include <array>

#include "base/text.hpp"
#include "staff/accounts.hpp"
#include "staff/second_factor.hpp"

namespace autojet::staff {

namespace {

using privacy::Category;
using privacy::PersonalText;
using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::chrono::days link_lifetime{7};

constexpr std::string_view insert_account =
    "INSERT INTO staff_account (shop, account, role, language, created) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view update_link =
    "UPDATE staff_account SET link_digest = $3, link_expires = $4 WHERE shop = $1 AND account = $2";
constexpr std::string_view update_name =
    "UPDATE staff_account SET name = $3, email = $4, email_digest = $5 WHERE shop = $1 AND account = $2";
constexpr std::string_view update_password =
    "UPDATE staff_account SET password = $3, language = $4, link_digest = NULL, link_expires = NULL "
    "WHERE shop = $1 AND account = $2";
constexpr std::string_view select_password =
    "SELECT password FROM staff_account WHERE shop = $1 AND account = $2 AND departed IS NULL";
constexpr std::string_view update_password_alone =
    "UPDATE staff_account SET password = $3, link_digest = NULL, link_expires = NULL WHERE shop = $1 AND account = $2";
constexpr std::string_view update_departed =
    "UPDATE staff_account SET departed = $3, email_digest = NULL, password = NULL, link_digest = NULL, link_expires = "
    "NULL "
    "WHERE shop = $1 AND account = $2";
constexpr std::string_view select_by_email =
    "SELECT account, role, language, password FROM staff_account WHERE shop = $1 AND email_digest = $2";
constexpr std::string_view select_by_link =
    "SELECT account, email_digest FROM staff_account WHERE shop = $1 AND link_digest = $2 AND link_expires > $3";
constexpr std::string_view count_able = "SELECT COUNT(*) FROM staff_account WHERE shop = $1 AND password IS NOT NULL";
constexpr std::string_view count_other_owners =
    "SELECT COUNT(*) FROM staff_account WHERE shop = $1 AND account <> $2 AND role = 'owner' AND password IS NOT NULL";
constexpr std::string_view select_nameless_owner =
    "SELECT account FROM staff_account WHERE shop = $1 AND role = 'owner' AND name IS NULL AND departed IS NULL";
constexpr std::string_view select_departed =
    "SELECT account FROM staff_account WHERE shop = $1 AND departed <= $2 ORDER BY departed";
constexpr std::string_view select_account = "SELECT 1 FROM staff_account WHERE shop = $1 AND account = $2";
constexpr std::string_view select_addresses =
    "SELECT account, email FROM staff_account WHERE shop = $1 AND account > $2 AND email IS NOT NULL AND departed IS "
    "NULL ORDER BY account LIMIT $3";
constexpr std::string_view update_digest =
    "UPDATE staff_account SET email_digest = $3 WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_account = "DELETE FROM staff_account WHERE shop = $1 AND account = $2";

PersonId account_from(const store::Row& row) {
    return PersonId{row.integer(0)};
}

store::Bytes email_digest(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    return vault.shop_digest(tx.shop(), use_of_email, email.key(), tx.now());
}

store::Bytes link_digest(store::Tx& tx, Vault& vault, std::string_view token) {
    return vault.shop_digest(tx.shop(), "staff link", token, tx.now());
}

std::string new_link(store::Tx& tx, Vault& vault, PersonId account) {
    std::array<char, 16> random{};
    randombytes_buf(random.data(), random.size());
    const std::string token = encode_base64url({random.data(), random.size()});
    tx.run(update_link, account, link_digest(tx, vault, token), tx.now() + link_lifetime);
    return "/desk/setup/" + token;
}

PersonId insert(store::Tx& tx, Role role, Language language) {
    const auto account = tx.new_id<Person>();
    tx.run(insert_account, account, code(role), code(language), tx.now());
    return account;
}

Result<void> set_name(store::Tx& tx, Vault& vault, PersonId account, const std::string& name,
                      const EmailAddress& email) {
    if (find_credentials(tx, vault, email))
        return refuse(ErrorCode::conflict, "email_taken", "Somebody of this shop signs in with this address already.",
                      "email");
    const auto sealed = [&](std::string_view field, const std::string& text) {
        return vault.seal(tx, PersonalText<Category::staff>::of(account, text),
                          Place{RetentionClass::staff, field, account.value()});
    };
    tx.run(update_name, account, sealed("staff_account.name", name), sealed("staff_account.email", email.text()),
           email_digest(tx, vault, email));
    return {};
}

tl::unexpected<Error> unknown() {
    return refuse(ErrorCode::not_found, "unknown_account", "Nobody of this shop signs in with this address.", "email");
}

std::int64_t count(store::Tx& tx, std::string_view sql, const auto&... args) {
    return tx
        .find(
            sql, [](const store::Row& row) { return row.integer(0); }, args...)
        .value();
}

}  // namespace

Result<NewAccount> NewAccount::parse(std::string_view name, std::string_view email, std::string_view role,
                                     Language language) {
    auto clean_name = clean_line(name, longest_name, "name");
    if (!clean_name) return tl::unexpected(clean_name.error());
    auto address = EmailAddress::parse(email);
    if (!address) return tl::unexpected(address.error());
    const auto known_role = role_from_code(role);
    if (!known_role)
        return refuse(ErrorCode::invalid, "unknown_role", "A role is owner, desk, mechanic or bookkeeper.", "role");
    return NewAccount{std::move(*clean_name), std::move(*address), *known_role, language};
}

Result<std::string> add(store::Tx& tx, Vault& vault, const NewAccount& asked) {
    const auto account = insert(tx, asked.role, asked.language);
    if (auto named = set_name(tx, vault, account, asked.name, asked.email); !named)
        return tl::unexpected(named.error());
    return new_link(tx, vault, account);
}

std::optional<std::string> make_first_owner_link(store::Tx& tx, Vault& vault) {
    if (count(tx, count_able) > 0) return std::nullopt;
    const auto waiting = tx.find(select_nameless_owner, account_from);
    return new_link(tx, vault, waiting ? *waiting : insert(tx, Role::owner, Language::nl));
}

Result<std::string> renew_link(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    const auto found = find_credentials(tx, vault, email);
    if (!found) return unknown();
    return new_link(tx, vault, found->account.id);
}

Result<void> depart(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    const auto found = find_credentials(tx, vault, email);
    if (!found) return unknown();
    if (found->account.role == Role::owner && count(tx, count_other_owners, found->account.id) == 0)
        return refuse(ErrorCode::conflict, "last_owner", "A shop keeps at least one owner who can sign in.", "email");
    tx.run(update_departed, found->account.id, tx.now());
    remove_second_ways(tx, found->account.id);
    close_all_sessions(tx, found->account.id);
    return {};
}

bool has_account(store::Tx& tx, PersonId person) {
    return tx.has(select_account, person);
}

std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings) {
    std::vector<PersonId> accounts;
    std::vector<PersonalText<Category::staff>> addresses;
    tx.each(
        select_addresses,
        [&](const store::Row& row) {
            accounts.push_back(account_from(row));
            auto email = house.vault.unseal<Category::staff>(
                tx, accounts.back(), row.bytes(1),
                Place{RetentionClass::staff, "staff_account.email", accounts.back().value()});
            if (email) addresses.push_back(std::move(*email));
        },
        after, limit);
    if (accounts.empty()) return std::nullopt;
    const auto warrant =
        house.gate.warrant<policy::Purpose::staff_access>(tx, privacy::Actor::job("restore"), accounts, openings);
    for (const auto& address : addresses)
        if (warrant && warrant->covers(address.subject(), Category::staff))
            if (const auto email = EmailAddress::parse(address.open(*warrant)))
                tx.run(update_digest, address.subject(), email_digest(tx, house.vault, *email));
    return accounts.back();
}

std::int64_t forget_departed(store::Tx& tx, Vault& vault, const policy::Published& policy) {
    const auto over = tx.all(select_departed, account_from,
                             policy::last_over(policy.period(RetentionClass::staff).value(), tx.now()));
    for (const auto account : over) {
        vault.shred(tx, account, RetentionClass::staff);
        remove_second_ways(tx, account);
        tx.run(delete_account, account);
    }
    return static_cast<std::int64_t>(over.size());
}

std::optional<Credentials> find_credentials(store::Tx& tx, Vault& vault, const EmailAddress& email) {
    return tx.find(
        select_by_email,
        [](const store::Row& row) {
            return Credentials{{account_from(row), role_from_code(row.text(1)).value(), from_code(row.text(2)).value()},
                               row.find_text(3)};
        },
        email_digest(tx, vault, email));
}

std::optional<std::string> password_hash_of(store::Tx& tx, PersonId account) {
    return tx
        .find(
            select_password, [](const store::Row& row) { return row.find_text(0); }, account)
        .value_or(std::nullopt);
}

void set_password(store::Tx& tx, PersonId account, const std::string& hash) {
    tx.run(update_password_alone, account, hash);
}

std::optional<OpenLink> find_link(store::Tx& tx, Vault& vault, std::string_view token) {
    return tx.find(
        select_by_link,
        [](const store::Row& row) {
            return OpenLink{account_from(row), row.is_null(1)};
        },
        link_digest(tx, vault, token), tx.now());
}

Result<Entry> use_link(store::Tx& tx, Vault& vault, std::string_view token, const Setup& setup) {
    const auto link = find_link(tx, vault, token);
    if (!link) return refuse(ErrorCode::not_found, "link_used", "This link does not work any more.");
    if (link->asks_who) {
        if (!setup.who) throw Broken("an account without a name was set up without one");
        if (auto named = set_name(tx, vault, link->account, setup.who->name, setup.who->email); !named)
            return tl::unexpected(named.error());
    }
    tx.run(update_password, link->account, setup.password_hash, code(setup.language));
    close_all_sessions(tx, link->account);
    return let_in(tx, link->account, std::nullopt);
}

}  // namespace autojet::staff
