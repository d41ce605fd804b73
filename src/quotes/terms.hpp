// What a quote promises beside its lines; shown with every version and frozen with it.
#pragma once

#include <array>

#include "base/zone.hpp"
#include "quotes/quote.hpp"

namespace autojet::quotes {

// English, msgids.
inline constexpr std::array<std::string_view, 3> terms{
    "We only do what you approve, and you pay for nothing else.",
    "If it turns out more than ten per cent dearer than what you approve, we ask you first.",
    "You can change your answer until we begin with the work."};

// On which it can be answered by link.
inline CivilDate last_day(const Zone& zone, const Quote& quote) {
    return date_of(zone.to_local(*quote.valid_until - std::chrono::seconds{1}));
}

}  // namespace autojet::quotes
