#include "copies/left_out.hpp"

#include <algorithm>
#include <array>

#include "base/result.hpp"

namespace autojet::copies {

namespace {

// Digests under keys of the persons themselves: shredding the key unlinks them, in every copy. And of random secrets,
// by which nobody is recognised.
constexpr std::array<std::string_view, 5> stay_in{"ledger.persons", "rights_receipt.digest",
                                                  "staff_second_factor.recovery", "staff_recovery.digests",
                                                  "staff_passkey.digest"};

// Of no use after a restore: who is signed in, what was just sent.
bool is_short_lived(const std::string& retention) {
    return retention == "session" || retention == "unfinished";
}

}  // namespace

LeftOut left_out(const std::vector<store::ColumnNote>& notes, const std::set<std::string>& nullable) {
    LeftOut out;
    for (const auto& note : notes) {
        const auto column = note.table + "." + note.column;
        if (is_short_lived(note.retention)) out.tables.insert(note.table);
        if (note.keeping != store::Keeping::index || std::ranges::find(stay_in, column) != stay_in.end()) continue;
        if (note.table == "blind_index" || is_short_lived(note.retention))
            out.tables.insert(note.table);
        else if (nullable.contains(column))
            out.values.emplace(note.table, note.column);
        else
            throw Broken("backups do not know what to do with the digests in " + column);
    }
    return out;
}

}  // namespace autojet::copies
