#include <pugixml.hpp>

#include "invoicing/ubl_parts.hpp"

namespace autojet::invoicing {

namespace {

// Of a simplified invoice, which need not say who bought: the standard asks for a name (BR-07).
constexpr std::string_view nobody = "Klant";

// The number of an organisation with the scheme that it belongs to.
struct Registration {
    std::string number;
    std::string_view scheme;
};

std::optional<Registration> registration_of(const Buyer& buyer) {
    if (buyer.oin) return Registration{buyer.oin->text(), Oin::scheme};
    if (buyer.kvk) return Registration{buyer.kvk->text(), KvkNumber::scheme};
    return std::nullopt;
}

void add_address(pugi::xml_node party, const Address& address) {
    auto node = party.append_child("cac:PostalAddress");
    add_text(node, "cbc:StreetName", address.street);
    add_text(node, "cbc:CityName", address.city);
    add_text(node, "cbc:PostalZone", address.postcode);
    add_text(node.append_child("cac:Country"), "cbc:IdentificationCode", address.country);
}

void add_vat_number(pugi::xml_node party, const std::optional<VatNumber>& vat) {
    if (!vat) return;
    auto scheme = party.append_child("cac:PartyTaxScheme");
    add_text(scheme, "cbc:CompanyID", vat->text());
    add_text(scheme.append_child("cac:TaxScheme"), "cbc:ID", "VAT");
}

void add_legal_entity(pugi::xml_node party, std::string_view name, const std::optional<Registration>& registration) {
    auto entity = party.append_child("cac:PartyLegalEntity");
    add_text(entity, "cbc:RegistrationName", name);
    if (registration) add_text(entity, "cbc:CompanyID", registration->number, "schemeID", registration->scheme);
}

}  // namespace

void add_seller(pugi::xml_node root, const Seller& seller, Endpoints endpoints) {
    auto party = root.append_child("cac:AccountingSupplierParty").append_child("cac:Party");
    if (endpoints == Endpoints::given)
        add_text(party, "cbc:EndpointID", seller.kvk.text(), "schemeID", KvkNumber::scheme);
    add_address(party, seller.address);
    add_vat_number(party, seller.vat);
    add_legal_entity(party, seller.name, Registration{seller.kvk.text(), KvkNumber::scheme});
}

void add_buyer(pugi::xml_node root, const Buyer& buyer, Endpoints endpoints, SellerVat seller) {
    auto party = root.append_child("cac:AccountingCustomerParty").append_child("cac:Party");
    const auto registration = registration_of(buyer);
    if (endpoints == Endpoints::given && registration)
        add_text(party, "cbc:EndpointID", registration->number, "schemeID", registration->scheme);
    add_address(party, buyer.address.value_or(Address{}));  // the country is asked for in any case (BR-11)
    if (seller == SellerVat::registered) add_vat_number(party, buyer.vat);
    add_legal_entity(party, buyer.name.empty() ? nobody : std::string_view{buyer.name}, registration);
}

}  // namespace autojet::invoicing
