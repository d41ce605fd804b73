#pragma once

#include <compare>
#include <vector>

#include "base/id.hpp"
#include "policy/tables.hpp"

namespace autojet::policy {

// Somebody's data of one category, opened (or refused) for one purpose.
struct Opening {
    PersonId person;
    Category category{};
    Purpose purpose{};

    friend auto operator<=>(const Opening&, const Opening&) = default;
};

// What one response opened, and what it was refused: the gate writes it to the ledger before the response leaves.
// Not for use by several threads at once.
class Openings {
public:
    void opened(const Opening& opening) { opened_.push_back(opening); }
    void refused(const Opening& opening) { refused_.push_back(opening); }

    // In order, each once; what was taken is no longer here.
    std::vector<Opening> take_opened();
    std::vector<Opening> take_refused();

    bool empty() const { return opened_.empty() && refused_.empty(); }

private:
    std::vector<Opening> opened_;
    std::vector<Opening> refused_;
};

}  // namespace autojet::policy
