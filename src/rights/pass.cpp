#include "rights/pass.hpp"

#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "booking/reference.hpp"
#include "customers/customers.hpp"
#include "http/session.hpp"
#include "privacy/seal.hpp"
#include "shop/outbox.hpp"

namespace autojet::rights {

namespace {

using policy::Category;
using privacy::PersonalText;
using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view insert_pass =
    "INSERT INTO me_pass (shop, pass, address, address_key, person, language, created, code_digest) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view select_by_code =
    "SELECT pass FROM me_pass WHERE shop = $1 AND code_digest = $2 AND used IS NULL AND created > $3";
constexpr std::string_view select_waiting =
    "SELECT pass FROM me_pass WHERE shop = $1 AND pass = $2 AND used IS NULL AND created > $3";
constexpr std::string_view select_pass =
    "SELECT address, address_key, person, language, created FROM me_pass WHERE shop = $1 AND pass = $2";
constexpr std::string_view select_session =
    "SELECT pass FROM me_pass WHERE shop = $1 AND session_digest = $2 AND used > $3";
constexpr std::string_view use_pass =
    "UPDATE me_pass SET used = $3, session_digest = $4 WHERE shop = $1 AND pass = $2 AND used IS NULL AND created > $5";
constexpr std::string_view update_person = "UPDATE me_pass SET person = $3 WHERE shop = $1 AND pass = $2";
constexpr std::string_view select_over =
    "SELECT pass FROM me_pass WHERE shop = $1 AND ((used IS NULL AND created <= $2) OR used <= $3)";
constexpr std::string_view delete_pass = "DELETE FROM me_pass WHERE shop = $1 AND pass = $2";
constexpr std::string_view delete_messages =
    "DELETE FROM outbox WHERE shop = $1 AND subject = $2 AND event = 'rights.code'";

PersonId subject_of(PassId pass) {
    return PersonId{pass.value()};
}
Place place(std::string_view field, PassId pass) {
    return {RetentionClass::session, field, pass.value()};
}

// Eight characters; forty bits.
std::string bare_code(Vault& vault, ShopId shop, PassId pass, Instant now) {
    const auto digest = vault.shop_digest(shop, "codes of /me", std::to_string(pass.value()), now);
    return encode_base32(store::as_text(digest).substr(0, 5));
}
store::Bytes digest_of_code(store::Tx& tx, Vault& vault, std::string_view bare) {
    return vault.shop_digest(tx.shop(), "digests of codes of /me", bare, tx.now());
}

PassId pass_from(const store::Row& row) {
    return PassId{row.integer(0)};
}

struct Stored {
    std::optional<store::Bytes> address, key;
    std::optional<PersonId> person;
    Language language{};
    Instant created;
};

std::optional<Stored> find_stored(store::Tx& tx, PassId pass) {
    return tx.find(
        select_pass,
        [](const store::Row& row) {
            return Stored{row.find_bytes(0), row.find_bytes(1),
                          row.is_null(2) ? std::nullopt : std::optional{PersonId{row.integer(2)}},
                          from_code(row.text(3)).value(), row.instant(4)};
        },
        pass);
}

// The records with the proven address, or the one that the desk has checked, and what the desk linked with them.
std::vector<PersonId> reach(store::Tx& tx, Vault& vault, const std::vector<Holder>& holders, PassId pass,
                            const Stored& stored) {
    std::vector<PersonId> persons;
    if (stored.key) {
        const auto key =
            vault.unseal<Category::contact>(tx, subject_of(pass), *stored.key, place("me_pass.address_key", pass));
        if (key) {
            persons = vault.find(tx, privacy::IndexKind::email, *key);
            for (const auto& holder : holders)
                if (holder.find_by_email)
                    std::ranges::copy(holder.find_by_email(tx, *key), std::back_inserter(persons));
        }
    }
    if (stored.person) persons.push_back(*stored.person);
    for (const auto person : std::vector(persons))
        for (const auto linked : customers::linked_with(tx, person)) persons.push_back(linked);
    std::ranges::sort(persons);
    persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
    std::erase_if(persons, [&](PersonId person) {
        return std::ranges::none_of(holders, [&](const Holder& holder) { return holder.knows(tx, person); });
    });
    return persons;
}

tl::unexpected<Error> wrong_code() {
    return refuse(ErrorCode::forbidden, "code_wrong",
                  "This code does not work (any more). Check it, or ask for a new one.", "code");
}

void forget(store::Tx& tx, Vault& vault, PassId pass) {
    vault.shred(tx, subject_of(pass), RetentionClass::session);
    tx.run(delete_pass, pass);
    tx.run(delete_messages, pass);
}

}  // namespace

PassId ask_for_pass(store::Tx& tx, Vault& vault, const EmailAddress& email, Language language) {
    const auto pass = tx.new_id<Pass>();
    const auto seal = [&](const std::string& text, std::string_view field) {
        return vault.seal(tx, PersonalText<Category::contact>::of(subject_of(pass), text), place(field, pass));
    };
    tx.run(insert_pass, pass, seal(email.text(), "me_pass.address"), seal(email.key(), "me_pass.address_key"),
           std::nullopt, autojet::code(language), tx.now(),
           digest_of_code(tx, vault, bare_code(vault, tx.shop(), pass, tx.now())));
    shop::put_in_outbox(tx, code_wanted, pass.value());
    return pass;
}

std::string make_pass_at_desk(store::Tx& tx, Vault& vault, PersonId person, Language language) {
    const auto pass = tx.new_id<Pass>();
    tx.run(insert_pass, pass, std::nullopt, std::nullopt, person, autojet::code(language), tx.now(),
           digest_of_code(tx, vault, bare_code(vault, tx.shop(), pass, tx.now())));
    return code_of(vault, tx.shop(), pass, tx.now());
}

std::string code_of(Vault& vault, ShopId shop, PassId pass, Instant now) {
    return booking::display_reference(bare_code(vault, shop, pass, now));
}

std::string link_of(Vault& vault, ShopId shop, PassId pass, Instant now) {
    const auto digest = vault.shop_digest(shop, "links of /me", std::to_string(pass.value()), now);
    return std::to_string(pass.value()) + "-" + encode_base64url(store::as_text(digest));
}

std::optional<PassId> find_by_code(store::Tx& tx, Vault& vault, std::string_view typed) {
    const auto bare = booking::reference_from(typed);
    if (bare.empty()) return std::nullopt;
    return tx.find(select_by_code, pass_from, digest_of_code(tx, vault, bare), tx.now() - code_lifetime);
}

std::optional<PassId> find_by_link(store::Tx& tx, Vault& vault, std::string_view link) {
    const PassId pass{parse_whole(link.substr(0, link.find('-'))).value_or(0)};
    const auto expected = link_of(vault, tx.shop(), pass, tx.now());
    if (!privacy::same_bytes(std::as_bytes(std::span(expected)), std::as_bytes(std::span(link)))) return std::nullopt;
    return tx.find(select_waiting, pass_from, pass, tx.now() - code_lifetime);
}

Result<std::string> open_session(store::Tx& tx, Vault& vault, const std::vector<Holder>& holders, PassId pass) {
    const auto stored = find_stored(tx, pass);
    if (!stored || reach(tx, vault, holders, pass, *stored).empty()) return wrong_code();
    std::string token = http::new_session_token();
    if (tx.run(use_pass, pass, tx.now(), privacy::digest_of(token), tx.now() - code_lifetime) == 0) return wrong_code();
    return token;
}

void close_session(store::Tx& tx, Vault& vault, PassId pass) {
    forget(tx, vault, pass);
}

std::optional<Guest> find_guest(store::Tx& tx, Vault& vault, const std::vector<Holder>& holders,
                                std::string_view token) {
    const auto pass = tx.find(select_session, pass_from, privacy::digest_of(token), tx.now() - session_lifetime);
    if (!pass) return std::nullopt;
    const auto stored = find_stored(tx, *pass);
    return Guest{*pass, reach(tx, vault, holders, *pass, *stored), stored->key.has_value()};
}

std::optional<PersonalText<Category::contact>> proven_address(store::Tx& tx, Vault& vault, PassId pass) {
    const auto stored = find_stored(tx, pass);
    if (!stored || !stored->address) return std::nullopt;
    auto address =
        vault.unseal<Category::contact>(tx, subject_of(pass), *stored->address, place("me_pass.address", pass));
    return address ? std::optional{std::move(*address)} : std::nullopt;
}

std::optional<PassAddress> find_address(store::Tx& tx, Vault& vault, const std::vector<Holder>& holders, PassId pass) {
    const auto stored = find_stored(tx, pass);
    if (!stored || stored->created <= tx.now() - code_lifetime) return std::nullopt;
    if (reach(tx, vault, holders, pass, *stored).empty()) return std::nullopt;
    auto address = proven_address(tx, vault, pass);
    if (!address) return std::nullopt;
    return PassAddress{subject_of(pass), stored->language, std::move(*address)};
}

void hold_on_to(store::Tx& tx, PassId pass, PersonId person) {
    tx.run(update_person, pass, person);
}

std::int64_t forget_passes(store::Tx& tx, Vault& vault) {
    const auto over = tx.all(select_over, pass_from, tx.now() - code_lifetime, tx.now() - session_lifetime);
    for (const auto pass : over) forget(tx, vault, pass);
    return static_cast<std::int64_t>(over.size());
}

}  // namespace autojet::rights
