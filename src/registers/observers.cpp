#include <algorithm>

#include "registers/breaches.hpp"
#include "registers/recipients.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view select_recipients = "SELECT DISTINCT recipient FROM disclosure WHERE shop = $1";

}  // namespace

Observation look_at_recipients(store::Tx& tx, const privacy::InForce& in_force) {
    std::size_t count = 0;
    bool all_named = true;
    tx.each(select_recipients, [&](const store::Row& row) {
        const auto recipient = policy::find_recipient(row.text(0));
        all_named = all_named && recipient && in_force.published.names(*recipient);
        ++count;
    });
    if (!all_named)
        return {Verdict::fails,
                {"Er ging iets naar een ontvanger die niet in het beleid staat.",
                 "Something went to a recipient that the policy does not name."}};
    const auto number = std::to_string(count);
    return {Verdict::holds,
            {"Ontvangers die iets kregen: " + number + ", allemaal uit het beleid.",
             "Recipients that got something: " + number + ", all of them in the policy."}};
}

Observation look_at_breaches(store::Tx& tx) {
    const auto breaches = all_breaches(tx);
    const auto late =
        std::ranges::count_if(breaches, [&](const Breach& breach) { return breach.is_overdue(tx.now()); });
    if (late > 0)
        return {Verdict::fails,
                {"Een datalek had al gemeld moeten zijn.", "A data breach should have been reported by now."}};
    const auto number = std::to_string(breaches.size());
    return {Verdict::holds,
            {"Datalekken in het register: " + number + ", geen daarvan over de 72 uur.",
             "Data breaches in the register: " + number + ", none of them past its 72 hours."}};
}

}  // namespace autojet::registers
