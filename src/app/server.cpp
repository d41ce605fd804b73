#include "app/server.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <thread>

#include "app/installation.hpp"
#include "app/jobs.hpp"
#include "app/modules.hpp"
#include "app/setup.hpp"
#include "http/log.hpp"
#include "http/server.hpp"
#include "messaging/door.hpp"
#include "messaging/worker.hpp"
#include "policy/tables.hpp"
#include "registers/recipients.hpp"
#include "shop/visit.hpp"
#include "staff/staff.hpp"

namespace autojet::app {

namespace {

// Waits on a thread of its own; every other thread has these signals blocked.
class StopSignals {
public:
    StopSignals() {
        sigemptyset(&signals_);
        sigaddset(&signals_, SIGTERM);
        sigaddset(&signals_, SIGINT);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }
    void wait() const {
        int signal = 0;
        sigwait(&signals_, &signal);
    }

private:
    sigset_t signals_{};
};

Language language_of(const http::Request& request) {
    if (request.path == "/nl" || request.path.starts_with("/nl/")) return Language::nl;
    if (request.path == "/en" || request.path.starts_with("/en/")) return Language::en;
    return from_accept_language(request.headers.get("Accept-Language"));
}

// Every request passes here: nothing that it opens leaves before the ledger has it on disk (lock 5).
http::Response settle_around(const House& house, http::Request& request, const http::Handler& handler) {
    shop::Visit visit;
    request.attach(visit);
    request.language = language_of(request);
    try {
        auto response = handler(request);
        house.ledger.settle(request.shop, visit.actor, visit.openings);
        return response;
    } catch (...) {
        house.ledger.settle(request.shop, visit.actor, visit.openings);
        throw;
    }
}

bool wants_page(const http::Request& request) {
    return request.shop != ShopId{} && !request.path.starts_with("/api/");
}

struct Apology {
    std::string_view heading;
    std::string_view text;
};

Apology apology_for(int status) {
    switch (status) {
        case 403:
            return {"This form has expired", "Please go back, reload the page and send it again. Nothing was lost."};
        case 404:
            return {"This page does not exist", "The address may be incomplete. Start again from the home page."};
        case 405:
            return {"This cannot be done here", "Please start again from the home page."};
        case 413:
            return {"This is too much at once", "Please make the text shorter and send it again."};
        case 429:
            return {"A little too fast",
                    "You have sent many requests in a short time. Please wait a moment and try again."};
        case 503:
            return {"Very busy right now", "Please try again in a moment. Nothing was half done."};
        default:
            return {"This request cannot be read", "Please start again from the home page."};
    }
}

http::ServerOptions options_for(const Config& config, const House& house, const shop::Site& site) {
    http::ServerOptions options;
    options.address = config.address;
    options.port = config.port;
    options.spool_folder = (config.data / "spool").string();
    for (const auto& rule : policy::cookie_rules) options.cookies.emplace_back(rule.name);
    options.https = house.shops.all().front().url.starts_with("https://");
    options.limits = config.rate_limits ? http::RateLimits::on : http::RateLimits::off;
    options.trusted_proxy = config.trusted_proxy;
    options.resolve_shop = [&house](std::string_view host) { return house.shops.find_by_host(host); };
    options.around = [&house](http::Request& request, const http::Handler& handler) {
        return settle_around(house, request, handler);
    };
    options.refusal = [&site](const http::Request& refused, int status, std::string_view code) {
        if (!wants_page(refused)) return http::problem(status, code, http::status_text(status));
        http::Request request;
        request.shop = refused.shop;
        request.path = "/";
        request.language = language_of(refused);
        const auto [heading, text] = apology_for(status);
        return site.error(request, status, heading, text);
    };
    options.apology = [&site](const http::Request& failed, std::string_view id) {
        if (!wants_page(failed))
            return http::problem(500, "internal", "Internal Server Error", "Reference " + std::string(id));
        http::Request request;
        request.shop = failed.shop;
        request.path = "/";
        request.language = language_of(failed);
        return site.failure(request, id);
    };
    return options;
}

// The address of each shop's site and desk, and how its owner gets in for the first time.
void greet(const House& house) {
    for (const auto& shop : house.shops.all()) {
        std::cout << shop.name << "\n  site  " << shop.url << "/\n  desk  " << shop.url << "/desk\n";
        const auto link = house.database.write(shop.id, [&](store::Tx& tx) -> Result<std::optional<std::string>> {
            return staff::make_first_owner_link(tx, house.vault);
        });
        if (*link) std::cout << "  first sign-in (works once, for seven days)\n        " << shop.url << **link << "\n";
    }
    std::cout << std::flush;
}

constexpr std::chrono::milliseconds message_pace{20};

std::optional<outbound::SmtpSettings> mail_server(const MailServer& mail) {
    if (mail.url.empty()) return std::nullopt;
    return outbound::SmtpSettings{.url = mail.url, .user = mail.user, .password = mail.password, .from = mail.from};
}

}  // namespace

void serve(Config config) {
    const StopSignals signals;
    const SystemClock clock;
    Zone::self_test();
    const DataLock lock(config.data);
    if (!is_set_up(config.data))
        if (const auto made = set_up_shop(config.data, clock, autojet_shop()); !made)
            throw Broken(made.error().message);
    std::filesystem::create_directories(config.data / "spool");

    Installation installation(config, clock);
    const House& house = installation.house();
    Modules modules(house, installation.keys(), places(config));
    modules.warm_up();
    http::Router router;
    house.assets.add_routes(router);
    std::vector<Job> jobs;
    for (const auto& module : modules.list()) {
        if (module.add_routes) module.add_routes(router);
        jobs.insert(jobs.end(), module.jobs.begin(), module.jobs.end());
    }
    house.database.after_commit(
        [&house](ShopId shop, store::Topic) { house.events.publish(shop, "desk", "changed", ""); });

    const auto mail_folder = config.data / "outbox";
    const auto judge = [&house](ShopId shop, policy::Recipient recipient) {
        const auto in_force = house.policies.of(shop);
        return house.database.read(shop,
                                   [&](store::Tx& tx) { return registers::may_receive(tx, *in_force, recipient); });
    };
    const auto mailer = messaging::open_mailer(mail_server(config.mail), judge, mail_folder, clock);
    messaging::Messenger messenger(modules.bookings(), *mailer, message_pace);
    for (const auto& module : modules.list())
        for (const auto& writer : module.mails) messenger.add(writer);

    http::Server server(options_for(config, house, modules.site()), std::move(router));
    greet(house);
    std::vector<ShopId> shops;
    for (const auto& shop : house.shops.all()) shops.push_back(shop.id);
    Jobs running(std::move(jobs), std::move(shops));
    messaging::Worker worker(house, messenger,
                             [&](ShopId shop) { messaging::delete_mail_files_of_erased(house, mail_folder, shop); });
    std::jthread stopper([&] {
        signals.wait();
        http::log(http::Level::info, "stopping: requests in flight finish");
        server.stop();
    });
    http::log(http::Level::info, "serving on {}:{}", config.address, server.port());
    server.run();
}

}  // namespace autojet::app
