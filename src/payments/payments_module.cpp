#include "payments/payments_module.hpp"

#include "payments/payments_holder.hpp"

namespace autojet::payments {

namespace {
constexpr int lines_at_once = 200;
}

Module Payments::module() const {
    const auto forget = [this](ShopId shop) {
        for (std::int64_t gone = lines_at_once; gone == lines_at_once;)
            gone = house_.database
                       .write(shop,
                              [&](store::Tx& tx) -> Result<std::int64_t> {
                                  return forget_lapsed(tx, house_.vault, lines_at_once);
                              })
                       .value();
    };
    return {.name = "payments",
            .add_routes =
                [this](http::Router& router) {
                    payments_.add_routes(router);
                    reminders_.add_routes(router);
                    bank_.add_routes(router);
                },
            .jobs = {{"forget payments whose hold has lapsed", std::chrono::hours{1}, forget}},
            .holders = {payments_holder(house_)},
            .overdue = [](store::Tx& tx, const policy::Published&) { return std::vector{payments::overdue(tx)}; },
            .mails = {reminder_mails(house_)}};
}

}  // namespace autojet::payments
