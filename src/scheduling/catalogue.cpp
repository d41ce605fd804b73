#include "scheduling/catalogue.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace autojet::scheduling {

namespace {

constexpr std::string_view select_services =
    "SELECT service, needs, icon, name_nl, name_en, about_nl, about_en FROM service WHERE shop = $1 ORDER BY position";
constexpr std::string_view select_sizes =
    "SELECT service, size, minutes, price_cents FROM service_size WHERE shop = $1 ORDER BY service, position";
constexpr std::string_view insert_service =
    "INSERT INTO service (shop, service, position, needs, icon, name_nl, name_en, about_nl, about_en) "
    "SELECT $1, $2, COUNT(*), $3, $4, $5, $6, $7, $8 FROM service WHERE shop = $1";
constexpr std::string_view insert_size =
    "INSERT INTO service_size (shop, service, size, position, minutes, price_cents) VALUES ($1, $2, $3, $4, $5, $6)";

constexpr EnumNames<4> size_codes{"small", "medium", "large", "van"};
constexpr EnumNames<4> size_labels{"Small", "Medium", "Large", "Van"};
constexpr EnumNames<4> size_examples{"Fiat 500, Toyota Aygo, VW Up", "VW Golf, Ford Focus, Tesla Model 3",
                                     "Volvo V90, BMW X5, Skoda Kodiaq", "VW Transporter, Mercedes Vito, Ford Transit"};
constexpr EnumNames<2> bay_codes{"care", "lift"};

Service service_from(const store::Row& row) {
    return {.id = row.text(0),
            .needs = bay_kind_from_code(row.text(1)).value(),
            .icon = row.text(2),
            .name_nl = row.text(3),
            .name_en = row.text(4),
            .about_nl = row.text(5),
            .about_en = row.text(6),
            .offers = {}};
}

}  // namespace

std::string_view code(VehicleSize size) {
    return name_in(size_codes, size);
}
std::string_view label(VehicleSize size) {
    return name_in(size_labels, size);
}
std::string_view examples(VehicleSize size) {
    return name_in(size_examples, size);
}
std::optional<VehicleSize> size_from_code(std::string_view text) {
    return value_in<VehicleSize>(size_codes, text);
}
std::string_view code(BayKind kind) {
    return name_in(bay_codes, kind);
}
std::optional<BayKind> bay_kind_from_code(std::string_view text) {
    return value_in<BayKind>(bay_codes, text);
}

const Offer* Service::find_offer(VehicleSize size) const {
    const auto found = std::ranges::find(offers, size, &Offer::size);
    return found == offers.end() ? nullptr : &*found;
}

const Service* find_service(const Catalogue& catalogue, std::string_view id) {
    const auto found = std::ranges::find(catalogue, id, &Service::id);
    return found == catalogue.end() ? nullptr : &*found;
}

Catalogue load_catalogue(store::Tx& tx) {
    Catalogue catalogue = tx.all(select_services, service_from);
    tx.each(select_sizes, [&](const store::Row& row) {
        const auto service = std::ranges::find(catalogue, row.text(0), &Service::id);
        if (service == catalogue.end()) return;
        service->offers.push_back({.size = size_from_code(row.text(1)).value(),
                                   .duration = Minutes{row.integer(2)},
                                   .price = Money::of_cents(row.integer(3))});
    });
    return catalogue;
}

void add_service(store::Tx& tx, const Service& service) {
    tx.run(insert_service, service.id, code(service.needs), service.icon, service.name_nl, service.name_en,
           service.about_nl, service.about_en);
    for (const auto& offer : service.offers) {
        if (offer.duration <= Minutes{0} || offer.duration % quantum_length != Minutes{0})
            throw Broken("a duration must be a multiple of five minutes");
        tx.run(insert_size, service.id, code(offer.size), static_cast<int>(offer.size), offer.duration.count(),
               offer.price.cents());
    }
    tx.announce(store::Topic::catalogue);
}

}  // namespace autojet::scheduling
