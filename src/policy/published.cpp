#include "policy/published.hpp"

namespace autojet::policy {
namespace {

std::optional<Period> shorter_of(const std::optional<Period>& ceiling, const RetentionRow* row) {
    if (!ceiling || !row || !row->period || longer(*ceiling, *row->period)) return ceiling;
    return row->period;
}

}  // namespace

Published::Published(const Model& published) : version_{published.version} {
    const Model version = in_force(published);
    for (const auto& row : version.purposes) {
        const auto purpose = find_purpose(row.name);
        if (!purpose) continue;
        for (const auto& name : row.opens) {
            const auto category = find_category(name);
            if (!category || !find(version.categories, name) || !permits(*purpose, *category)) continue;
            opens_[static_cast<std::size_t>(*purpose)].set(static_cast<std::size_t>(*category));
        }
    }
    for (const auto& row : version.recipients)
        if (const auto recipient = find_recipient(row.name)) recipients_.set(static_cast<std::size_t>(*recipient));
    for (const auto& row : version.clauses)
        if (const auto clause = find_clause(row.name)) clauses_.set(static_cast<std::size_t>(*clause));
    for (const auto retention : all_retention_classes)
        periods_[static_cast<std::size_t>(retention)] =
            shorter_of(period_of(retention), find(version.classes, name_of(retention)));
}

bool Published::allows(Purpose purpose, Category category) const {
    return opened_by(purpose).test(static_cast<std::size_t>(category));
}

}  // namespace autojet::policy
