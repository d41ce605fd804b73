#include "privacy/overdue.hpp"

namespace autojet::privacy {

Overdue count_overdue(store::Tx& tx, policy::RetentionClass retention, const policy::Period& period,
                      std::string_view sql) {
    Overdue overdue{.retention = retention, .count = 0, .oldest = std::nullopt};
    tx.each(
        sql,
        [&](const store::Row& row) {
            overdue.count = row.integer(0);
            overdue.oldest = row.find_instant(1);
        },
        policy::last_over(period, tx.now() - time_to_sweep));
    return overdue;
}

}  // namespace autojet::privacy
