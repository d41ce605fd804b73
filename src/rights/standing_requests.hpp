// Requests that change how data may be used: restriction and objection, done for all records of a person at once, from
// `/me` and from the desk alike (policy R4, R5).
#pragma once

#include "http/html.hpp"
#include "privacy/standing.hpp"
#include "rights/request.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

std::optional<privacy::Aim> aim_from_code(std::string_view text);

// Restricts at once, notes who received the data and is to be told, and answers the request.
Result<Request> restrict_for(store::Tx& tx, const House& house, const Request& request,
                             const std::vector<PersonId>& persons, privacy::Ground ground);

// Stops the use at once. Of marketing that is the whole answer (GDPR 21(3)); of policy P4 the shop balances and
// answers.
Result<Request> object_for(store::Tx& tx, const House& house, const Request& request,
                           const std::vector<PersonId>& persons, privacy::Aim aim);

// The shop's decision on an objection to policy P4, with its reasons, for all its records; answers the request.
Result<Request> decide_for(store::Tx& tx, const House& house, RequestId request, privacy::Balance decision,
                           std::string_view reasons);

// Announces the end of a restriction to the person, who has a day to object to it (GDPR 18(3)).
Result<Request> announce_lifting_for(store::Tx& tx, const Request& request, privacy::Ground ground);
// Ends it. Refused as privacy::lift refuses.
Result<Request> lift_for(store::Tx& tx, const Request& request, privacy::Ground ground);

// #RESTRICTION {GROUND SINCE #LIFTING{DAY}}, #OBJECTION {AIM SINCE STATE}, #NO_STANDING
void show_standing(http::Dict& values, store::Tx& tx, const House& house, const std::vector<PersonId>& persons,
                   Language language);

}  // namespace autojet::rights
