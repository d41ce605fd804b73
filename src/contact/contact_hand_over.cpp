#include "contact/contact_hand_over.hpp"

#include "contact/letters.hpp"

namespace autojet::contact {

namespace {

template <Category C>
void add(HeldRecord& held, const ForTheLaw& warrant, const Scope& scope, std::string field, std::string_view label,
         const PersonalText<C>& closed) {
    const bool in_scope = scope.categories.test(static_cast<std::size_t>(C));
    if (in_scope && warrant.covers(closed.subject(), C))
        held.values.push_back({C, std::move(field), label, closed.open(warrant)});
}

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
    add(held, warrant, scope, "contact_message.name", "Name", letter->name);
    if (letter->email) add(held, warrant, scope, "contact_message.email", "E-mail address", *letter->email);
    if (letter->phone) add(held, warrant, scope, "contact_message.phone", "Phone number", *letter->phone);
    return {std::move(held)};
}

}  // namespace

HandOver hand_over_of_senders(const House& house) {
    return [&house](store::Tx& tx, PersonId person, const ForTheLaw& warrant, const Scope& scope) {
        return hand_over(house, tx, person, warrant, scope);
    };
}

}  // namespace autojet::contact
