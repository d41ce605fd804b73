// The search of the desk: by name, phone number, e-mail address, plate, number of a booking or of an invoice, in one
// box. Finding opens nothing; what is shown is opened by who shows it (policy P1, T1).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string_view>

#include "booking/booking.hpp"
#include "directory/hints.hpp"

namespace autojet::directory {

inline constexpr std::size_t most_found = 20;

struct Found {
    std::vector<PersonId> records;  // the newest that fits of each person, the best first
    bool more = false;
    bool too_little = false;  // was typed
};

class Search {
public:
    // The records that a number of an invoice leads to, whole or its beginning.
    using ByDocument = std::function<std::vector<PersonId>(store::Tx&, std::string_view)>;

    Search(const House& house, ByDocument by_document) : house_(house), by_document_(std::move(by_document)) {}

    [[nodiscard]] Found find(store::Tx& tx, std::string_view typed);

    // Gets ready, so that nobody waits for it.
    void warm_up(ShopId shop);
    [[nodiscard]] std::size_t bytes(ShopId shop) { return hints_of(shop).bytes(); }

private:
    Hints& hints_of(ShopId shop);

    const House& house_;
    ByDocument by_document_;
    std::mutex mutex_;  // guards hints_
    std::map<ShopId, std::unique_ptr<Hints>> hints_;
};

}  // namespace autojet::directory
