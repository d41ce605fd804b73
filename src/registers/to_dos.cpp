#include "registers/registers.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view select_first_published = "SELECT MIN(published) FROM policy_version WHERE shop = $1";

// A new shop gets this long for what only it can fill in; a contract is told this long before it ends.
constexpr std::chrono::days time_to_fill_in{30};
constexpr std::chrono::days time_to_renew{60};

std::string url_of(Recipient recipient) {
    return "/desk/registers/recipients/" + std::string(policy::name_of(recipient));
}

// The first moment after the last day; in UTC, which is an hour or two early for nobody's harm.
Instant end_of(CivilDate last_day) {
    return Instant{std::chrono::sys_days{last_day} + std::chrono::days{1}};
}

}  // namespace

std::vector<ToDo> Registers::breaches_to_do(store::Tx& tx, Language language) const {
    std::vector<ToDo> all;
    for (const auto& breach : all_breaches(tx)) {
        const auto url = "/desk/registers/breaches/" + std::to_string(breach.id.value());
        if (breach.decision == Decision::open)
            all.push_back({.what = house_.messages.translate(language, "Report the data breach, or say why not"),
                           .due = breach.deadline(),
                           .url = url,
                           .overdue = breach.is_overdue(tx.now())});
        if (breach.risk == Risk::high && !breach.told)
            all.push_back({.what = house_.messages.translate(language, "Tell the people of the data breach"),
                           .due = std::nullopt,
                           .url = url,
                           .overdue = false});
    }
    return all;
}

std::vector<ToDo> Registers::to_dos(store::Tx& tx, Language language) const {
    const auto in_force = house_.policies.of(tx);
    const auto first_day =
        tx.find(select_first_published, [](const store::Row& row) { return row.find_instant(0).value_or(Instant{}); });
    const Instant fill_in_by = first_day.value_or(Instant{}) + time_to_fill_in;
    std::vector<ToDo> all = breaches_to_do(tx, language);
    for (const auto recipient : policy::all_recipients) {
        if (!in_force->published.names(recipient)) continue;
        const auto facts = facts_of(tx, recipient);
        const auto* row = policy::find(in_force->model.recipients, policy::name_of(recipient));
        const auto who = row ? row->title.in(language) : facts.legal_name;
        const auto add = [&](std::string_view what, Instant due) {
            all.push_back({.what = house_.messages.translate(language, what) + ": " + who,
                           .due = due,
                           .url = url_of(recipient),
                           .overdue = due <= tx.now()});
        };
        if (!missing(facts).empty()) add("Fill in the facts of this recipient", fill_in_by);
        if (facts.contract_end && end_of(*facts.contract_end) - time_to_renew <= tx.now())
            add(end_of(*facts.contract_end) <= tx.now() ? "The contract is over, and nothing is sent any more"
                                                        : "The contract ends",
                end_of(*facts.contract_end));
    }
    return all;
}

}  // namespace autojet::registers
