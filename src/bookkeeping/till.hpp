// The end of the day at the till: what lies in it is counted, and the difference is booked.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct TillCount {
    CivilDate day;
    Money expected;  // by the books
    Money counted;
    std::optional<EntryId> entry;  // that books the difference

    [[nodiscard]] Money difference() const { return counted - expected; }
};

// Why what was counted is not what the books expect.
enum class TillReason { unknown, wrong_change, not_booked, counted_wrong_before, stolen };

inline constexpr std::array all_till_reasons{TillReason::unknown, TillReason::wrong_change, TillReason::not_booked,
                                             TillReason::counted_wrong_before, TillReason::stolen};

std::string_view code(TillReason reason);
std::string_view label(TillReason reason);  // English, msgid
std::optional<TillReason> find_till_reason(std::string_view code);

// Closes the till until the end of that day: cash on it or before is refused from then on. Refused with
// `negative_amount` or `amount_too_large` (counted), `day_closed` (that day or a later one), and what post() refuses.
Result<TillCount> close_till(store::Tx& tx, CivilDate day, Money counted, TillReason reason = TillReason::unknown);

std::optional<TillCount> find_till_count(store::Tx& tx, CivilDate day);
std::optional<TillCount> last_till_count(store::Tx& tx);
std::optional<TillCount> till_count_before(store::Tx& tx, CivilDate day);
std::vector<TillCount> till_counts(store::Tx& tx, int year);  // newest first
std::vector<int> years_of_till(store::Tx& tx);                // newest first

// The first day with cash that no count has closed.
std::optional<CivilDate> first_open_till_day(store::Tx& tx);

// Why the count differed, where it did.
std::optional<TillReason> reason_of(store::Tx& tx, const TillCount& count);

}  // namespace autojet::bookkeeping
