#include "accounts/businesses.hpp"

#include <algorithm>

#include "directory/cards.hpp"
#include "directory/companies.hpp"
#include "privacy/standing.hpp"

namespace autojet::accounts {

namespace {

std::vector<Business> open_all(store::Tx& tx, const House& house, std::vector<PersonId> companies,
                               const privacy::Actor& actor, policy::Openings& openings) {
    std::erase_if(companies, [&](PersonId one) { return privacy::is_restricted(tx, one); });
    std::vector<Business> all;
    if (companies.empty()) return all;
    const auto warrant = house.gate.warrant<policy::Purpose::legal_duty>(tx, actor, companies, openings);
    if (!warrant) return all;
    const auto text = [&](const auto& closed) {
        return closed ? closed->open_if_covered(*warrant).value_or("") : std::string{};
    };
    for (const auto company : companies) {
        const auto details = directory::load_company(tx, house.vault, company);
        if (!details) continue;
        Business business{.record = company,
                          .name = details->name.open_if_covered(*warrant).value_or(""),
                          .street = text(details->street),
                          .postcode = text(details->postcode),
                          .city = text(details->city),
                          .kvk_number = text(details->kvk),
                          .vat_number = text(details->vat),
                          .payment_days = details->payment_days};
        if (!business.name.empty()) all.push_back(std::move(business));
    }
    return all;
}

// On one line, with what there is.
std::string details_of(const Business& business) {
    std::string text;
    const auto add = [&](std::string_view apart, const std::string& part) {
        if (part.empty()) return;
        if (!text.empty()) text += apart;
        text += part;
    };
    add(", ", business.street);
    add(", ", business.postcode);
    add(" ", business.city);
    if (!business.kvk_number.empty()) add(" · ", "KvK " + business.kvk_number);
    add(" · ", business.vat_number);
    return text;
}

}  // namespace

std::vector<Business> businesses_of(store::Tx& tx, const House& house, PersonId person, const privacy::Actor& actor,
                                    policy::Openings& openings) {
    std::vector<PersonId> companies;
    for (const auto record : directory::records_of(tx, person))
        for (const auto company : directory::companies_of(tx, record))
            if (std::ranges::find(companies, company) == companies.end()) companies.push_back(company);
    return open_all(tx, house, std::move(companies), actor, openings);
}

std::vector<Business> find_business(store::Tx& tx, const House& house, PersonId record, const privacy::Actor& actor,
                                    policy::Openings& openings) {
    if (!directory::is_company(tx, record)) return {};
    return open_all(tx, house, {record}, actor, openings);
}

Result<void> fill_in_business(TypedInvoice& typed, InvoiceSettings& settings, const std::vector<Business>& offered) {
    const auto record = parse_whole(typed.buyer_kind);
    if (!record) return {};
    typed.buyer_kind = "business";
    const auto chosen = std::ranges::find(offered, PersonId{*record}, &Business::record);
    if (chosen == offered.end())
        return refuse(ErrorCode::conflict, "unknown_business",
                      "This business is not there any more. Please choose again.", "buyer.kind");
    typed.name = chosen->name;
    typed.street = chosen->street;
    typed.postcode = chosen->postcode;
    typed.city = chosen->city;
    typed.kvk_number = chosen->kvk_number;
    typed.vat_number = chosen->vat_number;
    if (chosen->payment_days > 0) settings.days_to_pay = chosen->payment_days;
    return {};
}

void show_businesses(http::Dict& values, const TypedInvoice& typed, const std::vector<Business>& offered) {
    bool is_shown = !is_known_business(typed);
    for (const auto& business : offered) {
        const auto id = std::to_string(business.record.value());
        auto& row = values.add("KNOWN_BUSINESS").set("ID", id).set("BUSINESS_NAME", business.name);
        row.set("BUSINESS_DETAILS", details_of(business));
        if (typed.buyer_kind != id) continue;
        row.show("CHOSEN");
        is_shown = true;
    }
    if (!is_shown) values.show("CONSUMER");
}

}  // namespace autojet::accounts
