#include "privacy/consultations.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "privacy/ledger_words.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view select_entries =
    "SELECT sequence, at_time, actor, outcome, what, persons FROM ledger WHERE shop = $1 AND sequence < $2 "
    "ORDER BY sequence DESC LIMIT 1000";

// What a later program calls otherwise is left out.
auto named_today(std::string_view words) {
    std::vector<std::pair<policy::Purpose, std::vector<policy::Category>>> what;
    for (const auto& opened : read_words(words)) {
        const auto purpose = policy::find_purpose(opened.purpose);
        std::vector<policy::Category> categories;
        for (const auto& name : opened.categories)
            if (const auto category = policy::find_category(name)) categories.push_back(*category);
        if (purpose) what.emplace_back(*purpose, std::move(categories));
    }
    return what;
}

}  // namespace

std::vector<Consultation> entries_about(store::Tx& tx, Vault& vault, const std::vector<PersonId>& persons, Instant from,
                                        std::size_t most) {
    std::set<store::Bytes> digests;
    for (const auto person : persons) digests.insert(vault.ledger_digest(tx.shop(), person));
    std::vector<Consultation> found;
    auto before = std::numeric_limits<std::int64_t>::max();
    for (bool more = true; more;) {
        more = false;
        tx.each(
            select_entries,
            [&](const store::Row& row) {
                before = row.integer(0);
                more = row.instant(1) >= from && found.size() < most;
                if (!more) return;
                const auto is_theirs = [&](const store::Bytes& digest) { return digests.contains(digest); };
                if (std::ranges::none_of(digests_in(row.bytes(5)), is_theirs)) return;
                const auto actor = row.text(2);
                found.push_back({row.instant(1), actor.substr(0, actor.find(':')), row.text(3) == "opened",
                                 named_today(row.text(4))});
            },
            before);
    }
    return found;
}

}  // namespace autojet::privacy
