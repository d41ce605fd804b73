// Person records. Anybody can type anybody's address, so every booking makes a record of its own; the desk links
// records into one person, without sealing anything anew, and can undo it. What is not linked is never shown together.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/language.hpp"
#include "base/phone.hpp"
#include "base/plate.hpp"
#include "base/text.hpp"
#include "privacy/vault.hpp"
#include "shop/house.hpp"

namespace autojet::customers {

using privacy::Category;
using privacy::PersonalText;

inline constexpr std::size_t longest_name = 100;
inline constexpr std::size_t longest_vehicle = 200;

// What a form or the JSON interface brought, as it came. Empty is absent.
struct ContactFields {
    std::string name;
    std::string email;
    std::string phone;
    std::string plate;
    std::string country = "NL";
    std::string vehicle;
};

// What the desk's search box finds a record by, closed: search_words.hpp says how they are cut.
struct SearchWords {
    std::vector<PersonalText<Category::name>> of_name;
    std::vector<PersonalText<Category::contact>> of_contact;
    std::vector<PersonalText<Category::vehicle>> of_plate;
};

// The same, checked and closed: from here on it opens with a warrant only.
struct Details {
    PersonalText<Category::name> name;
    std::optional<PersonalText<Category::contact>> email;
    std::optional<PersonalText<Category::contact>> email_key;  // normal form, for finding again
    std::optional<PersonalText<Category::contact>> phone;      // E.164
    std::optional<PersonalText<Category::vehicle>> plate;      // as on the vehicle, behind its country: "NL 54-JG-PV"
    std::optional<PersonalText<Category::vehicle>> plate_key;
    std::optional<PersonalText<Category::vehicle>> vehicle;
    Language language{};
    SearchWords words = {};
};

// Every error is added to `errors`, with its field; one of phone and e-mail is enough (policy D2).
std::optional<Details> check(const ContactFields& fields, Language language, Errors& errors);

// Stores a record of its own for these details (policy D1 to D3, K2).
PersonId add(store::Tx& tx, privacy::Vault& vault, const Details& details);

// A stored record, closed.
struct Record {
    PersonId id;
    PersonId identity;
    Instant created;
    Language language{};
    PersonalText<Category::name> name;
    std::optional<PersonalText<Category::contact>> email;
    std::optional<PersonalText<Category::contact>> phone;
    std::optional<PersonalText<Category::vehicle>> plate;
    std::optional<PersonalText<Category::vehicle>> vehicle;
};

// Refused with `not_found`, or `shredded` when its keys are gone.
Result<Record> load(store::Tx& tx, privacy::Vault& vault, PersonId person);

// What a list shows of somebody; the rest stays sealed (GDPR 5(1)(c)).
struct Label {
    PersonalText<Category::name> name;
    std::optional<PersonalText<Category::vehicle>> plate;
};
// As load.
Result<Label> load_label(store::Tx& tx, privacy::Vault& vault, PersonId person);

// "NL 54-JG-PV" taken apart.
struct PlateText {
    std::string country;
    std::string text;
};
PlateText split_plate(const std::string& stored);

bool exists(store::Tx& tx, PersonId person);

// Makes the record findable by e-mail address, phone number and plate, those that there are.
void index(store::Tx& tx, privacy::Vault& vault, PersonId person, const Details& details);

// The records after `after`, by number, at most `limit`.
std::vector<PersonId> list(store::Tx& tx, PersonId after, int limit);

// Destroys the keys of this record and deletes it, with what the person asked about its use. Those that were linked
// with it stay linked with each other. What belongs to its bookings is deleted by who calls.
void erase(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Makes records findable again after a restore, as Holder::index_again says. Its purpose is that of rights: who cannot
// be found cannot use them, restricted or not.
std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings);

// The same for records that have no words to be found by, as an older program left them.
std::optional<PersonId> index_words(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings);

// The records that are linked with this one, itself not included.
std::vector<PersonId> linked_with(store::Tx& tx, PersonId person);

// Makes both, and all that are linked with either, one person. Refused with `not_found`, or `restricted` when one of
// them is only kept (policy R5).
Result<void> link(store::Tx& tx, PersonId person, PersonId other);
// Takes the record out again: it stands alone. Refused as link is.
Result<void> unlink(store::Tx& tx, PersonId person);

}  // namespace autojet::customers
