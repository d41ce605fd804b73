#include "contact/contact_hand_over.hpp"

#include "contact/letters.hpp"

namespace autojet::contact {

namespace {

std::vector<HeldRecord> hand_over(const House& house, store::Tx& tx, PersonId person, const ForTheLaw& warrant,
                                  const Scope& scope) {
    const auto letter = find_by_sender(tx, house.vault, person);
    if (!letter || letter->created < scope.from || letter->created >= scope.until) return {};
    HeldRecord held{.kind = "sender",
                    .number = {},
                    .title = "Somebody who wrote",
                    .collected = letter->created,
                    .source = {},
                    .policy_version = {},
                    .retention = policy::RetentionClass::contact,
                    .kept_until = {},
                    .values = {}};
    add_in_scope(held, warrant, scope, "contact_message.name", "Name", letter->name);
    if (letter->email) add_in_scope(held, warrant, scope, "contact_message.email", "E-mail address", *letter->email);
    if (letter->phone) add_in_scope(held, warrant, scope, "contact_message.phone", "Phone number", *letter->phone);
    return {std::move(held)};
}

}  // namespace

HandOver hand_over_of_senders(const House& house) {
    return [&house](store::Tx& tx, PersonId person, const ForTheLaw& warrant, const Scope& scope) {
        return hand_over(house, tx, person, warrant, scope);
    };
}

}  // namespace autojet::contact
