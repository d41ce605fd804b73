// Ways in to `/me`: a code and a link that prove an e-mail address, or a code that the desk made after checking who it
// is. Both work once, within fifteen minutes, and open a session of an hour. The code, the link and the session token
// are nowhere in the data: code and link are derived from a key of the shop, of the token there is a digest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/email_address.hpp"
#include "base/language.hpp"
#include "privacy/vault.hpp"
#include "shop/holder.hpp"

namespace autojet::rights {

struct Pass;
using PassId = Id<Pass>;

inline constexpr std::chrono::minutes code_lifetime{15};
inline constexpr std::chrono::minutes session_lifetime{60};
inline constexpr std::string_view me_cookie_name = "autojet_me";

// Event of the outbox, about a pass: the code goes to the address, if anybody has it.
inline constexpr std::string_view code_wanted = "rights.code";

// Asks for a way in by e-mail. The same work whether or not anybody has this address.
PassId ask_for_pass(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email, Language language);
// Made at the desk, for the record of somebody whose identity was checked there; answers the code to read out.
std::string make_pass_at_desk(store::Tx& tx, privacy::Vault& vault, PersonId person, Language language);

// What the mail says: "7K3M-9QXP", and the last part of the link's path.
std::string code_of(privacy::Vault& vault, ShopId shop, PassId pass, Instant now);
std::string link_of(privacy::Vault& vault, ShopId shop, PassId pass, Instant now);

// A pass whose code or link works now.
std::optional<PassId> find_by_code(store::Tx& tx, privacy::Vault& vault, std::string_view typed);
std::optional<PassId> find_by_link(store::Tx& tx, privacy::Vault& vault, std::string_view link);

// Uses it up and answers the session token, which only the browser has. Refused with `code_wrong` when it was used
// already, or nobody has the address.
Result<std::string> open_session(store::Tx& tx, privacy::Vault& vault, const std::vector<Holder>& holders, PassId pass);
void close_session(store::Tx& tx, privacy::Vault& vault, PassId pass);

// Somebody who has proven who they are.
struct Guest {
    PassId pass;
    std::vector<PersonId> persons;  // their records: those with the proven address and those that are linked; sorted
    bool by_email = false;
};

// Nothing when there is no such session, or its hour is over.
std::optional<Guest> find_guest(store::Tx& tx, privacy::Vault& vault, const std::vector<Holder>& holders,
                                std::string_view token);

struct PassAddress {
    PersonId subject;
    Language language{};
    privacy::PersonalText<policy::Category::contact> address;
};
// Where the code goes: nothing when the pass is over, was made at the desk, or nobody has the address.
std::optional<PassAddress> find_address(store::Tx& tx, privacy::Vault& vault, const std::vector<Holder>& holders,
                                        PassId pass);

// The address that opened the session, closed; nothing when the desk made the way in.
std::optional<privacy::PersonalText<policy::Category::contact>> proven_address(store::Tx& tx, privacy::Vault& vault,
                                                                               PassId pass);

// The session keeps reaching this record, whatever address it gets: a correction proves no new address (policy R2).
void hold_on_to(store::Tx& tx, PassId pass, PersonId person);

// Deletes passes whose fifteen minutes, or whose hour, are over, and shreds their keys; answers how many.
std::int64_t forget_passes(store::Tx& tx, privacy::Vault& vault);

}  // namespace autojet::rights
