// Messages from the contact form: kept for twelve months (policy K1), read at the desk to answer them (policy P2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customers.hpp"
#include "privacy/overdue.hpp"
#include "privacy/vault.hpp"

namespace autojet::contact {

using privacy::Category;
using privacy::PersonalText;

inline constexpr std::size_t longest_message = 4000;

// What the form brought, as it came.
struct Fields {
    std::string name;
    std::string email;
    std::string phone;
    std::string message;
};

// Checked and closed.
struct Sent {
    customers::Details sender;
    PersonalText<Category::message> body;
};

// Every error is added to `errors`, with its field; one of phone and e-mail is enough (policy D2). A citizen service
// number is refused with `citizen_service_number` (UAVG 46).
std::optional<Sent> check(const Fields& fields, Language language, Errors& errors);

struct Letter;
using LetterId = Id<Letter>;

// A stored message, closed.
struct Letter {
    LetterId id;
    PersonId sender;
    Instant created;
    bool handled = false;
    Language language{};
    PersonalText<Category::name> name;
    std::optional<PersonalText<Category::contact>> email;
    std::optional<PersonalText<Category::contact>> phone;
    PersonalText<Category::message> body;
};

// Stores it under a person record of its own, and the event `contact.received` with it.
LetterId add(store::Tx& tx, privacy::Vault& vault, const Sent& sent);

struct LetterPage {
    std::vector<Letter> letters;         // newest first, without those whose keys are gone
    std::optional<LetterId> older_than;  // there are more before this one
};

// At most `size` letters, older than `before` when there is one.
LetterPage newest(store::Tx& tx, privacy::Vault& vault, std::optional<LetterId> before, std::size_t size);

std::int64_t count_waiting(store::Tx& tx);

// Whether a letter of this sender is kept.
bool is_sender(store::Tx& tx, PersonId person);

// Senders after `after`, by number, at most `limit`.
std::vector<PersonId> list_senders(store::Tx& tx, PersonId after, int limit);
// That letter, when there is one whose key lives.
std::optional<Letter> find_by_sender(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Destroys the key, then deletes the letter, its place in the indexes and what waits in the outbox about it.
void erase_of_sender(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Done with; again changes nothing. Refused with `not_found`.
Result<void> mark_handled(store::Tx& tx, LetterId id);

// Erases what is older than the policy lets it be and not restricted, at most `limit`; answers how many.
std::int64_t forget_old(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy, int limit);

// Letters that should have gone.
privacy::Overdue overdue(store::Tx& tx, const policy::Published& policy);

// When the letter goes; nothing while it is restricted (policy R5).
std::optional<Instant> kept_until(store::Tx& tx, const policy::Published& policy, const Letter& letter);

// Makes the sender findable again after a restore, for the day on which they use a right (policy R1).
void index_sender(store::Tx& tx, privacy::Vault& vault, PersonId sender,
                  const policy::Warrant<policy::Purpose::rights>& warrant);

}  // namespace autojet::contact
