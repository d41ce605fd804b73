#include "registers/ledger_lines.hpp"

#include <limits>
#include <set>

#include "privacy/ledger.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view select_lines =
    "SELECT sequence, at_time, actor, outcome, what, LENGTH(persons) FROM ledger WHERE shop = $1 AND sequence < $2 "
    "AND at_time >= $3 AND at_time < $4 AND actor LIKE $5 ORDER BY sequence DESC LIMIT $6";
constexpr std::string_view select_persons =
    "SELECT persons, what FROM ledger WHERE shop = $1 AND at_time >= $2 AND at_time < $3 AND actor LIKE $4 "
    "AND outcome <> 'refused' ORDER BY sequence";

constexpr std::size_t digest_size = 32;

std::string_view pattern(Who who) {
    constexpr std::array<std::string_view, 6> patterns{"%", "staff:%", "person", "job:%", "provider%", "stranger"};
    return patterns.at(static_cast<std::size_t>(who));
}

}  // namespace

std::string_view code(Who who) {
    constexpr std::array<std::string_view, 6> codes{"all", "staff", "person", "job", "provider", "stranger"};
    return codes.at(static_cast<std::size_t>(who));
}
std::string_view label(Who who) {
    constexpr std::array<std::string_view, 6> labels{
        "Everybody", "Staff", "The person themself", "The program by itself", "The provider of the system",
        "A stranger"};
    return labels.at(static_cast<std::size_t>(who));
}

std::vector<LedgerLine> ledger_lines(store::Tx& tx, const LedgerFilter& filter, int limit) {
    const auto line_from = [](const store::Row& row) {
        return LedgerLine{.sequence = row.integer(0),
                          .at = Instant{std::chrono::seconds{row.integer(1)}},
                          .actor = row.text(2),
                          .outcome = row.text(3),
                          .what = row.text(4),
                          .persons = static_cast<std::size_t>(row.integer(5)) / digest_size};
    };
    return tx.all(select_lines, line_from, filter.before.value_or(std::numeric_limits<std::int64_t>::max()),
                  filter.from, filter.until, pattern(filter.who), limit);
}

LedgerPersons ledger_persons(store::Tx& tx, const LedgerFilter& filter) {
    std::set<store::Bytes> digests;
    LedgerPersons found;
    tx.each(
        select_persons,
        [&](const store::Row& row) {
            const auto bytes = row.bytes(0);
            ++found.entries;
            found.of_everybody = found.of_everybody || row.text(1) == privacy::shop_exported;
            for (std::size_t n = 0; n + digest_size <= bytes.size(); n += digest_size) {
                const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(n);
                digests.emplace(begin, begin + digest_size);
            }
        },
        filter.from, filter.until, pattern(filter.who));
    found.digests.assign(digests.begin(), digests.end());
    return found;
}

}  // namespace autojet::registers
