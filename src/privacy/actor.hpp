// Who asks for personal data.
#pragma once

#include <bitset>
#include <initializer_list>
#include <string>

#include "base/id.hpp"
#include "policy/tables.hpp"

namespace autojet::privacy {

// What somebody may open data for.
using Purposes = std::bitset<policy::all_purposes.size()>;
inline constexpr Purposes every_purpose{(1ULL << policy::all_purposes.size()) - 1};

constexpr Purposes set_of(std::initializer_list<policy::Purpose> purposes) {
    unsigned long long all = 0;
    for (const auto purpose : purposes) all |= 1ULL << static_cast<unsigned>(purpose);
    return Purposes{all};
}

// Staff of the shop, the person themself (by the link in their confirmation), a job of the program, or the provider of
// the system at its command line (policy S3).
struct Actor {
    enum class Kind { stranger, person, staff, job, provider };

    static Actor stranger() { return {}; }
    static Actor person(PersonId person) { return {Kind::person, person.value(), ""}; }
    // With the purposes that their role may have (staff/roles.hpp): the gate refuses every other one.
    static Actor staff(PersonId account, Purposes purposes) { return {Kind::staff, account.value(), "", purposes}; }
    static Actor job(std::string name) { return {Kind::job, 0, std::move(name)}; }

    static Actor provider() { return {Kind::provider, 0, ""}; }

    // As the ledger keeps it: never a name, and of a person not even the number.
    [[nodiscard]] std::string name_in_ledger() const;

    Kind kind = Kind::stranger;
    std::int64_t number = 0;
    std::string job_name = {};
    Purposes purposes = {};  // of staff
};

}  // namespace autojet::privacy
