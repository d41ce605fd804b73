#include "customers/customers.hpp"
#include "customers/word_rows.hpp"
#include "privacy/shown.hpp"
#include "privacy/standing.hpp"

namespace autojet::customers {

namespace {

using privacy::IndexKind;
using privacy::Place;
using privacy::RetentionClass;
using privacy::Vault;

constexpr std::string_view insert_person =
    "INSERT INTO person (shop, person, identity, created, language, name, email, phone, plate, vehicle) "
    "VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_person =
    "SELECT identity, language, name, email, phone, plate, vehicle, created FROM person WHERE shop = $1 AND person = "
    "$2";
constexpr std::string_view select_label = "SELECT name, plate FROM person WHERE shop = $1 AND person = $2";
constexpr std::string_view select_linked =
    "SELECT other.person FROM person mine JOIN person other ON other.shop = mine.shop AND other.identity = "
    "mine.identity "
    "WHERE mine.shop = $1 AND mine.person = $2 AND other.person <> $2 ORDER BY other.person";
constexpr std::string_view select_after =
    "SELECT person FROM person WHERE shop = $1 AND person > $2 ORDER BY person LIMIT $3";
constexpr std::string_view select_identity = "SELECT identity FROM person WHERE shop = $1 AND person = $2";
constexpr std::string_view update_identity = "UPDATE person SET identity = $3 WHERE shop = $1 AND identity = $2";
// A record that stood for others hands the identity on to the oldest of them.
constexpr std::string_view hand_identity_on =
    "UPDATE person SET identity = (SELECT MIN(p.person) FROM person p WHERE p.shop = $1 AND p.identity = $2 AND "
    "p.person <> $2) "
    "WHERE shop = $1 AND identity = $2 AND person <> $2";
constexpr std::string_view delete_person = "DELETE FROM person WHERE shop = $1 AND person = $2";
constexpr std::string_view stand_alone = "UPDATE person SET identity = person WHERE shop = $1 AND person = $2";

Place place(std::string_view field, PersonId person) {
    return {RetentionClass::customer, field, person.value(), {}};
}

template <Category C>
std::optional<PersonalText<C>> assigned(const std::optional<PersonalText<C>>& personal, PersonId person) {
    return personal ? std::optional{personal->assigned_to(person)} : std::nullopt;
}

template <Category C>
Result<std::optional<PersonalText<C>>> unseal_if_there(store::Tx& tx, Vault& vault, PersonId person,
                                                       const std::optional<store::Bytes>& sealed,
                                                       std::string_view field) {
    if (!sealed) return std::optional<PersonalText<C>>{};
    auto opened = vault.unseal<C>(tx, person, *sealed, place(field, person));
    if (!opened) return tl::unexpected(opened.error());
    return std::optional{std::move(*opened)};
}

struct Stored {
    PersonId identity;
    Language language{};
    store::Bytes name;
    std::optional<store::Bytes> email, phone, plate, vehicle;
    Instant created;
};

Stored stored_from(const store::Row& row) {
    return {PersonId{row.integer(0)},
            from_code(row.text(1)).value(),
            row.bytes(2),
            row.find_bytes(3),
            row.find_bytes(4),
            row.find_bytes(5),
            row.find_bytes(6),
            row.instant(7)};
}

tl::unexpected<Error> nobody() {
    return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
}

std::optional<PersonId> find_identity(store::Tx& tx, PersonId person) {
    return tx.find(
        select_identity, [](const store::Row& row) { return PersonId{row.integer(0)}; }, person);
}

void take_out(store::Tx& tx, PersonId person) {
    if (find_identity(tx, person) == person) tx.run(hand_identity_on, person);
    tx.run(stand_alone, person);
}

}  // namespace

PersonId add(store::Tx& tx, Vault& vault, const Details& details) {
    const auto person = tx.new_id<Person>();
    const auto email = assigned(details.email, person);
    const auto phone = assigned(details.phone, person);
    const auto plate = assigned(details.plate, person);
    const auto vehicle = assigned(details.vehicle, person);
    tx.run(insert_person, person, tx.now(), code(details.language),
           vault.seal(tx, details.name.assigned_to(person), place("person.name", person)),
           vault.seal(tx, email, place("person.email", person)), vault.seal(tx, phone, place("person.phone", person)),
           vault.seal(tx, plate, place("person.plate", person)),
           vault.seal(tx, vehicle, place("person.vehicle", person)));
    privacy::record_collected(tx, person);
    index(tx, vault, person, details);
    remember_words(tx, vault, person, details.words);
    return person;
}

void index(store::Tx& tx, Vault& vault, PersonId person, const Details& details) {
    if (details.email_key) vault.index(tx, IndexKind::email, details.email_key->assigned_to(person));
    if (details.phone) vault.index(tx, IndexKind::phone, details.phone->assigned_to(person));
    if (details.plate_key) vault.index(tx, IndexKind::plate, details.plate_key->assigned_to(person));
}

Result<Record> load(store::Tx& tx, Vault& vault, PersonId person) {
    const auto stored = tx.find(select_person, stored_from, person);
    if (!stored) return nobody();
    auto name = vault.unseal<Category::name>(tx, person, stored->name, place("person.name", person));
    if (!name) return tl::unexpected(name.error());
    auto email = unseal_if_there<Category::contact>(tx, vault, person, stored->email, "person.email");
    if (!email) return tl::unexpected(email.error());
    auto phone = unseal_if_there<Category::contact>(tx, vault, person, stored->phone, "person.phone");
    if (!phone) return tl::unexpected(phone.error());
    auto plate = unseal_if_there<Category::vehicle>(tx, vault, person, stored->plate, "person.plate");
    if (!plate) return tl::unexpected(plate.error());
    auto vehicle = unseal_if_there<Category::vehicle>(tx, vault, person, stored->vehicle, "person.vehicle");
    if (!vehicle) return tl::unexpected(vehicle.error());
    return Record{person,
                  stored->identity,
                  stored->created,
                  stored->language,
                  std::move(*name),
                  std::move(*email),
                  std::move(*phone),
                  std::move(*plate),
                  std::move(*vehicle)};
}

Result<Label> load_label(store::Tx& tx, Vault& vault, PersonId person) {
    const auto stored = tx.find(
        select_label,
        [](const store::Row& row) {
            return std::pair{row.bytes(0), row.find_bytes(1)};
        },
        person);
    if (!stored) return nobody();
    auto name = vault.unseal<Category::name>(tx, person, stored->first, place("person.name", person));
    if (!name) return tl::unexpected(name.error());
    auto plate = unseal_if_there<Category::vehicle>(tx, vault, person, stored->second, "person.plate");
    if (!plate) return tl::unexpected(plate.error());
    return Label{std::move(*name), std::move(*plate)};
}

void erase(store::Tx& tx, Vault& vault, PersonId person) {
    vault.shred(tx, person, RetentionClass::customer);
    take_out(tx, person);
    privacy::forget_standing(tx, person);
    forget_words(tx, person);
    tx.run(delete_person, person);
}

bool exists(store::Tx& tx, PersonId person) {
    return find_identity(tx, person).has_value();
}

std::vector<PersonId> list(store::Tx& tx, PersonId after, int limit) {
    return tx.all(
        select_after, [](const store::Row& row) { return PersonId{row.integer(0)}; }, after, limit);
}

std::vector<PersonId> linked_with(store::Tx& tx, PersonId person) {
    return tx.all(
        select_linked, [](const store::Row& row) { return PersonId{row.integer(0)}; }, person);
}

Result<void> link(store::Tx& tx, PersonId person, PersonId other) {
    const auto identity = find_identity(tx, person);
    const auto joining = find_identity(tx, other);
    if (!identity || !joining) return nobody();
    for (const auto one : {person, other})
        if (auto may = privacy::may_change(tx, one); !may) return may;
    if (*identity != *joining) tx.run(update_identity, *joining, *identity);
    return {};
}

Result<void> unlink(store::Tx& tx, PersonId person) {
    if (!exists(tx, person)) return nobody();
    if (auto may = privacy::may_change(tx, person); !may) return may;
    take_out(tx, person);
    return {};
}

}  // namespace autojet::customers
