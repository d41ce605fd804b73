// What was typed on the intake page.
#pragma once

#include "workshop/form_reading.hpp"
#include "workshop/intake.hpp"

namespace autojet::workshop {

// Asked about with a tick: a reading below an earlier one of the vehicle.
inline constexpr std::string_view below_earlier = "below_earlier_reading";

// Errors `not_plausible`, each with its field: odometer, fuel, keys; and those of a text.
Noted noted_from(FormReading& form);

std::string text_of(const std::optional<std::int64_t>& number);
std::string text_of(const std::optional<int>& number);

}  // namespace autojet::workshop
