// Who may do what at the desk: the one table of it (policy T1, least privilege).
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "privacy/actor.hpp"

namespace autojet::staff {

enum class Role { owner, desk, mechanic, bookkeeper };
inline constexpr std::array all_roles{Role::owner, Role::desk, Role::mechanic, Role::bookkeeper};

std::string_view code(Role role);
std::string_view label(Role role);  // English, msgid
std::optional<Role> role_from_code(std::string_view text);

// The parts of the desk that are given to a role or not. `own` is what everybody has: their account, and whether
// promises are kept and who looked at what.
enum class Part {
    own,
    calendar,
    work,
    customers,
    messages,
    requests,
    invoices,
    payments,
    accounts,
    figures,
    registers,
    policy,
    settings
};
inline constexpr std::array all_parts{Part::own,       Part::calendar, Part::work,     Part::customers, Part::messages,
                                      Part::requests,  Part::invoices, Part::payments, Part::accounts,  Part::figures,
                                      Part::registers, Part::policy,   Part::settings};
// "calendar", for sections of templates.
std::string_view name_of(Part part);

bool may(Role role, Part part);

// The same for an address of the desk, or the pattern of one. Of an address that the table does not name, the owner
// alone has the use.
bool may_open(Role role, std::string_view address);

// What a role may open data for: the gate asks it at every opening, whatever page it is for.
privacy::Purposes purposes_of(Role role);

// Where the desk begins for them.
std::string_view first_page(Role role);

}  // namespace autojet::staff
