// What a person asked of the shop about the use of their data: that it is only kept (policy R5, GDPR 18), or not used
// for something (policy R4, GDPR 21). It belongs to one record, goes with it, and counts from the transaction on in
// which it is written: limit_of_standing closes the data, may_change stops the changes.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "privacy/vault.hpp"

namespace autojet::privacy {

// The grounds of GDPR 18(1)(a) to (d): the data may be wrong; its use was unlawful, and the person wants it kept; the
// person needs it for a legal claim; an objection is being balanced.
enum class Ground { accuracy, unlawful, claim, objection };
inline constexpr std::array all_grounds{Ground::accuracy, Ground::unlawful, Ground::claim, Ground::objection};
std::string_view code(Ground ground);
std::string_view label(Ground ground);  // English, msgid
std::optional<Ground> ground_from_code(std::string_view text);

struct Restriction {
    Ground ground{};
    Instant since;
    std::optional<Instant> lifting;  // announced to the person
};

// What one can object to: policy P4, where the shop may balance interests, and marketing, where it may not.
enum class Aim { improvement, marketing };
std::string_view code(Aim aim);

enum class Balance { open, upheld, overridden };
std::string_view code(Balance balance);

struct Objection {
    Aim aim{};
    Instant since;
    Balance balance{};  // of marketing always `upheld`
    std::optional<Instant> decided;
    std::optional<PersonalText<Category::message>> reasons;  // closed; absent when its key is gone

    // Whether it stops the use: it does until the shop has shown compelling grounds (GDPR 21(1)).
    [[nodiscard]] bool stands() const { return balance != Balance::overridden; }
};

struct Standing {
    std::vector<Restriction> restrictions;
    std::vector<Objection> objections;

    [[nodiscard]] bool is_restricted() const { return !restrictions.empty(); }
};

inline constexpr std::size_t longest_reasons = 4000;
// The least time between the notice and the end of a restriction (GDPR 18(3) names none).
inline constexpr std::chrono::days notice_before_lifting{1};

[[nodiscard]] Standing standing_of(store::Tx& tx, Vault& vault, PersonId person);
[[nodiscard]] bool is_restricted(store::Tx& tx, PersonId person);
// The objection stands against this use.
[[nodiscard]] bool objects(store::Tx& tx, PersonId person, Aim aim);

// The data of this record is only kept from now on. Again on the same ground changes nothing, except that an announced
// lifting is called off.
void restrict_use(store::Tx& tx, PersonId person, Ground ground);
// The person was told that the restriction ends at that moment. Refused with `not_restricted`, or with `too_soon` when
// it is less than `notice_before_lifting` ahead.
Result<void> announce_lifting(store::Tx& tx, PersonId person, Ground ground, Instant moment);
// Refused with `not_restricted`, `not_announced`, or `too_soon` until the announced moment has come (GDPR 18(3)).
Result<void> lift(store::Tx& tx, PersonId person, Ground ground);

// Stops the use at once. An objection to marketing is absolute (GDPR 21(3)); one to policy P4 stands while it is
// balanced. Again changes nothing while it stands; against a use that was found overriding it is balanced anew.
void object(store::Tx& tx, PersonId person, Aim aim);
// Upheld or overridden, with reasons (checked text, not empty). Refused with `no_objection`, `already_decided`, or
// `absolute` for marketing.
Result<void> decide_objection(store::Tx& tx, Vault& vault, PersonId person, Aim aim, Balance decision,
                              const PersonalText<Category::message>& reasons);
// The person's own wish.
void take_back_objection(store::Tx& tx, PersonId person, Aim aim);

// Asked before anything of the person is changed. Refused with `restricted`. Lawful exceptions ask nobody: a person who
// cancels their own appointment, who is erased at their own request, or who is answered about their rights.
Result<void> may_change(store::Tx& tx, PersonId person);

// With the record. What was sealed goes with the record's key.
void forget_standing(store::Tx& tx, PersonId person);

inline constexpr std::string_view restricted_badge = "Restricted: only kept";  // msgid

}  // namespace autojet::privacy
