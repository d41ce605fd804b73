#include "customers/customers.hpp"
#include "customers/search_words.hpp"
#include "customers/word_rows.hpp"

namespace autojet::customers {

namespace {

using privacy::IndexKind;
using ForRights = policy::Warrant<policy::Purpose::rights>;

template <Category C>
void add_words(std::vector<PersonalText<C>>& all, PersonId person, std::vector<std::string> words) {
    for (auto& word : words) all.push_back(PersonalText<C>::of(person, std::move(word)));
}

void index_one(store::Tx& tx, privacy::Vault& vault, const Record& record, const ForRights& warrant) {
    const auto person = record.id;
    SearchWords words;
    if (warrant.covers(person, Category::name))
        add_words(words.of_name, person, words_of_name(record.name.open(warrant)));
    if (record.email && warrant.covers(person, Category::contact))
        if (const auto email = EmailAddress::parse(record.email->open(warrant))) {
            vault.index(tx, IndexKind::email, PersonalText<Category::contact>::of(person, email->key()));
            add_words(words.of_contact, person, words_of_email(email->key()));
        }
    if (record.phone) {
        vault.index(tx, IndexKind::phone, *record.phone);
        if (warrant.covers(person, Category::contact))
            add_words(words.of_contact, person, words_of_phone(record.phone->open(warrant)));
    }
    if (record.plate && warrant.covers(person, Category::vehicle)) {
        const auto [country, text] = split_plate(record.plate->open(warrant));
        if (const auto plate = PlateNumber::parse(country, text)) {
            vault.index(tx, IndexKind::plate, PersonalText<Category::vehicle>::of(person, plate->key()));
            add_words(words.of_plate, person, words_of_plate(plate->key()));
        }
    }
    remember_words(tx, vault, person, words);
}

void index_all(store::Tx& tx, const House& house, const std::vector<PersonId>& persons, std::string_view job,
               policy::Openings& openings) {
    const auto warrant =
        house.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job(std::string(job)), persons, openings);
    for (const auto person : persons)
        if (const auto record = load(tx, house.vault, person); record && warrant)
            index_one(tx, house.vault, *record, *warrant);
}

}  // namespace

std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings) {
    const auto persons = list(tx, after, limit);
    if (persons.empty()) return std::nullopt;
    index_all(tx, house, persons, "restore", openings);
    return persons.back();
}

std::optional<PersonId> index_words(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings) {
    const auto persons = without_words(tx, after, limit);
    if (persons.empty()) return std::nullopt;
    index_all(tx, house, persons, "search", openings);
    return persons.back();
}

}  // namespace autojet::customers
