// Accounts and sessions as the pages of this slice need them; the rest of the program includes staff/staff.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "staff/staff.hpp"

namespace autojet::staff {

// What digests of the addresses that people sign in with are made for.
inline constexpr std::string_view use_of_email = "staff email";

struct Credentials {
    Account account;
    std::optional<std::string> password_hash;  // none until the link was used
};

// Those of somebody who works here.
std::optional<Credentials> find_credentials(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email);

struct OpenLink {
    PersonId account;
    bool asks_who = false;  // the first owner gives name and address as well
};

std::optional<OpenLink> find_link(store::Tx& tx, privacy::Vault& vault, std::string_view token);

struct Who {
    std::string name;
    EmailAddress email;
};

struct Setup {
    std::optional<Who> who;
    std::string password_hash;
    Language language{};
};

// Sets the password, ends what was signed in before and answers with the token of a new session. The link is dead then.
// Refused with `link_used` or `email_taken`.
Result<std::string> use_link(store::Tx& tx, privacy::Vault& vault, std::string_view token, const Setup& setup);

// Answers with the token, which only the browser has.
std::string open_session(store::Tx& tx, PersonId account);

struct Session {
    Account account;
    bool seen_today = false;
};

// Nothing when the session has ended, is older than the policy lets it be, or the person has left.
std::optional<Session> find_session(store::Tx& tx, std::string_view token, const policy::Published& policy);
void mark_seen(store::Tx& tx, std::string_view token);

void close_session(store::Tx& tx, std::string_view token);
void close_all_sessions(store::Tx& tx, PersonId account);

// Deletes those that are over (policy K1, C1); answers how many.
std::int64_t forget_sessions(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::staff
