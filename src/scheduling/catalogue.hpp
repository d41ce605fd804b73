// What the shop offers: services, how long they take and what they cost for each size of vehicle.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/language.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "store/tx.hpp"

namespace autojet::scheduling {

using Minutes = std::chrono::minutes;

// Time is planned in pieces of this length; every duration is a multiple of it.
inline constexpr Minutes quantum_length{5};

enum class VehicleSize { small, medium, large, van };
inline constexpr std::array all_sizes{VehicleSize::small, VehicleSize::medium, VehicleSize::large, VehicleSize::van};
std::string_view code(VehicleSize size);
std::optional<VehicleSize> size_from_code(std::string_view text);
// "Small", the msgid of its translations.
std::string_view label(VehicleSize size);
// "Fiat 500, Toyota Aygo", so that people recognise their car; the msgid too.
std::string_view examples(VehicleSize size);

// What a bay is fit for.
enum class BayKind { care, lift };
std::string_view code(BayKind kind);
std::optional<BayKind> bay_kind_from_code(std::string_view text);

struct Resource;
using ResourceId = Id<Resource>;

// What work asks of a bay.
struct Need {
    BayKind kind{};
    std::vector<ResourceId> bays = {};     // these alone; empty: every bay of the kind
    std::optional<VehicleSize> size = {};  // that must fit
    Minutes buffer{};                      // how long the bay stays free afterwards

    Need(BayKind any) : kind(any) {}  // NOLINT: every bay of that kind
    Need(BayKind any, std::vector<ResourceId> only, std::optional<VehicleSize> vehicle, Minutes afterwards)
        : kind(any), bays(std::move(only)), size(vehicle), buffer(afterwards) {}
};

// No buffer is longer than this.
inline constexpr Minutes longest_buffer{240};

struct Offer {
    VehicleSize size{};
    Minutes duration{};
    Money price;  // including VAT
};

struct Service {
    std::string id;  // "hand-wash": stable in addresses and the JSON interface
    BayKind needs{};
    std::string icon;
    std::string name_nl, name_en;
    std::string about_nl, about_en;
    std::vector<Offer> offers;          // smallest vehicle first, never empty
    std::vector<ResourceId> bays = {};  // it is done in these alone; empty: in every bay that it needs
    Minutes buffer{0};
    bool price_from = false;  // prices are where it begins
    bool online = true;       // else at the desk alone
    bool retired = false;     // bookings still name it; nobody books it

    [[nodiscard]] const std::string& name(Language language) const {
        return language == Language::nl ? name_nl : name_en;
    }
    [[nodiscard]] const std::string& about(Language language) const {
        return language == Language::nl ? about_nl : about_en;
    }
    [[nodiscard]] const Offer* find_offer(VehicleSize size) const;
    [[nodiscard]] Need need(std::optional<VehicleSize> size = std::nullopt) const {
        return {needs, bays, size, buffer};
    }
};

using Catalogue = std::vector<Service>;

// Retired ones too: bookings name them.
const Service* find_service(const Catalogue& catalogue, std::string_view id);

// What can be booked there, in order.
enum class Where { website, desk };
std::vector<const Service*> offered(const Catalogue& catalogue, Where where);

Catalogue load_catalogue(store::Tx& tx);

// Adds the service at the end of the catalogue. Throws Broken for a duration that is no multiple of five minutes.
void add_service(store::Tx& tx, const Service& service);
// Writes everything about a service that is there but its place.
void change_service(store::Tx& tx, const Service& service);
// What no booking names. A service that was booked is retired instead.
void remove_service(store::Tx& tx, std::string_view id);
// The services of the catalogue in this order.
void order_services(store::Tx& tx, const std::vector<std::string>& ids);

}  // namespace autojet::scheduling
