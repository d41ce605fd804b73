#include "workshop/workshop.hpp"

#include "workshop/orders_holder.hpp"

namespace autojet::workshop {

// Nothing is swept here: what is kept hangs on the customer's record and goes with it (migrations/001_orders.sql).
Module Workshop::module() const {
    return {.name = "workshop",
            .add_routes = [this](http::Router& router) { desk_.add_routes(router); },
            .jobs = {},
            .holders = {orders_holder(orders_.house())}};
}

}  // namespace autojet::workshop
