// What a slice keeps about people, in one shape for all: for a copy of it (policy R1, R6), for erasing it (policy R3),
// and for how long it stays (policy K1 to K3). A slice with personal data hands one Holder to the program; a right
// reaches everything by asking each of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "policy/personal.hpp"
#include "policy/warrant.hpp"
#include "store/tx.hpp"

namespace autojet {

// One value, opened.
struct HeldValue {
    policy::Category category{};
    std::string field;       // stable name in exports, "person.name"
    std::string_view label;  // English, msgid
    std::string value;
    bool provided = true;  // the person gave it: what portability hands over (GDPR 20(1))
};

// Values that were collected together and go together: a customer's record, a booking, a message.
struct HeldRecord {
    std::string kind;        // "customer", "booking", "message": stable, in exports
    std::string number;      // tells records of a kind apart, "7K3M9QXP"
    std::string_view title;  // English, msgid
    Instant collected;
    std::string source;          // who it came from and how: "website", "desk", "whatsapp"
    std::string policy_version;  // shown when it was collected; empty when none was
    policy::RetentionClass retention{};
    std::optional<Instant> kept_until;  // absent: the event from which it is counted has not come
    std::vector<HeldValue> values;
};

// What must stay although the person asked to erase it, why, and until when (policy K3, GDPR 17(3)(b)).
struct Kept {
    std::string what;      // English, msgid
    std::string_view law;  // "AWR 52"
    std::string number;    // of the document
    Instant until;
};

using ForRights = policy::Warrant<policy::Purpose::rights>;
using EmailKey = policy::Personal<std::string, policy::Category::contact>;  // EmailAddress::key(), not yet anybody's

// How to write to somebody, or to call them; closed.
struct Reach {
    Language language{};
    policy::Personal<std::string, policy::Category::name> name;
    std::optional<policy::Personal<std::string, policy::Category::contact>> email;
    std::optional<policy::Personal<std::string, policy::Category::contact>> phone;  // E.164
};

// A table whose sealed values are not simply under the key of the person in its column `person`.
struct SealedUnder {
    std::string_view table;
    std::string_view key_column = "person";  // names whose key it is: a request, a pass
    std::string_view group_column = {};      // names the expiry group; empty: there are none
};

struct Holder {
    std::string_view name;  // of the slice

    // Whether it keeps a record of this person: a key of somebody whom no slice knows is an orphan.
    std::function<bool(store::Tx&, PersonId)> knows;

    // The persons whose records have this e-mail address, from an index of the slice's own. Empty function: it puts its
    // addresses into the index of the vault, which is asked once for all slices, or keeps none.
    std::function<std::vector<PersonId>(store::Tx&, const EmailKey&)> find_by_email = {};

    // Everything that it keeps of this person, oldest first. What the warrant does not cover is left out.
    std::function<std::vector<HeldRecord>(store::Tx&, PersonId, const ForRights&)> describe = {};

    // Destroys the keys, then deletes everything of this person that may go; answers what stays. Doing it again changes
    // nothing and answers the same.
    std::function<std::vector<Kept>(store::Tx&, PersonId)> erase = {};

    // Everybody of whom it keeps a record, by number: those after `after`, at most `limit`.
    std::function<std::vector<PersonId>(store::Tx&, PersonId after, int limit)> list = {};

    // Nothing when it keeps no record of this person, or none that can be read.
    std::function<std::optional<Reach>(store::Tx&, PersonId)> reach = {};

    // After a restore: puts records back into the indexes that backups leave out, those after the given person, at most
    // so many, by opening what was sealed. Answers the last of them, or nothing when there are none.
    std::function<std::optional<PersonId>(store::Tx&, PersonId after, int limit, policy::Openings&)> index_again = {};

    // Its tables that need a word about their keys: a restore drops what no key opens any more.
    std::vector<SealedUnder> sealed = {};
};

}  // namespace autojet
