// When the shop works and what can be booked: rules, not rows. What is taken already is in claims.hpp.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "scheduling/catalogue.hpp"
#include "scheduling/holidays.hpp"
#include "scheduling/sizes.hpp"
#include "store/database.hpp"

namespace autojet::scheduling {

enum class BayState { in_use, out_of_order, retired };
std::string_view code(BayState state);
std::string_view label(BayState state);  // English, msgid
std::optional<BayState> bay_state_from_code(std::string_view text);

// A bay.
struct Resource {
    ResourceId id;
    BayKind kind{};
    std::string name;
    BayState state = BayState::in_use;
    std::vector<VehicleSize> sizes = {};  // that fit; empty: all

    // Whether work that needs this can be planned here.
    [[nodiscard]] bool suits(const Need& need) const;
};

// From `opens` to `closes` on the wall clock; closes not after opens runs past midnight (schema.org).
struct Opening {
    std::chrono::weekday day;
    Minutes opens{};
    Minutes closes{};
};

// Hours that hold on one day instead of those of its weekday, holiday or not.
struct SpecialHours {
    CivilDate day;
    Minutes opens{};
    Minutes closes{};
};

struct Closure {
    CivilDate first;
    CivilDate last;
};

enum class Confirmation { by_the_shop, at_once };

struct BookingRules {
    Minutes notice{120};
    int horizon_days = 365;
    Minutes step{30};
    bool on_holidays = false;
    Confirmation confirmation = Confirmation::by_the_shop;
};

struct Span {
    Instant start;
    Instant end;

    friend bool operator==(const Span&, const Span&) = default;
};

// Everything that decides about free times but the claims. A value; copies are independent.
struct Rules {
    Zone zone;
    BookingRules booking;
    std::vector<Opening> openings;
    std::vector<Closure> closures;
    std::vector<Resource> resources;     // in use or out of order
    std::vector<Resource> retired = {};  // for what was planned in them
    std::vector<SpecialHours> special = {};
    HolidayChoices holidays = {};

    // Retired ones too; null when there is none.
    [[nodiscard]] const Resource* find_bay(ResourceId id) const;

    // Whether the shop is closed on this day whatever its weekday: a closed period, or a holiday without hours of its
    // own.
    [[nodiscard]] bool is_closed_day(CivilDate day) const;

    // The spans in which the shop works on this day, in order; empty when it is closed.
    [[nodiscard]] std::vector<Span> open_spans(CivilDate day) const;

    // The starts that the shop offers on this day for work of this length, free or not, past or not.
    [[nodiscard]] std::vector<Instant> offered_starts(CivilDate day, Minutes duration) const;

    // Whether this is one of them, late enough after `now` and not beyond the horizon. Refuses with `in_the_past`,
    // `too_soon`, `too_far_ahead` or `not_offered`; field "start".
    [[nodiscard]] Result<void> admit(Instant start, Minutes duration, Instant now) const;

    [[nodiscard]] CivilDate today(Instant now) const;
    [[nodiscard]] CivilDate last_day(Instant now) const;
};

Rules load_rules(store::Tx& tx, const Zone& zone);

void set_booking_rules(store::Tx& tx, const BookingRules& rules);
void add_opening(store::Tx& tx, const Opening& opening);
void add_closure(store::Tx& tx, const Closure& closure);
ResourceId add_resource(store::Tx& tx, BayKind kind, std::string_view name);

void set_openings(store::Tx& tx, const std::vector<Opening>& openings);
void remove_closure(store::Tx& tx, CivilDate first);
// Empty: the day is as any other of its weekday.
void set_special_hours(store::Tx& tx, CivilDate day, const std::vector<SpecialHours>& hours);
void set_holidays(store::Tx& tx, const HolidayChoices& choices);
// Writes everything about a bay, whether it was there or not.
void set_resource(store::Tx& tx, const Resource& resource);
// What nothing was ever planned in. A bay that was used is retired instead.
void remove_resource(store::Tx& tx, ResourceId id);

// What a shop offers and when, read once and kept until it changes: every request asks, hardly anyone changes it.
struct Timetable {
    Rules rules;
    Catalogue catalogue;
    SizeNames sizes = {};
};

class Timetables {
public:
    // `zone_of` answers with the time zone of a shop.
    Timetables(store::Database& database, std::function<Zone(ShopId)> zone_of);

    [[nodiscard]] std::shared_ptr<const Timetable> of(ShopId shop);
    // The same for who is inside a transaction.
    [[nodiscard]] std::shared_ptr<const Timetable> of(store::Tx& tx);

private:
    std::shared_ptr<const Timetable> find_kept(ShopId shop);
    std::shared_ptr<const Timetable> load(store::Tx& tx) const;

    store::Database& database_;
    std::function<Zone(ShopId)> zone_of_;
    std::mutex mutex_;
    std::map<ShopId, std::shared_ptr<const Timetable>> kept_;
    std::map<ShopId, unsigned> changes_;
};

}  // namespace autojet::scheduling
