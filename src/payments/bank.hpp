// Lines of the shop's bank account: imported once, sealed, explained by somebody at the desk, and taken back by counter
// entries. Works only while the shop's policy has the clause `bank_lines` (policy D0). What the bank tells about the
// other side lies under a record of its own until it is known whose payment it was, then under that person's, and goes
// with the financial year (policy K3): docs/adr/0026.
#pragma once

#include <optional>
#include <vector>

#include "payments/match.hpp"
#include "privacy/overdue.hpp"
#include "privacy/policies.hpp"

namespace autojet::payments {

using ForBooks = accounts::ForBooks;

struct BankStatement;
using BankStatementId = Id<BankStatement>;

struct BankStatement {
    BankStatementId id;
    std::string number;
    CivilDate from;
    CivilDate until;
    Money opening;
    Money closing;
    int new_lines = 0;
    int known_lines = 0;  // that came with another statement before
};

struct BankLine {
    BankLineId id;
    BankStatementId statement;
    CivilDate day;
    Money amount;  // received above nothing, paid below
    PersonId person;
    bool explained = false;
    store::Bytes told;  // sealed

    [[nodiscard]] Money size() const { return amount < Money{} ? -amount : amount; }
};

struct Imported {
    int statements = 0;
    int new_lines = 0;
    int known_lines = 0;
    Money received;  // of the new lines
    Money paid;
};

// All of it or nothing. Refused with what privacy::may_use says, `no_own_account` (the shop has filled in none),
// `other_account`, `already_imported` (every line of it is known), and `hold_is_over` for a year whose time has passed.
Result<Imported> import_statements(store::Tx& tx, privacy::Vault& vault, const privacy::InForce& in_force,
                                   const std::vector<CamtStatement>& statements, const By& by);

std::vector<BankStatement> statements(store::Tx& tx, int limit);  // newest first
std::vector<BankLine> unexplained(store::Tx& tx, int limit);      // oldest first
std::int64_t count_unexplained(store::Tx& tx);
std::vector<BankLine> explained(store::Tx& tx, int limit);  // newest first
std::optional<BankLine> find_line(store::Tx& tx, BankLineId id);
std::vector<BankLine> lines_of(store::Tx& tx, PersonId person);

// Closed. Refused with `shredded` once its time is over.
Result<policy::Personal<std::string, policy::Category::bank_line>> load_told(store::Tx& tx, privacy::Vault& vault,
                                                                             const BankLine& line);

// Accounts that somebody may choose for what is not of an invoice.
std::vector<int> accounts_to_choose();

// Books a line as these parts; `card_fee` is what the card company kept, of a part on cards under way. Refused with
// `explained_already`, `not_the_amount` (the parts do not make the line), `unknown_account`, `nothing_open`,
// `overpaid`, and what post() refuses.
Result<void> explain(store::Tx& tx, privacy::Vault& vault, const privacy::InForce& in_force, const BankLine& line,
                     const std::vector<Part>& parts, Money card_fee, const By& by);

// Takes all of it back by counter entries: the line waits again. Refused with `not_explained`, and as reverse() is.
Result<void> take_back(store::Tx& tx, privacy::Vault& vault, const BankLine& line, Reason reason, const By& by);

// Whether a line of the bank lies under this person's key, or a reminder is about them.
bool knows(store::Tx& tx, PersonId person);

// Those whose financial year is over for seven years, keys first; and the payments and reminders of that time. At most
// `limit` lines; answers how many.
std::int64_t forget_lapsed(store::Tx& tx, privacy::Vault& vault, int limit);
privacy::Overdue overdue(store::Tx& tx);

}  // namespace autojet::payments
