// The shops of this installation. Every request, row, key and session belongs to exactly one (policy S3).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/phone.hpp"
#include "base/result.hpp"
#include "base/zone.hpp"
#include "store/connection.hpp"

namespace autojet {

// What the shop says about itself: the controller of the policy (policy W1 to W4).
struct Shop {
    ShopId id;
    std::string name;
    std::string street;
    std::string postcode;
    std::string city;
    std::string phone;  // E.164
    std::string email;
    bool whatsapp = false;
    std::string kvk;
    std::string vat;
    std::string zone = "Europe/Amsterdam";
    std::string url;                 // public address; empty: the address it listens on
    std::vector<std::string> hosts;  // host names that lead here, lower case
};

namespace shop {

// Stores a shop under the next free number and answers with it. Refuses a host that another shop has (`host_taken`),
// an unknown zone or a phone number that is none.
Result<Shop> add(store::Connection& connection, Shop shop);

std::vector<Shop> load_all(store::Connection& connection);

// Who is meant by a host name; made once, at the start.
class Directory {
public:
    explicit Directory(std::vector<Shop> shops);

    // `host` as in the Host header; a port is ignored.
    [[nodiscard]] std::optional<ShopId> find_by_host(std::string_view host) const;
    [[nodiscard]] const Shop& load(ShopId id) const;
    [[nodiscard]] const Zone& zone(ShopId id) const;
    [[nodiscard]] const std::vector<Shop>& all() const { return shops_; }

private:
    std::vector<Shop> shops_;
    std::map<std::string, ShopId, std::less<>> by_host_;
    std::map<ShopId, Zone> zones_;
};

}  // namespace shop
}  // namespace autojet
