// What is noted when a vehicle is taken in. What the customer hands over (keys, accessories) is theirs to give; what
// the shop sees for itself (odometer, fuel, marks, a signature) waits until the shop has published the clause for it
// and this person knows of it (policy D0): `not_published`, `not_told` until then.
#pragma once

#include <span>

#include "policy/tables.hpp"
#include "workshop/order.hpp"

namespace autojet::workshop {

inline constexpr std::int64_t most_kilometres = 2'000'000;
inline constexpr int fuel_eighths = 8;
inline constexpr int most_keys = 20;
inline constexpr std::size_t longest_accessories = 500;
inline constexpr std::size_t longest_mark_note = 200;
inline constexpr std::size_t most_marks = 60;
inline constexpr std::size_t largest_signature = 200 * 1024;  // bytes

// As noted, opened or typed; empty where nothing was.
struct Noted {
    std::optional<std::int64_t> odometer;  // kilometres
    std::optional<int> fuel;               // eighths of the tank
    std::optional<int> keys;
    std::string accessories;
    bool signed_on_paper = false;

    friend bool operator==(const Noted&, const Noted&) = default;
};

// The same, closed.
struct Intake {
    std::optional<PersonalText<Category::condition>> odometer, fuel;
    std::optional<PersonalText<Category::details>> keys, accessories;
    bool signed_on_paper = false;
    Edition edition;
};

using ForWork = policy::Warrant<policy::Purpose::appointment>;

// Of an order without one: empty, of version 0. Refused with `shredded`.
Result<Intake> load_intake(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// What the warrant does not cover is left out.
Noted opened(const Intake& intake, const ForWork& warrant);
// The highest odometer reading of this vehicle that other orders have: of records with the same plate, as far as the
// warrant covers them.
std::optional<std::int64_t> highest_reading(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order,
                                            const ForWork& warrant);
// Everybody whom highest_reading() may look at.
std::vector<PersonId> records_of_vehicle(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Refused as changeable() is, with `changed_meanwhile`, and where odometer or fuel is noted with the reasons of
// privacy::may_use. While those say no, what was noted of both before stays.
Result<void> note_intake(store::Tx& tx, const House& house, WorkOrderId id, const Noted& noted, std::int64_t seen,
                         const Actor& actor);

enum class Damage { scratch, dent, chip, crack };
inline constexpr std::array all_damages{Damage::scratch, Damage::dent, Damage::chip, Damage::crack};
std::string_view code(Damage damage);
std::string_view label(Damage damage);  // English, msgid
std::optional<Damage> damage_from_code(std::string_view text);

// A part of the outline, seen from above, for who cannot point at it.
struct CarZone {
    std::string_view id;
    std::string_view label;  // English, msgid
    int x = 0, y = 0;        // its middle
};
inline constexpr int outline_width = 200;
inline constexpr int outline_height = 400;
std::span<const CarZone> zones();
const CarZone* find_zone(std::string_view id);
// The zone whose middle is nearest.
const CarZone& zone_at(int x, int y);

struct Mark;
using MarkId = Id<Mark>;

struct MarkContent {
    int x = 0, y = 0;  // on the outline
    Damage damage{};
    std::string note;
};
struct Mark {
    MarkId id;
    PersonalText<Category::condition> content;  // mark_content() reads it
    Instant made;
    std::string actor;  // as in the ledger
};
MarkContent mark_content(std::string_view opened);

Result<std::vector<Mark>> marks_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// Refused as changeable() is, with `too_many_marks`, `off_the_outline` and the reasons of privacy::may_use.
Result<MarkId> add_mark(store::Tx& tx, const House& house, WorkOrderId id, const MarkContent& mark, const Actor& actor);
// Gone already is what was wanted.
Result<void> remove_mark(store::Tx& tx, WorkOrderId order, MarkId id);

struct Signature {
    PersonalText<Category::signature> image;  // PNG
    Instant taken;
};
Result<std::optional<Signature>> load_signature(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// `png` was drawn anew by pictures.hpp; it takes the place of an earlier one. Refused as changeable() is, and with the
// reasons of privacy::may_use.
Result<void> keep_signature(store::Tx& tx, const House& house, WorkOrderId id, std::string png, const Actor& actor);
Result<void> remove_signature(store::Tx& tx, WorkOrderId id);

}  // namespace autojet::workshop
