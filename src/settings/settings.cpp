#include "settings/settings.hpp"

#include <algorithm>

namespace autojet::settings {

namespace {

tl::unexpected<Error> changed_since() {
    return refuse(ErrorCode::conflict, "changed_since",
                  "Something newer stands on this change. Undo that first, or set it by hand.");
}

// Whether what the change made is still as it made it.
bool still_stands(const Change& change, const std::optional<Values>& now) {
    if (now.has_value() != change.after.has_value()) return false;
    if (!now) return true;
    if (!change.before) return differences(*change.after, *now).empty();  // else more than it made would go
    return std::ranges::all_of(*change.after,
                               [&](const auto& value) { return value_in(*now, value.first) == value.second; });
}

}  // namespace

const Kind& Settings::kind(std::string_view name) const {
    for (const auto& kind : kinds_)
        if (kind->name() == name) return *kind;
    throw Broken("there is no kind of settings " + std::string(name));
}

Result<ChangeId> Settings::change(store::Tx& tx, const Thing& thing, const std::optional<Values>& wanted,
                                  PersonId account, ChangeId seen) const {
    const auto& kind = this->kind(thing.kind);
    if (newest_of(tx, thing) > seen)
        return refuse(ErrorCode::conflict, "changed_meanwhile",
                      "Somebody changed this while you were at it. Look at both, and choose.");
    const auto now = kind.load(tx, thing.key);
    if (now.has_value() == wanted.has_value() && (!now || differences(*now, *wanted).empty())) return ChangeId{};
    if (wanted)
        if (const auto errors = kind.check(tx, thing.key, *wanted); !errors.empty())
            return tl::unexpected(errors.front());
    if (auto applied = kind.apply(tx, thing.key, wanted); !applied) return tl::unexpected(applied.error());
    return write(tx, thing, now, wanted, account, std::nullopt);
}

Result<Undoing> Settings::plan_undo(store::Tx& tx, ChangeId id) const {
    const auto found = find_change(tx, id);
    if (!found) return refuse(ErrorCode::not_found, "not_found", "There is no such entry in the log.");
    if (found->is_undone) return refuse(ErrorCode::conflict, "undone_already", "This change has been undone already.");
    const auto& kind = this->kind(found->thing.kind);
    const auto now = kind.load(tx, found->thing.key);
    if (!still_stands(*found, now)) return changed_since();
    std::optional<Values> then;
    if (found->before) {
        then = now.value_or(Values{});
        for (const auto& [name, value] : *found->before) (*then)[name] = value;
        if (const auto errors = kind.check(tx, found->thing.key, *then); !errors.empty())
            return tl::unexpected(errors.front());
    }
    return Undoing{*found, now, then};
}

Result<ChangeId> Settings::undo(store::Tx& tx, ChangeId id, PersonId account) const {
    const auto plan = plan_undo(tx, id);
    if (!plan) return tl::unexpected(plan.error());
    const auto& thing = plan->change.thing;
    if (auto applied = kind(thing.kind).apply(tx, thing.key, plan->then); !applied)
        return tl::unexpected(applied.error());
    return write(tx, thing, plan->now, plan->then, account, id);
}

ChangeId Settings::write(store::Tx& tx, const Thing& thing, const std::optional<Values>& now,
                         const std::optional<Values>& wanted, PersonId account, std::optional<ChangeId> undoes) const {
    Change change{.id = tx.new_id<Change>(),
                  .at = tx.now(),
                  .account = account,
                  .thing = thing,
                  .before = now,
                  .after = wanted,
                  .undoes = undoes};
    if (now && wanted) {
        change.before.emplace();
        change.after.emplace();
        for (const auto& [name, before, after] : differences(*now, *wanted)) {
            (*change.before)[name] = before;
            (*change.after)[name] = after;
        }
    }
    insert_change(tx, change);
    tx.announce(store::Topic::catalogue);
    return change.id;
}

}  // namespace autojet::settings
