#include "base/zone.hpp"

#include <algorithm>
#include <exception>

#include <date/tz.h>

static_assert(USE_OS_TZDB == 1, "link date::date-tz, which says how the library was built");

namespace autojet {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

// The library writes paths of the machine into what it throws; what we throw says only what is wrong.
const date::tzdb& zone_files() {
    try {
        const auto& files = date::get_tzdb();
        if (!files.zones.empty()) return files;
    } catch (const std::exception&) {
    }
    throw Broken{"the system's time zone files are missing: install tzdata"};
}

date::local_seconds as_theirs(LocalTime local) {
    return date::local_seconds{local.time_since_epoch()};
}

Instant utc(int year, unsigned month, unsigned day, hours hour) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} + hour;
}

}  // namespace

Result<Zone> Zone::find(std::string_view name) {
    const auto& zones = zone_files().zones;
    const auto zone = std::ranges::find_if(zones, [&](const auto& each) { return each.name() == name; });
    if (zone == zones.end())
        return refuse(ErrorCode::invalid, "unknown_zone", "There is no time zone of this name.", "zone");
    return Zone{*zone};
}

void Zone::self_test() {
    const auto amsterdam = find("Europe/Amsterdam");
    if (!amsterdam) throw Broken{"the system's time zone files lack Europe/Amsterdam"};
    const auto expect = [&](Instant instant, seconds offset) {
        if (amsterdam->offset(instant) != offset)
            throw Broken{"the system's time zone files are wrong at " + autojet::format_rfc3339(instant)};
    };
    expect(utc(2026, 3, 29, hours{1}) - seconds{1}, hours{1});
    expect(utc(2026, 3, 29, hours{1}), hours{2});
    expect(utc(2026, 10, 25, hours{1}) - seconds{1}, hours{2});
    expect(utc(2026, 10, 25, hours{1}), hours{1});
    expect(utc(2037, 7, 1, hours{12}), hours{2});
}

std::string Zone::name() const {
    return zone_->name();
}

LocalTime Zone::to_local(Instant instant) const {
    return LocalTime{zone_->to_local(instant).time_since_epoch()};
}

std::vector<Instant> Zone::to_instants(LocalTime local) const {
    const auto info = zone_->get_info(as_theirs(local));
    const Instant first{local.time_since_epoch() - info.first.offset};
    switch (info.result) {
        case date::local_info::nonexistent:
            return {};
        case date::local_info::ambiguous:
            return {first, Instant{local.time_since_epoch() - info.second.offset}};
        default:
            return {first};
    }
}

Instant Zone::start_of(CivilDate day) const {
    const auto midnight = at(day, {});
    const auto instants = to_instants(midnight);
    return instants.empty() ? Instant{zone_->get_info(as_theirs(midnight)).first.end.time_since_epoch()}
                            : instants.front();
}

seconds Zone::offset(Instant instant) const {
    return zone_->get_info(instant).offset;
}

std::string Zone::format_rfc3339(Instant instant) const {
    return autojet::format_rfc3339(instant, offset(instant));
}

}  // namespace autojet
