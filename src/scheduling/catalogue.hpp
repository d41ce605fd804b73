// What the shop offers: services, how long they take and what they cost for each size of vehicle.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
    std::vector<Offer> offers;  // smallest vehicle first, never empty

    [[nodiscard]] const std::string& name(Language language) const {
        return language == Language::nl ? name_nl : name_en;
    }
    [[nodiscard]] const std::string& about(Language language) const {
        return language == Language::nl ? about_nl : about_en;
    }
    [[nodiscard]] const Offer* find_offer(VehicleSize size) const;
};

using Catalogue = std::vector<Service>;

const Service* find_service(const Catalogue& catalogue, std::string_view id);

Catalogue load_catalogue(store::Tx& tx);

// Adds the service at the end of the catalogue. Throws Broken for a duration that is no multiple of five minutes.
void add_service(store::Tx& tx, const Service& service);

}  // namespace autojet::scheduling
