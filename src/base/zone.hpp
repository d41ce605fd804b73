#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace date {
class time_zone;
}

namespace autojet {

// A time zone from the system's files, right until the end of 2037: never for retention, which counts in CivilDate.
// A small value to copy; thread-safe.
class Zone {
public:
    // By its name, such as "Europe/Amsterdam"; `unknown_zone` otherwise. Throws Broken when there are no zone files.
    static Result<Zone> find(std::string_view name);

    // Throws Broken when the zone files are missing or tell wrong times for Europe/Amsterdam.
    static void self_test();

    std::string name() const;

    LocalTime to_local(Instant instant) const;

    // None in the hour that spring skips, two (earlier first) in the hour that autumn repeats, else one.
    std::vector<Instant> to_instants(LocalTime local) const;

    // The first moment of a day: midnight, or where that is skipped the moment after the gap.
    Instant start_of(CivilDate day) const;

    // East of Greenwich is positive.
    std::chrono::seconds offset(Instant instant) const;

    std::string format_rfc3339(Instant instant) const;

private:
    explicit Zone(const date::time_zone& zone) : zone_{&zone} {}

    const date::time_zone* zone_;
};

}  // namespace autojet
