#include <iostream>

#include "app/installation.hpp"
#include "app/modules.hpp"
#include "app/setup.hpp"
#include "cli/commands.hpp"
#include "cli/demo_books.hpp"
#include "cli/demo_invoices.hpp"
#include "cli/demo_orders.hpp"
#include "cli/demo_reminders.hpp"

namespace autojet::cli {

namespace {

constexpr std::chrono::days crew_works_here_since{600};
constexpr std::int64_t usual_most_orders = 4000;

// Some work has no invoice of its own.
std::int64_t most_orders(std::int64_t invoices) {
    return std::max(usual_most_orders, invoices + invoices / 4);
}

}  // namespace

int demo(const app::Config& config, std::int64_t bookings, std::int64_t invoices, std::uint64_t seed) {
    const SystemClock system;
    const app::DataLock lock(config.data);
    if (!app::is_set_up(config.data))
        if (const auto made = app::set_up_shop(config.data, system, app::autojet_shop()); !made)
            throw Broken(made.error().message);
    const auto now = system.now();
    ManualClock clock(now);
    const app::Installation installation(config, clock);
    const auto& house = installation.house();
    app::Modules modules(house, installation.keys(), app::places(config));
    modules.warm_up();

    const auto shop = house.shops.all().front().id;
    const Clients clients(house, shop);
    const auto crew = hire(house, shop, now - crew_works_here_since);
    const auto made = invent_bookings(house, modules.bookings(), clients, now, bookings, seed);
    const auto orders = invent_orders(house, modules.bookings(), clients, crew, made, now, most_orders(invoices), seed);
    const auto issued = invent_invoices(house, clients, crew, clock, now, invoices, seed);
    if (issued > 0) {
        const auto today = date_of(house.shops.zone(shop).to_local(now));
        invent_books(house, shop, today, seed);
        invent_reminders(house, shop, crew, today, seed);
    }
    std::cout << made.count << " bookings of invented people, " << orders << " work orders, " << issued
              << " invoices and credit notes\n";
    return made.count == bookings ? 0 : 1;
}

}  // namespace autojet::cli
