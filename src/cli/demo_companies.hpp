// The businesses that bring their vehicles to a demo shop.
#pragma once

#include <map>
#include <span>
#include <string_view>

#include "invoicing/invoice.hpp"
#include "shop/house.hpp"

namespace autojet::cli {

// Empty is absent. None of them exists; their numbers only pass the checks.
struct Company {
    std::string_view name, street, postcode, city, country, vat, kvk, domain;
    bool resells = false;  // what is done to its vehicles: it owes the VAT itself

    [[nodiscard]] invoicing::Buyer buyer() const;
};
std::span<const Company> all_companies();

// Which record is which of them.
class Clients {
public:
    // Writes down those that the shop does not have yet.
    Clients(const House& house, ShopId shop);

    // Who comes in their name, one of the people whom one speaks to there.
    void add_contact(store::Tx& tx, std::size_t company, PersonId person) const;
    // Of whom this person, or a record that is linked with it, is a contact; null for who comes for themselves.
    [[nodiscard]] const Company* find_of(store::Tx& tx, PersonId person) const;

private:
    std::map<std::size_t, PersonId> records_;
};

}  // namespace autojet::cli
