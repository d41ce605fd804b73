#include "cli/demo_companies.hpp"

#include "cli/demo_chance.hpp"
#include "directory/companies.hpp"

namespace autojet::cli {

namespace {

using namespace invoicing;

constexpr int most_companies = 1000;
constexpr std::array companies{Company{"Voorbeeld Transport B.V.", "Dummyweg 1", "1311 AB", "Almere", "NL",
                                       "NL000012345B33", "12345678", "transport.example"},
                               Company{"Fictie Installatie", "Nergenslaan 12", "1333 CD", "Almere", "NL",
                                       "NL000099998B57", "87654321", "installatie.example"},
                               Company{"Autohandel Verzinsel", "Schijnstraat 7", "1316 EF", "Almere", "NL",
                                       "NL000023456B41", "23456781", "autohandel.example", true},
                               Company{"Garage Denkbeeld", "Voorbeeldstraat 4", "2000", "Antwerpen", "BE",
                                       "BE0123456749", "", "denkbeeld.example", true}};

directory::CompanyFields fields_of(const Company& company) {
    return {.name = std::string(company.name),
            .street = std::string(company.street),
            .postcode = std::string(company.postcode),
            .city = std::string(company.city),
            .kvk = std::string(company.kvk),
            .vat = std::string(company.vat),
            .email = "facturen@" + std::string(company.domain),
            .payment_days = {}};
}

std::string name_of(store::Tx& tx, const House& house, PersonId record) {
    policy::Openings openings;
    const auto warrant =
        house.gate.warrant<policy::Purpose::legal_duty>(tx, privacy::Actor::job("demo"), {record}, openings);
    const auto details = directory::load_company(tx, house.vault, record);
    return warrant && details ? details->name.open_if_covered(*warrant).value_or("") : std::string{};
}

}  // namespace

Buyer Company::buyer() const {
    return {.kind = BuyerKind::business,
            .name = std::string(name),
            .address = Address{std::string(street), std::string(postcode), std::string(city), std::string(country)},
            .vat = VatNumber::parse(vat).value(),
            .kvk = kvk.empty() ? std::nullopt : std::optional{KvkNumber::parse(kvk).value()},
            .oin = {},
            .reference = {},
            .order = {}};
}

std::span<const Company> all_companies() {
    return companies;
}

Clients::Clients(const House& house, ShopId shop) {
    sure(house.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        std::map<std::string, PersonId> there;
        for (const auto record : directory::companies(tx, most_companies)) there[name_of(tx, house, record)] = record;
        for (std::size_t n = 0; n < companies.size(); ++n) {
            if (const auto found = there.find(std::string(companies[n].name)); found != there.end()) {
                records_[n] = found->second;
                continue;
            }
            Errors errors;
            const auto details = directory::check(fields_of(companies[n]), errors);
            if (!details) return tl::unexpected(errors.front());
            records_[n] = directory::add_company(tx, house.vault, *details);
        }
        return {};
    }));
}

void Clients::add_contact(store::Tx& tx, std::size_t company, PersonId person) const {
    sure(directory::add_contact(tx, records_.at(company), person));
}

const Company* Clients::find_of(store::Tx& tx, PersonId person) const {
    auto persons = customers::linked_with(tx, person);
    persons.push_back(person);
    for (const auto one : persons)
        for (const auto record : directory::companies_of(tx, one))
            for (const auto& [place, known] : records_)
                if (known == record) return &companies.at(place);
    return nullptr;
}

}  // namespace autojet::cli
