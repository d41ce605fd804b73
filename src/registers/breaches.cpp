#include "registers/breaches.hpp"

#include <set>

#include "registers/fields.hpp"
#include "registers/words.hpp"

namespace autojet::registers {

namespace {

constexpr std::size_t longest_text = 4000, longest_line = 200;
constexpr std::int64_t most_people = 100'000'000;

std::int64_t number_from(const std::string& text, std::string field, Fields& fields) {
    const auto digits = trim(text);
    if (digits.empty()) return 0;
    const auto number = parse_whole(digits);
    if (!number || *number < 0 || *number > most_people)
        fields.complain("not_a_number", "Please write a whole number; about right is enough.", std::move(field));
    return number.value_or(0);
}

Instant aware_from(const BreachFields& form, const Zone& zone, Instant now, Fields& fields) {
    const auto date = fields.needed_date(form.aware_date, "aware_date");
    const auto time = fields.take(parse_time_of_day(trim(form.aware_time), "aware_time"));
    if (!date || !time) return {};
    const auto instants = zone.to_instants(at(*date, *time));
    if (instants.empty() || instants.front() > now)
        fields.complain("in_the_future", "This moment has not come yet, or does not exist.", "aware_time");
    return instants.empty() ? Instant{} : instants.front();
}

policy::Categories categories_from(const std::vector<std::string>& names) {
    policy::Categories categories;
    for (const auto& name : names)
        if (const auto category = policy::find_category(name)) categories.set(static_cast<std::size_t>(*category));
    return categories;
}

// The items of GDPR 33(3).
Result<void> check_items(const Breach& breach) {
    const auto incomplete = [](std::string field) {
        return refuse(ErrorCode::invalid, "incomplete",
                      "The authority asks for this: please fill it in before you report.", std::move(field));
    };
    if (breach.nature.empty()) return incomplete("nature");
    if (breach.categories.none()) return incomplete("categories");
    if (breach.people == 0) return incomplete("people");
    if (breach.records == 0) return incomplete("records");
    if (breach.contact.empty()) return incomplete("contact");
    if (breach.consequences.empty()) return incomplete("consequences");
    if (breach.measures.empty()) return incomplete("measures");
    return {};
}

}  // namespace

// In the store: writes the decision.
void decide(store::Tx& tx, BreachId id, Decision decision, const std::string& reason, const privacy::Actor& actor);

std::optional<Breach> check(const BreachFields& form, const Zone& zone, Instant now, Errors& errors) {
    const auto before = errors.size();
    Fields fields(errors);
    Breach breach;
    breach.aware = aware_from(form, zone, now, fields);
    const auto began = fields.needed_date(form.began, "began");
    const auto ended = trim(form.ended).empty() ? began : fields.needed_date(form.ended, "ended");
    if (began && ended && *ended < *began)
        fields.complain("ends_before_it_begins", "The last day comes before the first.", "ended");
    breach.began = began.value_or(CivilDate{});
    breach.ended = ended.value_or(CivilDate{});
    breach.whose = value_in<Who>(who_codes, form.whose).value_or(Who::all);
    breach.nature = fields.text(form.nature, longest_text, "nature", Presence::required);
    breach.categories = categories_from(form.categories);
    breach.people = number_from(form.people, "people", fields);
    breach.records = number_from(form.records, "records", fields);
    breach.consequences = fields.text(form.consequences, longest_text, "consequences", Presence::optional);
    breach.measures = fields.text(form.measures, longest_text, "measures", Presence::optional);
    breach.contact = fields.line(form.contact, longest_line, "contact", Presence::optional);
    breach.delay = fields.text(form.delay, longest_text, "delay", Presence::optional);
    breach.risk = value_in<Risk>(risk_codes, form.risk).value_or(Risk::some);
    if (errors.size() != before) return std::nullopt;
    return breach;
}

Result<void> report(store::Tx& tx, BreachId id, const std::string& reference, const privacy::Actor& actor) {
    const auto breach = find_breach(tx, id);
    if (!breach) return not_in_register();
    if (auto whole = check_items(*breach); !whole) return whole;
    if (breach->is_late(tx.now()) && breach->delay.empty())
        return refuse(ErrorCode::invalid, "delay_needed",
                      "The 72 hours have passed: say why it is late. The authority asks for it.", "delay");
    const auto line = clean_line(reference, longest_line, "reference", Presence::optional);
    if (!line) return tl::unexpected(line.error());
    decide(tx, id, Decision::reported, *line, actor);
    return {};
}

Result<void> dismiss(store::Tx& tx, BreachId id, const std::string& reason, const privacy::Actor& actor) {
    const auto breach = find_breach(tx, id);
    if (!breach) return not_in_register();
    if (breach->risk != Risk::none)
        return refuse(ErrorCode::invalid, "risk_needs_report",
                      "A breach that may harm people is reported. Only one that harms nobody needs no notification.",
                      "risk");
    Errors errors;
    const auto text = Fields(errors).text(reason, longest_text, "reason", Presence::required);
    if (!errors.empty()) return tl::unexpected(errors.front());
    decide(tx, id, Decision::not_needed, text, actor);
    return {};
}

Affected affected_people(store::Tx& tx, privacy::Vault& vault, const Breach& breach, const Zone& zone) {
    const auto found = ledger_persons(tx, {.from = zone.start_of(breach.began),
                                           .until = zone.start_of(add_days(breach.ended, 1)),
                                           .who = breach.whose,
                                           .before = {}});
    const std::set<store::Bytes> digests(found.digests.begin(), found.digests.end());
    Affected affected{.persons = {}, .erased = 0, .everybody = found.of_everybody, .entries = found.entries};
    for (const auto person : vault.everybody(tx.shop()))
        if (found.of_everybody || digests.contains(vault.ledger_digest(tx.shop(), person)))
            affected.persons.push_back(person);
    if (digests.size() > affected.persons.size()) affected.erased = digests.size() - affected.persons.size();
    return affected;
}

}  // namespace autojet::registers
