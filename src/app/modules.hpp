// THE list of what the program has.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "booking/booking.hpp"
#include "copies/backup.hpp"
#include "proof/proof.hpp"
#include "shop/module.hpp"
#include "shop/site.hpp"

namespace autojet::app {

class Modules {
public:
    Modules(const House& house, privacy::KeyStore& keys, const copies::Places& places);
    ~Modules();

    // Reads what every request needs, so that none has to ask the database inside another question.
    void warm_up();

    [[nodiscard]] const std::vector<Module>& list() const;
    // All of their holders: what the program keeps about people.
    [[nodiscard]] const std::vector<Holder>& holders() const;
    [[nodiscard]] const shop::Site& site() const;
    [[nodiscard]] booking::Bookings& bookings();
    [[nodiscard]] proof::Proof& proof();

private:
    struct Slices;
    std::unique_ptr<Slices> slices_;
};

}  // namespace autojet::app
