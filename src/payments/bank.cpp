#include "payments/bank.hpp"

#include <algorithm>
#include <map>

#include "accounts/invoice_settings.hpp"
#include "payments/bank_rows.hpp"
#include "privacy/seal.hpp"
#include "privacy/shown.hpp"

namespace autojet::payments {

namespace {

using privacy::Place;
using privacy::Vault;

constexpr std::string_view insert_statement =
    "INSERT INTO bank_statement (shop, statement, number, from_day, until_day, opening, closing, new_lines, "
    "known_lines, imported, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view insert_line =
    "INSERT INTO bank_line (shop, line, statement, day, year, amount, identity, person, told, explained) VALUES ($1, "
    "$2, $3, "
    "$4, $5, $6, $7, $8, $9, 0)";
constexpr std::string_view select_known = "SELECT 1 FROM bank_line WHERE shop = $1 AND identity = $2";

// The same line in another statement has the same day, amount and reference; the same again on that day is another
// line. Nothing about anybody is in it.
class Identities {
public:
    store::Bytes of(const CamtLine& line) {
        const auto what = format_date(line.day) + "|" + line.amount.decimal() + "|" + line.reference;
        return privacy::digest_of(what + "|" + std::to_string(++seen_[what]));
    }

private:
    std::map<std::string, int> seen_;
};

class Import {
public:
    Import(store::Tx& tx, Vault& vault, const By& by) : tx_(tx), vault_(vault), by_(by) {}

    void add(const CamtStatement& statement) {
        const auto id = tx_.new_id<BankStatement>();
        Identities identities;
        int fresh = 0, known = 0;
        for (const auto& line : statement.lines) {
            const auto identity = identities.of(line);
            if (tx_.has(select_known, identity)) {
                ++known;
                continue;
            }
            ++fresh;
            add(id, line, identity);
        }
        done_.new_lines += fresh;
        done_.known_lines += known;
        if (fresh == 0) return;
        ++done_.statements;
        tx_.run(insert_statement, id, statement.number, midnight(statement.from), midnight(statement.until),
                statement.opening.cents(), statement.closing.cents(), fresh, known, tx_.now(), by_.account);
    }
    [[nodiscard]] const Imported& done() const { return done_; }

private:
    void add(BankStatementId statement, const CamtLine& line, const store::Bytes& identity) {
        const auto id = tx_.new_id<BankLine>();
        const auto person = tx_.new_id<Person>();
        privacy::record_collected(tx_, person);
        tx_.run(insert_line, id, statement, midnight(line.day), bookkeeping::year_of(line.day), line.amount.cents(),
                identity, person, vault_.seal(tx_, line.told.assigned_to(person), place_of(id, group_of(line.day))));
        (line.amount > Money{} ? done_.received : done_.paid) += line.amount;
    }

    store::Tx& tx_;
    Vault& vault_;
    const By& by_;
    Imported done_;
};

Result<void> may_be_imported(store::Tx& tx, const std::vector<CamtStatement>& statements, const By& by) {
    const auto own = accounts::load_settings(tx).iban;
    if (!own)
        return refuse(ErrorCode::conflict, "no_own_account",
                      "First fill in the shop's own bank account, at what stands on invoices.", "file");
    for (const auto& statement : statements) {
        if (statement.account != *own)
            return refuse(ErrorCode::invalid, "other_account", "This file is of another bank account.", "file");
        for (const auto& line : statement.lines) {
            if (line.day > by.today)
                return refuse(ErrorCode::invalid, "in_the_future", "This day has not come yet.", "file");
            if (policy::ends(hold(), midnight(line.day)) <= tx.now())
                return refuse(ErrorCode::invalid, "hold_is_over",
                              "The time to keep the books of this year is over: nothing of it is stored any more.",
                              "file");
        }
    }
    return {};
}

}  // namespace

Result<Imported> import_statements(store::Tx& tx, Vault& vault, const privacy::InForce& in_force,
                                   const std::vector<CamtStatement>& statements, const By& by) {
    if (auto may = privacy::may_use(policy::Clause::bank_lines, in_force); !may) return tl::unexpected(may.error());
    if (auto may = may_be_imported(tx, statements, by); !may) return tl::unexpected(may.error());
    Import import(tx, vault, by);
    for (const auto& statement : statements) import.add(statement);
    if (import.done().statements == 0)
        return refuse(ErrorCode::conflict, "already_imported",
                      "This was imported before: every line of it is here already.", "file");
    return import.done();
}

}  // namespace autojet::payments
