#include "booking/booking_module.hpp"

#include "booking/booking_holder.hpp"
#include "booking/retention.hpp"

namespace autojet::booking {

Module BookingModule::module() {
    const auto add_routes = [this](http::Router& router) {
        pages_.add_routes(router);
        manage_.add_routes(router);
        desk_.add_routes(router);
        api_.add_routes(router);
    };
    const auto forget = [this](ShopId shop) {
        const auto in_force = bookings_.house().policies.of(shop);
        bookings_.house().database.write(shop, [&](store::Tx& tx) -> Result<void> {
            forget_repeated_requests(tx, in_force->published);
            return {};
        });
    };
    return {.name = "booking",
            .add_routes = add_routes,
            .jobs = {{"forget repeated requests", std::chrono::minutes{10}, forget},
                     {"forget customers", std::chrono::hours{1},
                      [this](ShopId shop) { forget_expired(bookings_.house(), shop); }}},
            .holders = {customers_holder(bookings_)},
            .overdue = overdue};
}

}  // namespace autojet::booking
