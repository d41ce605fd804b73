// Recipients who have to hear of a correction, a deletion or a restriction, because they really received something
// (GDPR 19). A notice stays a task of the desk until somebody wrote down that they were told.
#pragma once

#include "rights/request.hpp"

namespace autojet::rights {

struct Notice;
using NoticeId = Id<Notice>;

struct Notice {
    NoticeId id;
    RequestId request;
    std::string recipient;  // as the policy names them
    std::string what;       // correction, deletion, restriction
    Instant created;
    std::optional<Instant> told;
    std::optional<Words> confirmation;  // closed
};

// The recipients, as the policy names them, who really received something of these persons.
std::vector<std::string> who_received(store::Tx& tx, const std::vector<PersonId>& persons);

// One for each of those. Again adds none.
void note_recipients(store::Tx& tx, const Request& request, std::string_view what,
                     const std::vector<PersonId>& persons);
void note_recipient(store::Tx& tx, const Request& request, std::string_view what, std::string_view recipient);

std::vector<Notice> notices_of(store::Tx& tx, privacy::Vault& vault, const Request& request);
std::vector<Notice> open_notices(store::Tx& tx);

// They were told, and this is what they said. Refused with `not_found`, `already_told` or `required`.
Result<Notice> confirm_notice(store::Tx& tx, privacy::Vault& vault, NoticeId id, std::string_view confirmation);

}  // namespace autojet::rights
