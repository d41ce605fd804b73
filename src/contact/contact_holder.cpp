#include "contact/contact_holder.hpp"

#include "contact/letters.hpp"
#include "privacy/shown.hpp"
#include "shop/held_standing.hpp"

namespace autojet::contact {

namespace {

template <Category C>
void add(HeldRecord& held, std::string field, std::string_view label, const PersonalText<C>& closed,
         const ForRights& warrant) {
    if (auto value = closed.open_if_covered(warrant))
        held.values.push_back({C, std::move(field), label, std::move(*value), true});
}

std::vector<HeldRecord> describe(const House& house, store::Tx& tx, PersonId person, const ForRights& warrant) {
    const auto letter = find_by_sender(tx, house.vault, person);
    if (!letter) return {};
    HeldRecord held{.kind = "message",
                    .number = std::to_string(letter->id.value()),
                    .title = "Your message",
                    .collected = letter->created,
                    .source = "website",
                    .policy_version = privacy::version_collected_under(tx, person),
                    .retention = policy::RetentionClass::contact,
                    .kept_until = kept_until(tx, house.policies.of(tx)->published, *letter),
                    .values = {}};
    add(held, "contact_message.name", "Name", letter->name, warrant);
    if (letter->email) add(held, "contact_message.email", "E-mail address", *letter->email, warrant);
    if (letter->phone) add(held, "contact_message.phone", "Phone number", *letter->phone, warrant);
    add(held, "contact_message.body", "Your message", letter->body, warrant);
    add(held, "contact_message.language", "Language",
        PersonalText<Category::appointment>::of(person, std::string(autojet::code(letter->language))), warrant);
    shop::describe_standing(held, tx, house.vault, person, warrant);
    return {std::move(held)};
}

std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings) {
    const auto senders = list_senders(tx, after, limit);
    if (senders.empty()) return std::nullopt;
    const auto warrant =
        house.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::job("restore"), senders, openings);
    if (warrant)
        for (const auto sender : senders) index_sender(tx, house.vault, sender, *warrant);
    return senders.back();
}

}  // namespace

Holder letters_holder(const House& house) {
    return {
        .name = "contact",
        .knows = is_sender,
        .describe = [&house](store::Tx& tx, PersonId person,
                             const ForRights& warrant) { return contact::describe(house, tx, person, warrant); },
        .erase = [&house](store::Tx& tx, PersonId person) -> std::vector<Kept> {
            erase_of_sender(tx, house.vault, person);
            return {};
        },
        .list = list_senders,
        .reach = [&house](store::Tx& tx, PersonId person) -> std::optional<Reach> {
            auto letter = find_by_sender(tx, house.vault, person);
            if (!letter) return std::nullopt;
            return Reach{letter->language, std::move(letter->name), std::move(letter->email), std::move(letter->phone)};
        },
        .index_again = [&house](store::Tx& tx, PersonId after, int limit,
                                policy::Openings& openings) { return index_again(tx, house, after, limit, openings); }};
}

}  // namespace autojet::contact
