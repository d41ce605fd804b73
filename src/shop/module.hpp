// What a slice hands to the program: its addresses and what it does by itself from time to time.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "http/router.hpp"
#include "privacy/overdue.hpp"
#include "shop/holder.hpp"
#include "shop/mail_writer.hpp"
#include "shop/observation.hpp"
#include "store/tx.hpp"

namespace autojet {

// Done for each shop, every so often.
struct Job {
    std::string name;
    std::chrono::seconds every;
    std::function<void(ShopId)> run;
};

struct Module {
    std::string_view name;
    std::function<void(http::Router&)> add_routes;
    std::vector<Job> jobs;
    std::vector<Holder> holders = {};
    std::vector<Observer> observers = {};
    // What it keeps longer than the shop has published, class by class (policy K1 to K3).
    std::function<privacy::OverdueOf> overdue = {};
    // What the owner has to do, for the desk's page "privacy".
    std::function<std::vector<ToDo>(store::Tx&, Language)> to_dos = {};
    std::vector<shop::MailWriter> mails = {};
};

}  // namespace autojet
