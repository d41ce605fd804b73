// What was sold, month by month, as the books have it: invoices less credit notes, without what settles VAT.
#pragma once

#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct Turnover {
    CivilDate month;  // its first day
    Money net;
    Money vat;

    [[nodiscard]] Money gross() const { return net + vat; }
};

// Each month from the one of `first` to the one of `last`, those without turnover too.
std::vector<Turnover> turnover(store::Tx& tx, CivilDate first, CivilDate last);

Turnover sum_of(const std::vector<Turnover>& months);

}  // namespace autojet::bookkeeping
