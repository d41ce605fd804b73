// Accounts and sessions as the pages of this slice need them; the rest of the program includes staff/staff.hpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// The password of an account.
std::optional<std::string> password_hash_of(store::Tx& tx, PersonId account);
void set_password(store::Tx& tx, PersonId account, const std::string& hash);

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

// What the browser gets when the password was right: a session, or, where a second step is asked, half of one.
struct Entry {
    std::string token;
    Role role{};
    bool half = false;
};

// Whether it was a session or half of one.
void close_what_was(store::Tx& tx, std::string_view token_before);

// Ends what the browser had before.
Entry let_in(store::Tx& tx, PersonId account, const std::optional<std::string>& token_before);

// Half a session opens nothing. For five minutes it says whose second step is asked, and it is gone once that was
// right.
inline constexpr std::chrono::minutes half_session_lifetime{5};
std::optional<PersonId> find_half_session(store::Tx& tx, std::string_view token);
void close_half_session(store::Tx& tx, std::string_view token);

// Sets the password, ends what was signed in before and lets the person in. The link is dead then. Refused with
// `link_used` or `email_taken`.
Result<Entry> use_link(store::Tx& tx, privacy::Vault& vault, std::string_view token, const Setup& setup);

// How somebody signed in: with the password alone, with a code as well, with a passkey.
enum class Way { password, code, passkey };
std::string_view label(Way way);  // English, msgid

// Answers with the token, which only the browser has.
std::string open_session(store::Tx& tx, PersonId account, Way way = Way::password);

struct Session {
    Account account;
    bool seen_today = false;
};

// Nothing when the session has ended, is older than the policy lets it be, or the person has left.
std::optional<Session> find_session(store::Tx& tx, std::string_view token, const policy::Published& policy);
void mark_seen(store::Tx& tx, std::string_view token);

void close_session(store::Tx& tx, std::string_view token);
// Half ones too.
void close_all_sessions(store::Tx& tx, PersonId account);

// One of somebody's sessions, for a list of them.
struct OpenSession {
    std::string name;  // made from the digest: tells them apart and opens nothing
    Instant began;
    std::optional<Way> way;  // unknown of old ones
    std::chrono::sys_days seen;
    bool is_this = false;
};

// Newest first; `token` is of the one that asks.
std::vector<OpenSession> list_sessions(store::Tx& tx, PersonId account, std::string_view token);
// Refused with `unknown_session`.
Result<void> close_named_session(store::Tx& tx, PersonId account, std::string_view name);
void close_other_sessions(store::Tx& tx, PersonId account, std::string_view token);

// Deletes those that are over (policy K1, C1); answers how many.
std::int64_t forget_sessions(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::staff
