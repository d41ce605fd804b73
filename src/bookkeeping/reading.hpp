// The journal page by page, for people: whole entries, and the card of one account.
#pragma once

#include <optional>
#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct Page {
    std::int64_t first = 0;  // how many come before
    std::int64_t most = 50;
};

struct PostedEntry {
    EntryId id;
    Entry entry;
};

// Newest first; of one kind, or of all. Within one financial year.
std::vector<PostedEntry> entries_in(store::Tx& tx, const Period& period, std::optional<EntryKind> kind,
                                    const Page& page);
std::int64_t count_entries(store::Tx& tx, const Period& period, std::optional<EntryKind> kind);

// What was booked on an account, oldest first, without what closes a year. Within one financial year.
std::vector<PostedLine> lines_of(store::Tx& tx, int account, const Period& period, const Page& page);

struct CardSums {
    std::int64_t lines = 0;
    Money debit;
    Money credit;
};
CardSums sums_of(store::Tx& tx, int account, const Period& period);
// What the lines before this page sum to.
Money amount_before(store::Tx& tx, int account, const Period& period, const Page& page);

}  // namespace autojet::bookkeeping
