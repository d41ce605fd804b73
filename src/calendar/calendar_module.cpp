#include "calendar/calendar_module.hpp"

#include "calendar/calendar_holder.hpp"

namespace autojet::calendar {

Module CalendarModule::module() {
    const auto add_routes = [this](http::Router& router) {
        desk_.add_routes(router);
        wall_.add_routes(router);
    };
    const auto forget = [this](ShopId shop) {
        (void)bookings_.house().database.write(shop, [](store::Tx& tx) -> Result<void> {
            forget_gone(tx);
            return {};
        });
    };
    return {.name = "calendar",
            .add_routes = add_routes,
            .jobs = {{"mail the day sheet", std::chrono::minutes{1},
                      [this](ShopId shop) { mail_after_closing(bookings_, shop); }},
                     {"forget plans", std::chrono::hours{1}, forget}},
            .holders = {calendar_holder()},
            .overdue = overdue,
            .mails = {day_sheet_writer(bookings_, jobs_)}};
}

}  // namespace autojet::calendar
