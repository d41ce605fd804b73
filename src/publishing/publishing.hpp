// Versions of the policy: drafts, publication, pages of what was in force, and telling people.
#pragma once

#include "publishing/policy_desk.hpp"
#include "publishing/version_pages.hpp"

namespace autojet::publishing {

class Publishing {
public:
    // `of_the_program` is the policy that the program carries: the ceiling, and the words for who writes none.
    // `holders` is asked when somebody has to be told.
    Publishing(const House& house, const shop::Site& site, const staff::Desk& desk, policy::Texts of_the_program,
               std::function<const std::vector<Holder>&()> holders);
    Publishing(const Publishing&) = delete;

    // Its routes, jobs and mails use the Publishing.
    [[nodiscard]] Module module();

private:
    const House& house_;
    policy::Texts texts_;
    policy::Model ceiling_;
    Telling telling_;
    PolicyDesk desk_;
    VersionPages pages_;
};

}  // namespace autojet::publishing
