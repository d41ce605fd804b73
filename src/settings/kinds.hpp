// Every kind of thing that can be set.
#pragma once

#include <span>

#include "booking/booking.hpp"
#include "settings/settings.hpp"

namespace autojet::settings {

inline constexpr std::string_view week_key = "week";
inline constexpr std::string_view all_key = "all";

std::unique_ptr<Kind> service_kind();   // "service", its id
std::unique_ptr<Kind> order_kind();     // "order", all: of the services
std::unique_ptr<Kind> size_kind();      // "size", small to van
std::unique_ptr<Kind> hours_kind();     // "hours", week: 1 to 7 are its days
std::unique_ptr<Kind> holidays_kind();  // "holidays", all
std::unique_ptr<Kind> closure_kind();   // "closure", its first day
std::unique_ptr<Kind> special_kind();   // "special", its day
std::unique_ptr<Kind> rules_kind();     // "rules", all
std::unique_ptr<Kind> bay_kind();       // "bay", its number
std::unique_ptr<Kind> staff_kind();     // "staff", the account
std::unique_ptr<Kind> text_kind();      // "text", its name
std::unique_ptr<Kind> look_kind();      // "look", all

Settings all_settings();

// The service that the values describe, and back.
scheduling::Service service_from(const std::string& id, const Values& values);
Values values_of(const scheduling::Service& service);
std::string price_name(scheduling::VehicleSize size);    // "price_van"
std::string minutes_name(scheduling::VehicleSize size);  // "minutes_van"
// A stable name for a new service that no other has, from its English name.
std::string new_service_id(store::Tx& tx, std::string_view name);
std::span<const std::string_view> service_icons();

// What applying these values would make of the rules; `kind` is one of hours, holidays, closure, special, rules, bay.
scheduling::Rules with(scheduling::Rules rules, const Thing& thing, const std::optional<Values>& wanted);

scheduling::Resource bay_from(const std::string& key, const Values& values);
std::string new_bay_key(store::Tx& tx);
// Not cancelled, from now on, in this bay, by start.
std::vector<booking::Booking> planned_in(store::Tx& tx, scheduling::ResourceId bay);

}  // namespace autojet::settings
