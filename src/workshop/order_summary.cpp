#include "workshop/order_summary.hpp"

namespace autojet::workshop {

namespace {

constexpr std::string_view count_tasks =
    "SELECT w.work_order, COUNT(*), SUM(CASE WHEN t.state IN ('done', 'skipped') THEN 1 ELSE 0 END) FROM work_order w "
    "JOIN work_task t ON t.shop = w.shop AND t.work_order = w.work_order WHERE w.shop = $1 AND w.state <> 'collected' "
    "GROUP BY w.work_order";
constexpr std::string_view select_busy =
    "SELECT t.work_order, m.account FROM work_time m JOIN work_task t ON t.shop = m.shop AND t.task = m.task "
    "WHERE m.shop = $1 AND m.ended IS NULL ORDER BY m.started";

}  // namespace

std::map<WorkOrderId, OrderSummary> summaries_of_open(store::Tx& tx) {
    std::map<WorkOrderId, OrderSummary> summaries;
    tx.each(count_tasks, [&](const store::Row& row) {
        auto& summary = summaries[WorkOrderId{row.integer(0)}];
        summary.tasks = static_cast<int>(row.integer(1));
        summary.done = static_cast<int>(row.integer(2));
    });
    tx.each(select_busy, [&](const store::Row& row) {
        summaries[WorkOrderId{row.integer(0)}].busy.push_back(PersonId{row.integer(1)});
    });
    return summaries;
}

}  // namespace autojet::workshop
