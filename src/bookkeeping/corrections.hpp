// What a quarter's VAT return says about earlier quarters: credit notes for what was invoiced then, entries of then
// that were taken back, purchases that came in late. It is counted in the quarter that it was booked in.
#pragma once

#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

// Above this, a mistake in a return goes to the tax authority by itself, as a supplement (Uitvoeringsbesluit OB 15).
inline constexpr Money most_of_a_small_correction = Money::of_cents(1'000'00);

struct EarlierQuarter {
    int year = 0;
    int quarter = 0;
    Money credited;                // VAT less, by credit notes: what the customer did not owe in the end is due now
    Money mistakes;                // VAT more (or less, below nothing), by reversals and late purchases
    std::vector<EntryId> entries;  // in order

    [[nodiscard]] bool needs_supplement() const {
        return mistakes > most_of_a_small_correction || -mistakes > most_of_a_small_correction;
    }
};

// By quarter, the oldest first; not those where it comes to nothing.
std::vector<EarlierQuarter> corrections_in(store::Tx& tx, int year, int quarter);

}  // namespace autojet::bookkeeping
