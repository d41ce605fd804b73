#include "registers/handovers.hpp"

#include <set>

#include "base/phone.hpp"
#include "base/plate.hpp"
#include "privacy/disclosures.hpp"
#include "registers/fields.hpp"
#include "registers/recipients.hpp"
#include "registers/words.hpp"

namespace autojet::registers {

namespace {

using policy::Category;
using privacy::IndexKind;
using privacy::PersonalText;

constexpr std::size_t longest_line = 300, longest_people = 4000, most_lines = 100;

// A line is tried as each of what can be looked up.
std::vector<PersonId> find_by(store::Tx& tx, privacy::Vault& vault, std::string_view line) {
    if (const auto email = EmailAddress::parse(line))
        return vault.find(tx, IndexKind::email, PersonalText<Category::contact>::collected(email->key()));
    if (const auto phone = PhoneNumber::parse(line))
        if (auto found = vault.find(tx, IndexKind::phone, PersonalText<Category::contact>::collected(phone->e164()));
            !found.empty())
            return found;
    if (const auto plate = PlateNumber::parse("NL", line))
        return vault.find(tx, IndexKind::plate, PersonalText<Category::vehicle>::collected(plate->key()));
    return {};
}

std::vector<PersonId> find_people(store::Tx& tx, privacy::Vault& vault, const std::string& text, Fields& fields) {
    std::set<PersonId> persons;
    std::size_t lines = 0;
    const auto clean = fields.take(clean_text(text, longest_people, "people", Presence::required));
    if (!clean) return {};
    for (const auto each : split(*clean, "\n")) {
        const auto line = trim(each);
        if (line.empty()) continue;
        const auto found = find_by(tx, vault, line);
        if (found.empty() || ++lines > most_lines) {
            fields.complain("nobody_found",
                            "Nobody is found by one of these lines. Write an e-mail address, a phone number or a "
                            "licence plate on each.",
                            "people");
            return {};
        }
        persons.insert(found.begin(), found.end());
    }
    return {persons.begin(), persons.end()};
}

policy::Categories categories_from(const std::vector<std::string>& names, const privacy::InForce& in_force,
                                   Fields& fields) {
    const auto opened = in_force.published.opened_by(policy::Purpose::legal_duty);
    policy::Categories categories;
    bool beyond = names.empty();
    for (const auto& name : names) {
        const auto category = policy::find_category(name);
        beyond = beyond || !category || !opened.test(static_cast<std::size_t>(*category));
        if (category) categories.set(static_cast<std::size_t>(*category));
    }
    if (beyond)
        fields.complain("beyond_the_law", "Choose at least one kind of data; the law opens no other than these.",
                        "categories");
    return categories;
}

Scope scope_of(const Handover& handover, const Zone& zone) {
    return {.categories = handover.categories,
            .from = handover.from ? zone.start_of(*handover.from) : Instant{},
            .until = handover.until ? zone.start_of(add_days(*handover.until, 1)) : Instant::max()};
}

policy::Categories categories_in(const std::vector<HeldRecord>& records) {
    policy::Categories categories;
    for (const auto& record : records)
        for (const auto& value : record.values) categories.set(static_cast<std::size_t>(value.category));
    return categories;
}

}  // namespace

// In the store.
std::vector<PersonId> persons_of(store::Tx& tx, HandoverId id);
void count_copy(store::Tx& tx, HandoverId id);

std::optional<NewHandover> check(store::Tx& tx, privacy::Vault& vault, const privacy::InForce& in_force,
                                 const HandoverFields& form, Errors& errors) {
    const auto before = errors.size();
    Fields fields(errors);
    NewHandover made;
    made.handover.authority = fields.line(form.authority, longest_line, "authority", Presence::required);
    if (trim(form.basis).empty())
        fields.complain("basis_needed", "Without a law that demands it, nothing is handed over: which article is it?",
                        "basis");
    else
        made.handover.basis = fields.line(form.basis, longest_line, "basis", Presence::required);
    made.handover.from = fields.date(form.from, "from");
    made.handover.until = fields.date(form.until, "until");
    if (made.handover.from && made.handover.until && *made.handover.until < *made.handover.from)
        fields.complain("ends_before_it_begins", "The last day comes before the first.", "until");
    made.handover.categories = categories_from(form.categories, in_force, fields);
    made.decided_by = fields.line(form.decided_by, longest_line, "decided_by", Presence::required);
    made.persons = find_people(tx, vault, form.people, fields);
    if (errors.size() != before) return std::nullopt;
    made.handover.people = static_cast<std::int64_t>(made.persons.size());
    return made;
}

Result<std::vector<HandedOver>> hand_over(store::Tx& tx, const House& house, const std::vector<HandOver>& slices,
                                          const Handover& handover, const privacy::Actor& actor,
                                          policy::Openings& openings) {
    const auto in_force = house.policies.of(tx);
    if (auto allowed = may_receive(tx, *in_force, Recipient::authority); !allowed)
        return tl::unexpected(allowed.error());
    const auto persons = persons_of(tx, handover.id);
    const auto warrant = house.gate.warrant<policy::Purpose::legal_duty>(tx, actor, persons, openings);
    if (!warrant) return tl::unexpected(warrant.error());
    const auto scope = scope_of(handover, house.shops.zone(tx.shop()));

    std::vector<HandedOver> all;
    for (const auto person : persons) {
        HandedOver one{person, {}};
        for (const auto& slice : slices)
            for (auto& record : slice(tx, person, *warrant, scope))
                if (!record.values.empty()) one.records.push_back(std::move(record));
        if (one.records.empty()) continue;
        privacy::disclosed(tx, person, Recipient::authority, categories_in(one.records), policy::Purpose::legal_duty,
                           "handover:" + std::to_string(handover.id.value()));
        all.push_back(std::move(one));
    }
    count_copy(tx, handover.id);
    return all;
}

http::JsonObject to_json(const Handover& handover, const std::vector<HandedOver>& people, const Shop& shop,
                         Instant now) {
    http::JsonArray persons;
    for (const auto& person : people) {
        http::JsonArray records;
        for (const auto& record : person.records) {
            http::JsonObject values;
            for (const auto& value : record.values) values[value.field] = value.value;
            records.push_back(http::JsonObject{{"kind", record.kind}, {"number", record.number}, {"values", values}});
        }
        persons.push_back(http::JsonObject{{"records", std::move(records)}});
    }
    return {{"from", http::JsonObject{{"name", shop.name}, {"kvk", shop.kvk}}},
            {"to", handover.authority},
            {"basis", handover.basis},
            {"made", format_rfc3339(now)},
            {"scope", http::JsonObject{{"categories", privacy::names_of(handover.categories)},
                                       {"from", text_of(handover.from)},
                                       {"until", text_of(handover.until)}}},
            {"people", std::move(persons)}};
}

}  // namespace autojet::registers
