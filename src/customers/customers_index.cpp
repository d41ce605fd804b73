#include "customers/customers.hpp"

namespace autojet::customers {

namespace {

using privacy::IndexKind;
using ForRights = policy::Warrant<policy::Purpose::rights>;

void index_one(store::Tx& tx, privacy::Vault& vault, const Record& record, const ForRights& warrant) {
    const auto person = record.id;
    if (record.email && warrant.covers(person, Category::contact))
        if (const auto email = EmailAddress::parse(record.email->open(warrant)))
            vault.index(tx, IndexKind::email, PersonalText<Category::contact>::of(person, email->key()));
    if (record.phone) vault.index(tx, IndexKind::phone, *record.phone);
    if (record.plate && warrant.covers(person, Category::vehicle)) {
        const auto [country, text] = split_plate(record.plate->open(warrant));
        if (const auto plate = PlateNumber::parse(country, text))
            vault.index(tx, IndexKind::plate, PersonalText<Category::vehicle>::of(person, plate->key()));
    }
}

}  // namespace

std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings) {
    const auto persons = list(tx, after, limit);
    if (persons.empty()) return std::nullopt;
    const auto warrant =
        house.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job("restore"), persons, openings);
    for (const auto person : persons)
        if (const auto record = load(tx, house.vault, person); record && warrant)
            index_one(tx, house.vault, *record, *warrant);
    return persons.back();
}

}  // namespace autojet::customers
