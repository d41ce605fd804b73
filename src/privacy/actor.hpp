// Who asks for personal data.
#pragma once

#include <string>

#include "base/id.hpp"

namespace autojet::privacy {

// Staff of the shop, the person themself (by the link in their confirmation), a job of the program, or the provider of
// the system at its command line (policy S3).
struct Actor {
    enum class Kind { stranger, person, staff, job, provider };

    static Actor stranger() { return {}; }
    static Actor person(PersonId person) { return {Kind::person, person.value(), ""}; }
    static Actor staff(PersonId account) { return {Kind::staff, account.value(), ""}; }
    static Actor job(std::string name) { return {Kind::job, 0, std::move(name)}; }

    static Actor provider() { return {Kind::provider, 0, ""}; }

    // As the ledger keeps it: never a name, and of a person not even the number.
    [[nodiscard]] std::string name_in_ledger() const;

    Kind kind = Kind::stranger;
    std::int64_t number = 0;
    std::string job_name;
};

}  // namespace autojet::privacy
