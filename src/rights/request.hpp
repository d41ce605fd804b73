// The register of requests: what somebody asked of the shop about their own data, until when it must be answered, how
// we know that it is them, and what was answered (policy R1 to R8, X1, X2; GDPR 12). Requests are free of charge: there
// is no place for a fee.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/messages.hpp"
#include "base/zone.hpp"
#include "policy/published.hpp"
#include "privacy/vault.hpp"

namespace autojet::rights {

using privacy::Category;
using privacy::PersonalText;

struct Request;
using RequestId = Id<Request>;

enum class Kind { access, correction, deletion, restriction, objection, portability, withdrawal, complaint };
inline constexpr std::array all_kinds{Kind::access,    Kind::correction,  Kind::deletion,   Kind::restriction,
                                      Kind::objection, Kind::portability, Kind::withdrawal, Kind::complaint};
std::string_view code(Kind kind);
std::string_view label(Kind kind);    // English, msgid
std::string_view promise(Kind kind);  // "R3"
std::optional<Kind> kind_from_code(std::string_view text);

enum class Channel { self_service, phone, mail, letter, in_person };
inline constexpr std::array all_channels{Channel::self_service, Channel::phone, Channel::mail, Channel::letter,
                                         Channel::in_person};
std::string_view code(Channel channel);
std::string_view label(Channel channel);
std::optional<Channel> channel_from_code(std::string_view text);

// How we know that it is them, no more than it takes (GDPR 12(6)): they proved the address that we have, called from
// the number that we have, knew what only they know, or stood before us.
enum class Identity { open, address, known, question, seen };
inline constexpr std::array all_identities{Identity::open, Identity::address, Identity::known, Identity::question,
                                           Identity::seen};
std::string_view code(Identity identity);
std::string_view label(Identity identity);
std::optional<Identity> identity_from_code(std::string_view text);

enum class Outcome { granted, partly, refused };
inline constexpr std::array all_outcomes{Outcome::granted, Outcome::partly, Outcome::refused};
std::string_view code(Outcome outcome);
std::string_view label(Outcome outcome);
std::optional<Outcome> outcome_from_code(std::string_view text);

inline constexpr std::size_t longest_words = 4000;

using Words = PersonalText<Category::message>;
using Address = PersonalText<Category::contact>;

// A request as the database keeps it; what was written is sealed under its own number, apart from the person's record.
struct Request {
    RequestId id;
    std::string number;  // booking/reference.hpp: "7K3M9QXP"
    Kind kind{};
    Channel channel{};
    Language language{};
    Instant received;
    Instant due;  // the answer comes before this
    std::optional<Instant> extended;
    Identity identity{};
    std::optional<Outcome> outcome;
    std::optional<Instant> answered;

    [[nodiscard]] bool is_open() const { return !answered; }
    [[nodiscard]] bool is_overdue(Instant now) const { return is_open() && due <= now; }
    // Stands for the request where the vault wants a person.
    [[nodiscard]] PersonId subject() const { return PersonId{id.value()}; }
};

// One month from receipt, or three: the first moment that is too late (GDPR 12(3)). Months are civil ones in the
// shop's time, and the last day counts whole.
Instant end_of_term(const Zone& zone, Instant received, int months);
// The last day of the term.
CivilDate last_day(const Zone& zone, const Request& request);

struct NewRequest {
    Kind kind{};
    Channel channel{};
    Language language{};
    std::vector<PersonId> persons;  // the records that it is about; may be empty for a complaint
    std::optional<Words> words = {};
    std::optional<Address> contact = {};  // kept apart from everything else (class rights_contact)
    Identity identity = Identity::open;
};

// Gives it a number and a term.
Request open_request(store::Tx& tx, privacy::Vault& vault, const Zone& zone, const NewRequest& wanted);

// Two more months, with reasons, once, and only within the first (GDPR 12(3)). Refused with `required`,
// `already_answered`, `already_extended`, or `too_late`. The person is told.
Result<Request> extend(store::Tx& tx, privacy::Vault& vault, const Zone& zone, RequestId id, std::string_view reasons);

// How their identity was established. What was asked on a doubt is discarded here (GDPR 12(6)).
Result<Request> establish(store::Tx& tx, RequestId id, Identity identity);
// A reasonable doubt, written down: only after that more may be asked.
Result<Request> doubt(store::Tx& tx, privacy::Vault& vault, RequestId id, std::string_view why);
// What they gave beside. Refused with `no_doubt` when none is on record.
Result<Request> keep_more(store::Tx& tx, privacy::Vault& vault, RequestId id, std::string_view given);

// Answers it. Refused with `required` when it is not granted whole and no reason is given (GDPR 12(4), 12(5)), with
// `identity_open` when nobody knows who asks, and with `already_answered`. The text that is kept and sent is
// answer_text().
Result<Request> answer(store::Tx& tx, privacy::Vault& vault, const Messages& messages, RequestId id, Outcome outcome,
                       std::string_view reason);
// The words of an answer: what was decided and why; that it is free; and, always, the Autoriteit Persoonsgegevens and
// the court (GDPR 12(4), 77, 79; policy X2).
std::string answer_text(const Messages& messages, Language language, const Request& request, Outcome outcome,
                        std::string_view reason);

// The answer has reached them: from here the address for it has its thirty days.
void mark_delivered(store::Tx& tx, RequestId id);

// Reading: request_store.cpp.
Result<Request> load(store::Tx& tx, RequestId id);
std::optional<Request> find_by_number(store::Tx& tx, std::string_view number);
std::vector<Request> of_person(store::Tx& tx, PersonId person);
// Open ones by due date; then the answered, newest first, at most `answered`.
std::vector<Request> all_requests(store::Tx& tx, int answered);
std::vector<PersonId> persons_of(store::Tx& tx, RequestId id);

struct Written {
    std::optional<Words> words, reasons, doubt, answer, more;
    std::optional<Address> contact;
    std::optional<Instant> delivered;
};
// What is written in it, closed. What has been shredded is absent.
Written load_written(store::Tx& tx, privacy::Vault& vault, const Request& request);

// Whether a key of this number belongs to a request or to a way in.
bool is_subject(store::Tx& tx, PersonId person);

// Deletes requests three years after their answer, with what belongs to them (class rights), and shreds addresses
// thirty days after delivery (class rights_contact); the oldest first, at most 500 at a time. Both answer how many.
std::int64_t forget_requests(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy);
std::int64_t forget_contacts(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy);

}  // namespace autojet::rights
