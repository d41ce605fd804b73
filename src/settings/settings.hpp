// The one way by which settings are written: checked, applied, and written into a log from which each change can be
// taken back. The log is kept as long as the ledger (policy K1, class ledger).
#pragma once

#include <memory>
#include <vector>

#include "policy/published.hpp"
#include "privacy/overdue.hpp"
#include "settings/thing.hpp"

namespace autojet::settings {

struct Change;
using ChangeId = Id<Change>;

// Of the values, those that changed. Before is nothing when the thing was new, after when it went.
struct Change {
    ChangeId id;
    Instant at;
    PersonId account;
    Thing thing;
    std::optional<Values> before, after;
    std::optional<ChangeId> undoes;
    bool is_undone = false;
};

// What taking a change back would do.
struct Undoing {
    Change change;
    std::optional<Values> now, then;  // the whole thing
};

class Settings {
public:
    explicit Settings(std::vector<std::unique_ptr<Kind>> kinds) : kinds_(std::move(kinds)) {}

    [[nodiscard]] const Kind& kind(std::string_view name) const;  // throws Broken when there is none

    // Sets the thing to these values, or takes it away. `seen` is the newest change of the thing that its editor knew.
    // Refuses with `changed_meanwhile` when there is a newer one, with the first error of the check, or as apply does.
    // What changes nothing is no entry: zero.
    Result<ChangeId> change(store::Tx& tx, const Thing& thing, const std::optional<Values>& wanted, PersonId account,
                            ChangeId seen) const;

    // Refuses with `not_found`, `undone_already`, `changed_since` (another change stands on it), or as change does.
    [[nodiscard]] Result<Undoing> plan_undo(store::Tx& tx, ChangeId id) const;
    Result<ChangeId> undo(store::Tx& tx, ChangeId id, PersonId account) const;

    // Writes down what was done by other means, in the same transaction: somebody was invited, or left.
    ChangeId record(store::Tx& tx, const Thing& thing, const std::optional<Values>& before,
                    const std::optional<Values>& after, PersonId account) const {
        return write(tx, thing, before, after, account, std::nullopt);
    }

private:
    ChangeId write(store::Tx& tx, const Thing& thing, const std::optional<Values>& now,
                   const std::optional<Values>& wanted, PersonId account, std::optional<ChangeId> undoes) const;

    std::vector<std::unique_ptr<Kind>> kinds_;
};

// The log: changes_store.cpp.
std::optional<Change> find_change(store::Tx& tx, ChangeId id);
// Newest first: those before that one, of that kind where one is named.
std::vector<Change> newest_changes(store::Tx& tx, std::optional<ChangeId> before, std::string_view kind,
                                   std::size_t limit);
// Zero when the thing was never changed.
ChangeId newest_of(store::Tx& tx, const Thing& thing);
// Newer than that one, oldest first.
std::vector<Change> changes_since(store::Tx& tx, const Thing& thing, ChangeId seen);
void insert_change(store::Tx& tx, const Change& change);

std::int64_t forget_changes(store::Tx& tx, const policy::Published& policy);
std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::settings
