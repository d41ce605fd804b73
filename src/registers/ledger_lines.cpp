#include "registers/ledger_lines.hpp"

#include <limits>
#include <set>

#include "privacy/ledger.hpp"
#include "privacy/ledger_words.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view select_lines =
    "SELECT sequence, at_time, actor, outcome, what, LENGTH(persons) FROM ledger WHERE shop = $1 AND sequence < $2 "
    "AND at_time >= $3 AND at_time < $4 AND actor LIKE $5 ORDER BY sequence DESC LIMIT $6";
constexpr std::string_view select_persons =
    "SELECT persons, what FROM ledger WHERE shop = $1 AND at_time >= $2 AND at_time < $3 AND actor LIKE $4 "
    "AND outcome <> 'refused' ORDER BY sequence";

constexpr EnumNames<6> who_labels{
    "Everybody", "Staff", "The person themself", "The program by itself", "The provider of the system", "A stranger"};
// Of actors, as the ledger writes them.
constexpr EnumNames<6> patterns{"%", "staff:%", "person", "job:%", "provider%", "stranger"};

}  // namespace

std::string_view code(Who who) {
    return name_in(who_codes, who);
}
std::string_view label(Who who) {
    return name_in(who_labels, who);
}

std::vector<LedgerLine> ledger_lines(store::Tx& tx, const LedgerFilter& filter, int limit) {
    const auto line_from = [](const store::Row& row) {
        return LedgerLine{.sequence = row.integer(0),
                          .at = row.instant(1),
                          .actor = row.text(2),
                          .outcome = row.text(3),
                          .what = row.text(4),
                          .persons = static_cast<std::size_t>(row.integer(5)) / privacy::person_digest_size};
    };
    return tx.all(select_lines, line_from, filter.before.value_or(std::numeric_limits<std::int64_t>::max()),
                  filter.from, filter.until, name_in(patterns, filter.who), limit);
}

LedgerPersons ledger_persons(store::Tx& tx, const LedgerFilter& filter) {
    std::set<store::Bytes> digests;
    LedgerPersons found;
    tx.each(
        select_persons,
        [&](const store::Row& row) {
            ++found.entries;
            found.of_everybody = found.of_everybody || row.text(1) == privacy::shop_exported;
            for (auto& digest : privacy::digests_in(row.bytes(0))) digests.insert(std::move(digest));
        },
        filter.from, filter.until, name_in(patterns, filter.who));
    found.digests.assign(digests.begin(), digests.end());
    return found;
}

}  // namespace autojet::registers
