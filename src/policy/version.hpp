#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace autojet::policy {

// The name of a version is the day of its publication (policy V2): "2026-11-22", and "2026-11-22.2" for the second one
// of a day, up to ".9". Names sort as text in the order of publication.

bool is_version(std::string_view text);

// "2026-11-22" of "2026-11-22.2".
std::string day_of(std::string_view version);

// What a version that is published on this day after `latest` is called. Refused with `not_later` when the latest is of
// a later day, and with `too_many_versions` after the ninth of a day.
Result<std::string> next_version(std::string_view latest, CivilDate today);

}  // namespace autojet::policy
