// The shop's ledger, for its own people: who opened what and why, without saying of whom (policy T1, GDPR 5(2)).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.hpp"
#include "store/tx.hpp"

namespace autojet::registers {

enum class Who { all, staff, person, job, provider, stranger };
inline constexpr std::array all_who{Who::all, Who::staff, Who::person, Who::job, Who::provider, Who::stranger};
inline constexpr EnumNames<6> who_codes{"all", "staff", "person", "job", "provider", "stranger"};
std::string_view code(Who who);
std::string_view label(Who who);  // English, msgid

struct LedgerLine {
    std::int64_t sequence = 0;
    Instant at;
    std::string actor;
    std::string outcome;
    std::string what;  // "contact: name, contact"
    std::size_t persons = 0;
};

struct LedgerFilter {
    Instant from, until;  // at or after, and before
    Who who = Who::all;
    std::optional<std::int64_t> before;  // only entries with a lower number
};

// Newest first, at most `limit`.
std::vector<LedgerLine> ledger_lines(store::Tx& tx, const LedgerFilter& filter, int limit);

// The digests in the entries of the filter, each once; `of_everybody` when an entry is about all that the shop has.
struct LedgerPersons {
    std::vector<store::Bytes> digests;
    bool of_everybody = false;
    std::size_t entries = 0;
};
LedgerPersons ledger_persons(store::Tx& tx, const LedgerFilter& filter);

}  // namespace autojet::registers
