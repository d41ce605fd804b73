// THE list of what the program has.
#pragma once

#include <memory>
#include <vector>

#include "booking/booking.hpp"
#include "shop/module.hpp"
#include "shop/site.hpp"

namespace autojet::app {

class Modules {
public:
    explicit Modules(const House& house);
    ~Modules();

    [[nodiscard]] const std::vector<Module>& list() const;
    [[nodiscard]] const shop::Site& site() const;
    [[nodiscard]] booking::Bookings& bookings();

private:
    struct Slices;
    std::unique_ptr<Slices> slices_;
};

}  // namespace autojet::app
