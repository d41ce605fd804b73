// Breaches of people's data (GDPR 33, 34): all of them, reported or not, with the clock of 72 hours, what the
// notification to the authority says, and whom it concerns.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.hpp"
#include "base/zone.hpp"
#include "policy/published.hpp"
#include "privacy/actor.hpp"
#include "privacy/vault.hpp"
#include "registers/ledger_lines.hpp"
#include "shop/observation.hpp"

namespace autojet::registers {

struct Breach;
using BreachId = Id<Breach>;

// `none`: unlikely to harm anybody. `some`: the authority is told. `high`: the people are told as well (GDPR 34).
enum class Risk { none, some, high };
inline constexpr std::array all_risks{Risk::none, Risk::some, Risk::high};
inline constexpr EnumNames<3> risk_codes{"none", "some", "high"};
std::string_view code(Risk risk);
std::string_view label(Risk risk);  // English, msgid

enum class Decision { open, reported, not_needed };
inline constexpr EnumNames<3> decision_codes{"open", "reported", "not_needed"};
std::string_view code(Decision decision);
std::string_view label(Decision decision);

inline constexpr std::chrono::hours time_to_report{72};  // GDPR 33(1)

struct Breach {
    BreachId id;
    Instant recorded, aware;
    CivilDate began, ended;
    Who whose{};  // openings of whom
    std::string nature;
    policy::Categories categories;
    std::int64_t people = 0, records = 0;
    std::string consequences, measures, contact;
    Risk risk{};
    std::string delay;
    Decision decision{};
    std::optional<Instant> decided;
    std::string reason;
    std::optional<Instant> told;

    [[nodiscard]] Instant deadline() const { return aware + time_to_report; }
    [[nodiscard]] bool is_overdue(Instant now) const { return decision == Decision::open && deadline() <= now; }
    // Told or decided after the deadline, or not yet and it has passed: reasons belong to it.
    [[nodiscard]] bool is_late(Instant now) const { return decided.value_or(now) > deadline(); }
};

// What a form brought; times as the browser writes them, on the shop's clock.
struct BreachFields {
    std::string aware_date, aware_time, began, ended, whose, nature, people, records, consequences, measures, contact,
        risk, delay;
    std::vector<std::string> categories;
};

// All errors are gathered, with their fields. Nature and the moment of becoming aware must be known at once; the rest
// may follow, in phases (GDPR 33(4)). Texts name nobody: an e-mail address is refused (`names_somebody`), and a citizen
// service number (`citizen_service_number`).
std::optional<Breach> check(const BreachFields& fields, const Zone& zone, Instant now, Errors& errors);

BreachId add(store::Tx& tx, const Breach& breach, const privacy::Actor& actor);
// The facts; not the decision. Refused with `not_found`.
Result<void> change(store::Tx& tx, const Breach& breach, const privacy::Actor& actor);

// The authority has been told. Refused with `incomplete`, naming the field, while an item of GDPR 33(3) is missing,
// and with `delay_needed` when it is late and says no reasons.
Result<void> report(store::Tx& tx, BreachId id, const std::string& reference, const privacy::Actor& actor);
// No notification is needed, because harm is unlikely. Refused with `reason_needed`, and with `risk_needs_report` for a
// risk that is not `none`.
Result<void> dismiss(store::Tx& tx, BreachId id, const std::string& reason, const privacy::Actor& actor);
// The people have been told (GDPR 34).
Result<void> mark_told(store::Tx& tx, BreachId id, const privacy::Actor& actor);

std::optional<Breach> find_breach(store::Tx& tx, BreachId id);
// Newest first.
std::vector<Breach> all_breaches(store::Tx& tx);

// The people of the shop whose data was opened in the days of the breach by whose openings were wrong: entries of the
// ledger carry their digests, which are recomputed here for everybody whose key lives.
struct Affected {
    std::vector<PersonId> persons;
    std::size_t erased = 0;  // digests of people who are no longer there
    bool everybody = false;  // an entry was about all that the shop has
    std::size_t entries = 0;
};
Affected affected_people(store::Tx& tx, privacy::Vault& vault, const Breach& breach, const Zone& zone);

// For the proof: no breach waits for its notification longer than 72 hours.
Observation look_at_breaches(store::Tx& tx);

std::int64_t forget_breaches(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::registers
