#include "rights/observers.hpp"

namespace autojet::rights {

namespace {

constexpr std::string_view count_old_requests =
    "SELECT COUNT(*), MIN(answered) FROM rights_request WHERE shop = $1 AND answered <= $2";
constexpr std::string_view count_old_contacts =
    "SELECT COUNT(*), MIN(delivered) FROM rights_contact WHERE shop = $1 AND delivered <= $2";
constexpr std::string_view count_old_passes =
    "SELECT COUNT(*), MIN(created) FROM me_pass WHERE shop = $1 AND created <= $2";

constexpr std::string_view count_late =
    "SELECT COUNT(*) FROM rights_request WHERE shop = $1 AND answered IS NULL AND due <= $2";
constexpr std::string_view count_stuck =
    "SELECT COUNT(*) FROM rights_erasure e JOIN rights_request r ON r.shop = e.shop AND r.request = e.request "
    "WHERE e.shop = $1 AND e.state <> 'done' AND r.received <= $2";
constexpr std::string_view count_half =
    "SELECT COUNT(*) FROM rights_erasure e JOIN rights_person p ON p.shop = e.shop AND p.request = e.request "
    "WHERE e.shop = $1 AND e.state = 'done'";

std::int64_t number(const store::Row& row) {
    return row.integer(0);
}

// Every request is answered within its term (GDPR 12(3)).
Observation look_at_terms(store::Tx& tx) {
    const auto late = tx.find(count_late, number, tx.now()).value_or(0);
    if (late == 0)
        return {Verdict::holds,
                {.nl = "Elk verzoek is binnen zijn termijn.", .en = "Every request is within its term."}};
    const auto count = std::to_string(late);
    return {Verdict::fails, {.nl = count + " verzoeken zijn te laat.", .en = count + " requests are past their term."}};
}

// No erasure is stuck for a day, and none is called done before it is.
Observation look_at_erasures(store::Tx& tx) {
    const auto stuck = tx.find(count_stuck, number, tx.now() - std::chrono::hours{24}).value_or(0);
    const auto half = tx.find(count_half, number).value_or(0);
    if (stuck == 0 && half == 0)
        return {Verdict::holds,
                {.nl = "Elke verwijdering is helemaal gedaan.", .en = "Every erasure is done completely."}};
    return {Verdict::fails,
            {.nl = "Een verwijdering is niet helemaal gedaan.", .en = "An erasure is not done completely."}};
}

}  // namespace

std::vector<Observer> observers() {
    return {{"requests", look_at_terms}, {"erasures", look_at_erasures}};
}

std::vector<privacy::Overdue> overdue_requests(store::Tx& tx, const policy::Published& policy) {
    std::vector<privacy::Overdue> all;
    for (const auto& [retention, sql] : {std::pair{policy::RetentionClass::rights, count_old_requests},
                                         {policy::RetentionClass::rights_contact, count_old_contacts},
                                         {policy::RetentionClass::session, count_old_passes}})
        if (const auto period = policy.period(retention))
            all.push_back(privacy::count_overdue(tx, retention, *period, sql));
    return all;
}

}  // namespace autojet::rights
