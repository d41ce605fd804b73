#include "registers/overdue.hpp"

namespace autojet::registers {

namespace {

using policy::RetentionClass;

constexpr std::string_view count_incidents =
    "SELECT COUNT(*), MIN(at) FROM (SELECT at_time AS at FROM handover WHERE shop = $1 AND at_time <= $2 "
    "UNION ALL SELECT recorded AS at FROM breach WHERE shop = $1 AND recorded <= $2) AS kept";
constexpr std::string_view count_changes =
    "SELECT COUNT(*), MIN(at_time) FROM register_change WHERE shop = $1 AND at_time <= $2";

}  // namespace

std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy) {
    std::vector<privacy::Overdue> all;
    if (const auto period = policy.period(RetentionClass::incident))
        all.push_back(privacy::count_overdue(tx, RetentionClass::incident, *period, count_incidents));
    if (const auto period = policy.period(RetentionClass::ledger))
        all.push_back(privacy::count_overdue(tx, RetentionClass::ledger, *period, count_changes));
    return all;
}

}  // namespace autojet::registers
