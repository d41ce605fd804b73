#include "customers/correction.hpp"

#include "customers/word_rows.hpp"
#include "privacy/indexes.hpp"

namespace autojet::customers {

namespace {

using privacy::Place;
using privacy::RetentionClass;

constexpr std::string_view update_person =
    "UPDATE person SET name = $3, email = $4, phone = $5, plate = $6, vehicle = $7 WHERE shop = $1 AND person = $2";

}  // namespace

Result<void> correct(store::Tx& tx, privacy::Vault& vault, PersonId person, const Details& details) {
    const auto seal = [&](const auto& personal, std::string_view field) {
        const Place place{RetentionClass::customer, field, person.value(), {}};
        return personal ? std::optional{vault.seal(tx, personal->assigned_to(person), place)} : std::nullopt;
    };
    if (!exists(tx, person)) return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
    tx.run(update_person, person, seal(std::optional{details.name}, "person.name"), seal(details.email, "person.email"),
           seal(details.phone, "person.phone"), seal(details.plate, "person.plate"),
           seal(details.vehicle, "person.vehicle"));
    privacy::unindex(tx, person);
    index(tx, vault, person, details);
    remember_words(tx, vault, person, details.words);
    return {};
}

}  // namespace autojet::customers
