#include <algorithm>
#include <array>

#include "base/enum_names.hpp"
#include "workshop/intake.hpp"

namespace autojet::workshop {

namespace {

constexpr EnumNames<4> damage_codes{"scratch", "dent", "chip", "crack"};
constexpr EnumNames<4> damage_labels{"Scratch", "Dent", "Chip", "Crack"};

// The car stands with its nose up; left and right are the driver's.
constexpr std::array all_zones{
    CarZone{"front-bumper", "Front bumper", 100, 20},
    CarZone{"bonnet", "Bonnet", 100, 75},
    CarZone{"windscreen", "Windscreen", 100, 130},
    CarZone{"roof", "Roof", 100, 205},
    CarZone{"rear-window", "Rear window", 100, 290},
    CarZone{"boot", "Boot", 100, 335},
    CarZone{"rear-bumper", "Rear bumper", 100, 382},
    CarZone{"left-front-wing", "Left front wing", 40, 75},
    CarZone{"left-front-door", "Left front door", 36, 165},
    CarZone{"left-rear-door", "Left rear door", 36, 235},
    CarZone{"left-rear-wing", "Left rear wing", 40, 320},
    CarZone{"right-front-wing", "Right front wing", 160, 75},
    CarZone{"right-front-door", "Right front door", 164, 165},
    CarZone{"right-rear-door", "Right rear door", 164, 235},
    CarZone{"right-rear-wing", "Right rear wing", 160, 320},
};

}  // namespace

std::string_view code(Damage damage) {
    return name_in(damage_codes, damage);
}
std::string_view label(Damage damage) {
    return name_in(damage_labels, damage);
}
std::optional<Damage> damage_from_code(std::string_view text) {
    return value_in<Damage>(damage_codes, text);
}

std::span<const CarZone> zones() {
    return all_zones;
}
const CarZone* find_zone(std::string_view id) {
    const auto* found = std::ranges::find(all_zones, id, &CarZone::id);
    return found == all_zones.end() ? nullptr : found;
}
const CarZone& zone_at(int x, int y) {
    return *std::ranges::min_element(
        all_zones, {}, [&](const CarZone& zone) { return (zone.x - x) * (zone.x - x) + (zone.y - y) * (zone.y - y); });
}

}  // namespace autojet::workshop
