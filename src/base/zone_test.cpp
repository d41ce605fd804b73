#include "base/zone.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

using namespace std::chrono;

Zone amsterdam() {
    return Zone::find("Europe/Amsterdam").value();
}

constexpr Instant spring = sys_days{year{2026} / 3 / 29} + 1h;
constexpr Instant autumn = sys_days{year{2026} / 10 / 25} + 1h;

TEST(Zone, the_systems_files_are_right) {
    EXPECT_NO_THROW(Zone::self_test());
}

TEST(Zone, unknown_names_are_refused) {
    for (const auto* name : {"", "Europe/Almere", "../../etc/passwd", "/etc/localtime", "europe/amsterdam"})
        EXPECT_EQ(Zone::find(name).error().reason, "unknown_zone") << name;
    EXPECT_EQ(amsterdam().name(), "Europe/Amsterdam");
}

TEST(Zone, knows_summer_and_winter) {
    EXPECT_EQ(amsterdam().offset(sys_days{year{2026} / 7 / 1}), 2h);
    EXPECT_EQ(amsterdam().offset(sys_days{year{2026} / 12 / 1}), 1h);
    EXPECT_EQ(amsterdam().format_rfc3339(sys_days{year{2026} / 12 / 1} + 8h), "2026-12-01T09:00:00+01:00");
    EXPECT_EQ(amsterdam().to_instants(at(year{2026} / 12 / 1, 9h)),
              std::vector<Instant>{sys_days{year{2026} / 12 / 1} + 8h});
}

TEST(Zone, half_past_two_does_not_exist_when_summer_time_begins) {
    EXPECT_TRUE(amsterdam().to_instants(at(year{2026} / 3 / 29, 2h + 30min)).empty());
    EXPECT_TRUE(amsterdam().to_instants(at(year{2026} / 3 / 29, 2h)).empty());
    EXPECT_EQ(amsterdam().to_instants(at(year{2026} / 3 / 29, 3h)), std::vector<Instant>{spring});
    EXPECT_EQ(amsterdam().to_instants(at(year{2026} / 3 / 29, 2h - 1s)), std::vector<Instant>{spring - 1s});
}

TEST(Zone, half_past_two_occurs_twice_when_summer_time_ends) {
    const auto twice = amsterdam().to_instants(at(year{2026} / 10 / 25, 2h + 30min));
    EXPECT_EQ(twice, (std::vector<Instant>{autumn - 30min, autumn + 30min}));
    EXPECT_EQ(amsterdam().format_rfc3339(twice[0]), "2026-10-25T02:30:00+02:00");
    EXPECT_EQ(amsterdam().format_rfc3339(twice[1]), "2026-10-25T02:30:00+01:00");
    EXPECT_EQ(amsterdam().to_instants(at(year{2026} / 10 / 25, 3h)).size(), 1u);
}

TEST(Zone, every_five_minutes_of_both_days_come_back) {
    const auto zone = amsterdam();
    for (const auto change : {spring, autumn})
        for (auto instant = change - 24h; instant < change + 24h; instant += 5min) {
            const auto local = zone.to_local(instant);
            const auto instants = zone.to_instants(local);
            EXPECT_EQ(std::count(instants.begin(), instants.end(), instant), 1) << format_rfc3339(instant);
            for (const auto each : instants) EXPECT_EQ(zone.to_local(each), local);
        }
}

TEST(Zone, a_day_starts_at_midnight_or_where_that_is_skipped_after_the_gap) {
    using namespace std::chrono;
    const auto amsterdam = Zone::find("Europe/Amsterdam").value();
    EXPECT_EQ(amsterdam.start_of(2026y / 3 / 29), Instant{sys_days{2026y / 3 / 28} + 23h});
    const auto beirut = Zone::find("Asia/Beirut").value();  // summer begins at midnight there
    EXPECT_EQ(beirut.start_of(2026y / 3 / 29), Instant{sys_days{2026y / 3 / 28} + 22h});
}

RC_GTEST_PROP(Zone, an_instant_is_among_the_answers_for_its_local_time, ()) {
    const auto zone = amsterdam();
    const auto first = sys_seconds{sys_days{year{2000} / 1 / 1}}.time_since_epoch().count();
    const auto last = sys_seconds{sys_days{year{2037} / 12 / 31}}.time_since_epoch().count();
    const Instant instant{seconds{*rc::gen::inRange(first, last)}};
    const auto instants = zone.to_instants(zone.to_local(instant));
    RC_ASSERT(std::find(instants.begin(), instants.end(), instant) != instants.end());
    RC_ASSERT(std::is_sorted(instants.begin(), instants.end()));
    RC_ASSERT(parse_rfc3339(zone.format_rfc3339(instant)) == instant);
}

}  // namespace
}  // namespace autojet
