#include "privacy/disclosures.hpp"

#include <algorithm>

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_disclosure =
    "INSERT INTO disclosure (shop, person, entry, at_time, recipient, purpose, categories, occasion) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view select_of_person =
    "SELECT person, entry, at_time, recipient, purpose, categories, occasion FROM disclosure "
    "WHERE shop = $1 AND person = $2 ORDER BY entry";
constexpr std::string_view delete_of_person = "DELETE FROM disclosure WHERE shop = $1 AND person = $2";
constexpr std::string_view select_persons = "SELECT DISTINCT person FROM disclosure WHERE shop = $1";

struct DisclosureEntry;

Disclosure disclosure_from(const store::Row& row) {
    const auto recipient = policy::find_recipient(row.text(3));
    const auto purpose = policy::find_purpose(row.text(4));
    if (!recipient || !purpose) throw Broken("a disclosure has a word that the program does not know");
    return {.person = PersonId{row.integer(0)},
            .at = row.instant(2),
            .recipient = *recipient,
            .purpose = *purpose,
            .categories = categories_from(row.text(5)),
            .occasion = row.text(6)};
}

}  // namespace

void disclosed(store::Tx& tx, PersonId person, policy::Recipient recipient, const policy::Categories& categories,
               policy::Purpose purpose, std::string_view occasion) {
    tx.run(insert_disclosure, person, tx.new_id<DisclosureEntry>(), tx.now(), policy::name_of(recipient),
           policy::name_of(purpose), names_of(categories), occasion);
}

std::vector<Disclosure> disclosures_of(store::Tx& tx, std::span<const PersonId> persons) {
    std::vector<Disclosure> all;
    for (const auto person : persons)
        tx.each(
            select_of_person, [&](const store::Row& row) { all.push_back(disclosure_from(row)); }, person);
    std::ranges::stable_sort(all, {}, &Disclosure::at);
    return all;
}

std::int64_t forget_disclosures(store::Tx& tx, PersonId person) {
    return tx.run(delete_of_person, person);
}

std::vector<PersonId> persons_with_disclosures(store::Tx& tx) {
    return tx.all(select_persons, [](const store::Row& row) { return PersonId{row.integer(0)}; });
}

std::string names_of(const policy::Categories& categories) {
    std::string names;
    for (const auto category : policy::all_categories)
        if (categories.test(static_cast<std::size_t>(category)))
            names.append(names.empty() ? "" : ", ").append(policy::name_of(category));
    return names;
}

policy::Categories categories_from(std::string_view names) {
    policy::Categories categories;
    while (!names.empty()) {
        const auto comma = names.find(", ");
        if (const auto category = policy::find_category(names.substr(0, comma)))
            categories.set(static_cast<std::size_t>(*category));
        names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
    }
    return categories;
}

}  // namespace autojet::privacy
