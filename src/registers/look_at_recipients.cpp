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

}  // namespace autojet::registers
