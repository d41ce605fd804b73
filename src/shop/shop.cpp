#include "shop/shop.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace autojet::shop {

namespace {

constexpr std::string_view insert_shop =
    "INSERT INTO shop (shop, name, street, postcode, city, phone, email, whatsapp, kvk, vat, zone, url) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
constexpr std::string_view insert_host = "INSERT INTO shop_host (shop, host) VALUES ($1, $2)";
constexpr std::string_view select_shops =
    "SELECT shop, name, street, postcode, city, phone, email, whatsapp, kvk, vat, zone, url FROM shop ORDER BY shop";
constexpr std::string_view select_hosts = "SELECT host FROM shop_host WHERE shop = $1 ORDER BY host";

std::string without_port(std::string_view host) {
    std::string name = ascii_lower(host);
    const auto colon = name.rfind(':');
    if (colon != std::string::npos && name.find(']', colon) == std::string::npos) name.resize(colon);
    return name;
}

Shop shop_from(const store::Row& row) {
    return {.id = ShopId{row.integer(0)},
            .name = row.text(1),
            .street = row.text(2),
            .postcode = row.text(3),
            .city = row.text(4),
            .phone = row.text(5),
            .email = row.text(6),
            .whatsapp = row.integer(7) != 0,
            .kvk = row.text(8),
            .vat = row.text(9),
            .zone = row.text(10),
            .url = row.text(11),
            .hosts = {}};
}

Result<void> check(const Shop& shop, const std::vector<Shop>& others) {
    if (!Zone::find(shop.zone))
        return refuse(ErrorCode::invalid, "unknown_zone", "This time zone is not known.", "zone");
    if (!PhoneNumber::parse(shop.phone))
        return refuse(ErrorCode::invalid, "not_a_phone_number", "This is not a phone number.", "phone");
    if (shop.hosts.empty()) return refuse(ErrorCode::invalid, "required", "A shop needs a host name.", "host");
    for (auto host = shop.hosts.begin(); host != shop.hosts.end(); ++host) {
        if (host->empty()) return refuse(ErrorCode::invalid, "required", "A shop needs a host name.", "host");
        if (std::find(shop.hosts.begin(), host, *host) != host)
            return refuse(ErrorCode::conflict, "host_taken", "This host name is given twice.", "host");
    }
    for (const auto& other : others)
        for (const auto& host : shop.hosts)
            if (std::ranges::find(other.hosts, host) != other.hosts.end())
                return refuse(ErrorCode::conflict, "host_taken", "Another shop has this host name.", "host");
    return {};
}

}  // namespace

Result<Shop> add(store::Connection& connection, Shop shop) {
    for (auto& host : shop.hosts) host = without_port(host);
    const auto others = load_all(connection);
    if (auto fine = check(shop, others); !fine) return tl::unexpected(fine.error());

    shop.id = ShopId{others.empty() ? 1 : others.back().id.value() + 1};
    const std::array<store::Value, 12> row{shop.id.value(), shop.name,  shop.street, shop.postcode,
                                           shop.city,       shop.phone, shop.email,  std::int64_t{shop.whatsapp},
                                           shop.kvk,        shop.vat,   shop.zone,   shop.url};
    connection.run(insert_shop, row, {});
    for (const auto& host : shop.hosts) {
        const std::array<store::Value, 2> host_row{shop.id.value(), host};
        connection.run(insert_host, host_row, {});
    }
    return shop;
}

std::vector<Shop> load_all(store::Connection& connection) {
    std::vector<Shop> shops;
    connection.run(select_shops, {}, [&](const store::Row& row) { shops.push_back(shop_from(row)); });
    for (auto& shop : shops) {
        const std::array<store::Value, 1> key{shop.id.value()};
        connection.run(select_hosts, key, [&](const store::Row& row) { shop.hosts.push_back(row.text(0)); });
    }
    return shops;
}

Directory::Directory(std::vector<Shop> shops) : shops_(std::move(shops)) {
    for (const auto& shop : shops_) {
        for (const auto& host : shop.hosts)
            if (const auto [entry, fresh] = by_host_.emplace(host, shop.id); !fresh && entry->second != shop.id)
                throw Broken("two shops have the host name " + host);
        auto zone = Zone::find(shop.zone);
        if (!zone)
            throw Broken("shop " + std::to_string(shop.id.value()) +
                         " has a time zone that this machine does not know");
        zones_.emplace(shop.id, std::move(*zone));
    }
}

std::optional<ShopId> Directory::find_by_host(std::string_view host) const {
    const auto found = by_host_.find(without_port(host));
    return found == by_host_.end() ? std::nullopt : std::optional{found->second};
}

const Shop& Directory::load(ShopId id) const {
    const auto found = std::ranges::find(shops_, id, &Shop::id);
    if (found == shops_.end()) throw Broken("a shop that does not exist was asked for");
    return *found;
}

const Zone& Directory::zone(ShopId id) const {
    return zones_.at(id);
}

}  // namespace autojet::shop
