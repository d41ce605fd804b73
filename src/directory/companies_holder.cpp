#include "customers/search_words.hpp"
#include "customers/word_rows.hpp"
#include "directory/companies.hpp"
#include "privacy/shown.hpp"
#include "shop/held_standing.hpp"
#include "shop/house.hpp"

namespace autojet::directory {

namespace {

constexpr std::string_view select_changed = "SELECT changed FROM company WHERE shop = $1 AND person = $2";
constexpr std::string_view select_since = "SELECT since FROM company_contact WHERE shop = $1 AND person = $2";
constexpr std::string_view select_after =
    "SELECT person FROM company WHERE shop = $1 AND person > $2 ORDER BY person LIMIT $3";
constexpr std::string_view delete_as_contact = "DELETE FROM company_contact WHERE shop = $1 AND person = $2";

HeldRecord start(store::Tx& tx, PersonId person, std::string kind, std::string_view title, Instant collected) {
    return {.kind = std::move(kind),
            .number = {},
            .title = title,
            .collected = collected,
            .source = "desk",
            .policy_version = privacy::version_collected_under(tx, person),
            .retention = policy::RetentionClass::customer,
            .kept_until = {},
            .values = {}};
}

HeldRecord of_company(const House& house, store::Tx& tx, PersonId company, const CompanyDetails& details,
                      const ForRights& warrant) {
    const auto changed = tx.find(
        select_changed, [](const store::Row& row) { return row.instant(0); }, company);
    auto held = start(tx, company, "company", "Your business", changed.value_or(tx.now()));
    const auto add = [&](std::string field, std::string_view label, const auto& closed) {
        if (!closed) return;
        if (auto value = closed->open_if_covered(warrant))
            held.values.push_back(
                {std::decay_t<decltype(*closed)>::category, std::move(field), label, std::move(*value), true});
    };
    add("company.name", "Name", std::optional{details.name});
    add("company.street", "Street and number", details.street);
    add("company.postcode", "Postcode", details.postcode);
    add("company.city", "Town", details.city);
    add("company.kvk", "KvK number", details.kvk);
    add("company.vat", "VAT number", details.vat);
    add("company.email", "E-mail address", details.email);
    shop::describe_standing(held, tx, house.vault, company, warrant);
    return held;
}

std::vector<HeldRecord> describe(const House& house, store::Tx& tx, PersonId person, const ForRights& warrant) {
    std::vector<HeldRecord> records;
    if (const auto details = load_company(tx, house.vault, person))
        records.push_back(of_company(house, tx, person, *details, warrant));
    // Which business it is, the business may not want told.
    tx.each(
        select_since,
        [&](const store::Row& row) {
            auto held = start(tx, person, "company_contact", "You are who we speak to at a business", row.instant(0));
            const auto since = house.shops.zone(tx.shop()).format_rfc3339(row.instant(0));
            const auto closed = PersonalText<Category::appointment>::of(person, since);
            if (auto value = closed.open_if_covered(warrant))
                held.values.push_back(
                    {Category::appointment, "company_contact.since", "Since", std::move(*value), false});
            records.push_back(std::move(held));
        },
        person);
    return records;
}

}  // namespace

std::optional<PersonId> index_companies(store::Tx& tx, const House& house, PersonId after, int limit,
                                        policy::Openings& openings) {
    const auto some = tx.all(
        select_after, [](const store::Row& row) { return PersonId{row.integer(0)}; }, after, limit);
    if (some.empty()) return std::nullopt;
    const auto warrant =
        house.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job("restore"), some, openings);
    for (const auto company : some) {
        const auto details = load_company(tx, house.vault, company);
        if (!details || !warrant) continue;
        customers::SearchWords words;
        if (const auto name = details->name.open_if_covered(*warrant))
            for (auto& word : customers::words_of_name(*name))
                words.of_name.push_back(PersonalText<Category::name>::of(company, std::move(word)));
        customers::remember_words(tx, house.vault, company, words);
    }
    return some.back();
}

Holder companies_holder(const House& house) {
    return {.name = "companies",
            .knows = is_company,
            .describe = [&house](store::Tx& tx, PersonId person,
                                 const ForRights& warrant) { return directory::describe(house, tx, person, warrant); },
            .erase = [&house](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                tx.run(delete_as_contact, person);
                if (is_company(tx, person)) erase_company(tx, house.vault, person);
                return {};
            },
            .index_again = [&house](store::Tx& tx, PersonId after, int limit, policy::Openings& openings)
                -> std::optional<PersonId> { return index_companies(tx, house, after, limit, openings); }};
}

}  // namespace autojet::directory
