#include "bookkeeping/counter_entry.hpp"

#include <utility>

namespace autojet::bookkeeping {

Entry counter_entry_of(Entry entry, CivilDate day, std::string memo) {
    for (auto& line : entry.lines) std::swap(line.debit, line.credit);
    entry.day = day;
    entry.memo = std::move(memo);
    return entry;
}

}  // namespace autojet::bookkeeping
