#include "scheduling/catalogue.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace autojet::scheduling {

namespace {

constexpr std::string_view select_services =
    "SELECT service, needs, icon, name_nl, name_en, about_nl, about_en, online, retired, buffer_minutes, price_from "
    "FROM service WHERE shop = $1 ORDER BY position";
constexpr std::string_view select_bays =
    "SELECT service, resource FROM service_bay WHERE shop = $1 ORDER BY service, resource";
constexpr std::string_view select_sizes =
    "SELECT service, size, minutes, price_cents FROM service_size WHERE shop = $1 ORDER BY service, position";
constexpr std::string_view insert_service =
    "INSERT INTO service (shop, service, position, needs, icon, name_nl, name_en, about_nl, about_en) "
    "SELECT $1, $2, COALESCE(MAX(position), -1) + 1, $3, $4, $5, $6, $7, $8 FROM service WHERE shop = $1";
constexpr std::string_view update_service =
    "UPDATE service SET needs = $3, icon = $4, name_nl = $5, name_en = $6, about_nl = $7, about_en = $8, online = $9, "
    "retired = $10, buffer_minutes = $11, price_from = $12 WHERE shop = $1 AND service = $2";
constexpr std::string_view update_position = "UPDATE service SET position = $3 WHERE shop = $1 AND service = $2";
constexpr std::string_view delete_service = "DELETE FROM service WHERE shop = $1 AND service = $2";
constexpr std::string_view delete_sizes = "DELETE FROM service_size WHERE shop = $1 AND service = $2";
constexpr std::string_view delete_bays = "DELETE FROM service_bay WHERE shop = $1 AND service = $2";
constexpr std::string_view insert_bay = "INSERT INTO service_bay (shop, service, resource) VALUES ($1, $2, $3)";
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
            .offers = {},
            .buffer = Minutes{row.integer(9)},
            .price_from = row.integer(10) != 0,
            .online = row.integer(7) != 0,
            .retired = row.integer(8) != 0};
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

std::vector<const Service*> offered(const Catalogue& catalogue, Where where) {
    std::vector<const Service*> services;
    for (const auto& service : catalogue)
        if (!service.retired && (service.online || where == Where::desk)) services.push_back(&service);
    return services;
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
    tx.each(select_bays, [&](const store::Row& row) {
        const auto service = std::ranges::find(catalogue, row.text(0), &Service::id);
        if (service != catalogue.end()) service->bays.push_back(ResourceId{row.integer(1)});
    });
    return catalogue;
}

namespace {

void write_details(store::Tx& tx, const Service& service) {
    tx.run(update_service, service.id, code(service.needs), service.icon, service.name_nl, service.name_en,
           service.about_nl, service.about_en, service.online, service.retired, service.buffer.count(),
           service.price_from);
    tx.run(delete_sizes, service.id);
    for (const auto& offer : service.offers) {
        if (offer.duration <= Minutes{0} || offer.duration % quantum_length != Minutes{0})
            throw Broken("a duration must be a multiple of five minutes");
        tx.run(insert_size, service.id, code(offer.size), static_cast<int>(offer.size), offer.duration.count(),
               offer.price.cents());
    }
    tx.run(delete_bays, service.id);
    for (const auto bay : service.bays) tx.run(insert_bay, service.id, bay);
    tx.announce(store::Topic::catalogue);
}

}  // namespace

void add_service(store::Tx& tx, const Service& service) {
    tx.run(insert_service, service.id, code(service.needs), service.icon, service.name_nl, service.name_en,
           service.about_nl, service.about_en);
    write_details(tx, service);
}

void change_service(store::Tx& tx, const Service& service) {
    write_details(tx, service);
}

void remove_service(store::Tx& tx, std::string_view id) {
    tx.run(delete_sizes, id);
    tx.run(delete_bays, id);
    tx.run(delete_service, id);
    tx.announce(store::Topic::catalogue);
}

void order_services(store::Tx& tx, const std::vector<std::string>& ids) {
    for (std::size_t n = 0; n < ids.size(); ++n) tx.run(update_position, ids[n], n);
    tx.announce(store::Topic::catalogue);
}

}  // namespace autojet::scheduling
