// How a work order is told to people at the desk.
#pragma once

#include "http/html.hpp"
#include "staff/desk.hpp"
#include "workshop/intake.hpp"
#include "workshop/orders.hpp"

namespace autojet::workshop {

// The names of those who work here, opened once for a page.
class StaffNames {
public:
    StaffNames(store::Tx& tx, const House& house, const privacy::Actor& actor, policy::Openings& openings,
               Language language)
        : tx_(tx), house_(house), actor_(actor), openings_(openings), language_(language) {}

    // "Bo"; "somebody who left" when the account is forgotten; "the program" for what no person did.
    std::string of(PersonId account);
    std::string of(const std::string& actor_in_ledger);

private:
    store::Tx& tx_;
    const House& house_;
    const privacy::Actor& actor_;
    policy::Openings& openings_;
    Language language_;
    std::map<PersonId, std::string> known_;
};

// "In progress", "Waits for parts"; msgid.
std::string_view told(const Stand& stand);
// "state-waiting", for colours.
std::string class_of(const Stand& stand);

// "1 h 25", of a minute and less "1 min".
std::string time_spent(std::chrono::seconds spent);
// "10:12" today, else "Tuesday 24 November 2026, 10:12".
std::string moment_text(const Zone& zone, Instant moment, Instant now, Language language);

// ORDER_URL, REFERENCE, STATE, STATE_CLASS, SINCE, and, where the warrant covers it and the role needs it: NAME,
// HAS_PLATE, HAS_VEHICLE, HAS_PHONE, HAS_EMAIL. RESTRICTED in place of them when the data is only kept.
void show_order(http::Dict& values, store::Tx& tx, const House& house, const WorkOrder& order,
                const Result<ForWork>& warrant, const staff::Account& account, Language language);

}  // namespace autojet::workshop
