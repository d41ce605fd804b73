#include <algorithm>

#include "policy/model.hpp"

namespace autojet::policy {
namespace {

template <class R>
void drop_prepared(std::vector<R>& rows) {
    std::erase_if(rows, [](const R& row) { return row.prepared; });
}

}  // namespace

Model in_force(const Model& model) {
    Model rest = model;
    drop_prepared(rest.categories);
    drop_prepared(rest.purposes);
    drop_prepared(rest.classes);
    drop_prepared(rest.recipients);
    drop_prepared(rest.cookies);
    drop_prepared(rest.measures);
    drop_prepared(rest.clauses);
    for (auto& purpose : rest.purposes) {
        std::erase_if(purpose.opens, [&](const std::string& name) {
            const auto* category = find(model.categories, name);
            return category && category->prepared;
        });
    }
    return rest;
}

}  // namespace autojet::policy
