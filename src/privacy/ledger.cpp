#include "privacy/ledger.hpp"

#include <exception>
#include <set>
#include <utility>

#include "privacy/ledger_words.hpp"
#include "privacy/seal.hpp"
#include "store/done.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view select_last =
    "SELECT sequence, hash FROM ledger WHERE shop = $1 ORDER BY sequence DESC LIMIT 1";
constexpr std::string_view insert_entry =
    "INSERT INTO ledger (shop, sequence, at_time, actor, outcome, what, persons, previous, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_chain =
    "SELECT sequence, at_time, actor, outcome, what, persons, previous, hash FROM ledger WHERE shop = $1 ORDER BY "
    "sequence";

constexpr std::string_view select_over =
    "SELECT MAX(sequence) FROM (SELECT sequence, at_time FROM ledger WHERE shop = $1 ORDER BY sequence LIMIT 10000) o "
    "WHERE at_time <= $2";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(at_time) FROM ledger WHERE shop = $1 AND at_time <= $2";
constexpr std::string_view delete_until = "DELETE FROM ledger WHERE shop = $1 AND sequence <= $2";

struct Entry {
    std::int64_t sequence = 0;
    std::int64_t at = 0;
    std::string actor;
    std::string outcome;
    std::string what;
    store::Bytes persons;
    store::Bytes previous;
};

// Each part with its length in front, so that two entries never read the same.
// The hash is keyed, so that who can write the data file alone cannot write a chain of their own.
store::Bytes hash_of(Vault& vault, ShopId shop, const Entry& entry) {
    std::string text;
    const auto add = [&](std::string_view part) { text.append(std::to_string(part.size())).append(":").append(part); };
    add(std::to_string(shop.value()));
    add(std::to_string(entry.sequence));
    add(std::to_string(entry.at));
    add(entry.actor);
    add(entry.outcome);
    add(entry.what);
    add(store::as_text(entry.persons));
    add(store::as_text(entry.previous));
    return vault.shop_digest(shop, "ledger chain", text, Instant{std::chrono::seconds{entry.at}});
}

// What can be known of an entry before its place in the chain.
struct Draft {
    std::string actor;
    std::string outcome;
    std::string what;
    store::Bytes persons;
};

Draft draft_of(Vault& vault, ShopId shop, const Actor& actor, std::string outcome,
               const std::vector<policy::Opening>& openings) {
    std::set<PersonId> persons;
    for (const auto& opening : openings)
        if (opening.person != PersonId{}) persons.insert(opening.person);
    Draft draft{actor.name_in_ledger(), std::move(outcome), words_of(openings), {}};
    for (const auto person : persons) {
        const auto digest = vault.ledger_digest(shop, person);
        draft.persons.insert(draft.persons.end(), digest.begin(), digest.end());
    }
    return draft;
}

std::vector<Draft> drafts_of(Vault& vault, ShopId shop, const Actor& actor, policy::Openings& openings) {
    std::vector<Draft> drafts;
    if (const auto opened = openings.take_opened(); !opened.empty())
        drafts.push_back(draft_of(vault, shop, actor, "opened", opened));
    if (const auto refused = openings.take_refused(); !refused.empty())
        drafts.push_back(draft_of(vault, shop, actor, "refused", refused));
    return drafts;
}

// Adds entries at the end of the chain.
class Pen {
public:
    Pen(store::Tx& tx, Vault& vault) : tx_(tx), vault_(vault) {
        tx.each(select_last, [&](const store::Row& row) {
            sequence_ = row.integer(0);
            previous_ = row.bytes(1);
        });
    }

    void write(std::vector<Draft>&& drafts) {
        for (auto& draft : drafts) write(std::move(draft));
    }

private:
    void write(Draft&& draft) {
        const Entry entry{.sequence = ++sequence_,
                          .at = tx_.now().time_since_epoch().count(),
                          .actor = std::move(draft.actor),
                          .outcome = std::move(draft.outcome),
                          .what = std::move(draft.what),
                          .persons = std::move(draft.persons),
                          .previous = std::move(previous_)};
        previous_ = hash_of(vault_, tx_.shop(), entry);
        tx_.run(insert_entry, entry.sequence, entry.at, entry.actor, entry.outcome, entry.what, entry.persons,
                entry.previous, previous_);
    }

    store::Tx& tx_;
    Vault& vault_;
    std::int64_t sequence_ = 0;
    store::Bytes previous_;
};

}  // namespace

// The drafts of one response, and its end.
struct Ledger::Waiting {
    std::vector<Draft> drafts;
    std::exception_ptr failure{};
    store::Done done{};
};

Ledger::Ledger(store::Database& database, Vault& vault) : database_(database), vault_(vault) {}
Ledger::~Ledger() = default;

void Ledger::settle(ShopId shop, const Actor& actor, policy::Openings& openings) {
    if (openings.empty()) return;
    Waiting mine{drafts_of(vault_, shop, actor, openings)};
    bool is_first = false;
    {
        const std::scoped_lock lock(mutex_);
        auto& waiting = waiting_[shop];
        is_first = waiting.empty();
        waiting.push_back(&mine);
    }
    if (is_first)
        write_waiting(shop);
    else
        mine.done.wait();
    if (mine.failure) std::rethrow_exception(mine.failure);
}

// Who comes first writes for all who come until their transaction begins.
void Ledger::write_waiting(ShopId shop) {
    std::vector<Waiting*> taken;
    std::exception_ptr failure;
    try {
        database_.write(shop, [&](store::Tx& tx) -> Result<void> {
            taken = take_waiting(shop);
            Pen pen(tx, vault_);
            for (auto* waiting : taken) pen.write(std::move(waiting->drafts));
            return {};
        });
    } catch (...) {
        failure = std::current_exception();
        if (taken.empty()) taken = take_waiting(shop);
    }
    const auto* mine = taken.front();
    for (auto* waiting : taken) {
        waiting->failure = failure;
        if (waiting != mine) waiting->done.say();
    }
}

std::vector<Ledger::Waiting*> Ledger::take_waiting(ShopId shop) {
    const std::scoped_lock lock(mutex_);
    return std::exchange(waiting_[shop], {});
}

void Ledger::note(store::Tx& tx, std::string_view what) {
    std::vector<Draft> drafts;
    drafts.push_back({Actor::provider().name_in_ledger(), "done", std::string(what), {}});
    Pen(tx, vault_).write(std::move(drafts));
}

void Ledger::append(store::Tx& tx, const Actor& actor, policy::Openings& openings) {
    if (openings.empty()) return;
    Pen(tx, vault_).write(drafts_of(vault_, tx.shop(), actor, openings));
}

std::int64_t forget_old_entries(store::Tx& tx, const policy::Published& policy) {
    const auto last = policy::last_over(policy.period(RetentionClass::ledger).value(), tx.now());
    std::optional<std::int64_t> last_over;
    tx.each(
        select_over,
        [&](const store::Row& row) {
            if (!row.is_null(0)) last_over = row.integer(0);
        },
        last);
    return last_over ? tx.run(delete_until, *last_over) : 0;
}

Overdue overdue_entries(store::Tx& tx, const policy::Published& policy) {
    return count_overdue(tx, RetentionClass::ledger, policy.period(RetentionClass::ledger).value(),
                         count_kept_too_long);
}

Result<std::int64_t> verify_ledger(store::Tx& tx, Vault& vault) {
    std::int64_t count = 0;
    bool intact = true;
    store::Bytes previous;
    tx.each(select_chain, [&](const store::Row& row) {
        if (!intact) return;
        const Entry entry{row.integer(0), row.integer(1), row.text(2), row.text(3),
                          row.text(4),    row.bytes(5),   row.bytes(6)};
        intact = (count == 0 || entry.previous == previous) && row.bytes(7) == hash_of(vault, tx.shop(), entry);
        previous = row.bytes(7);
        count += intact ? 1 : 0;
    });
    if (!intact)
        return refuse(ErrorCode::conflict, "chain_broken",
                      "The ledger was altered after entry " + std::to_string(count) + ".");
    return count;
}

}  // namespace autojet::privacy
