// What the commands do. Each prints what it did and answers with the exit status.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "app/config.hpp"
#include "shop/shop.hpp"

namespace autojet::cli {

int init(const app::Config& config);
int add_shop(const app::Config& config, const Shop& shop);

struct NewStaff {
    std::string name;
    std::string email;
    std::string role;
    std::string language;
    std::string host;  // of the shop
};
int add_staff(const app::Config& config, const NewStaff& staff);
// Asks no code any more at the sign-in of who lost phone and recovery codes (policy T1).
int reset_staff(const app::Config& config, const std::string& email, const std::string& host);

// Reads in what somebody took along from another shop (policy R6); all of it or nothing.
int import_export(const app::Config& config, const std::filesystem::path& file, const std::string& host);

// A shop at work: bookings of invented people over the last months and the next weeks, orders, quotes, invoices and
// books for what is finished; the same seed gives the same data. Adds people who work there, and bays when the shop is
// too small for so many. Publishes nothing.
int demo(const app::Config& config, std::int64_t bookings, std::int64_t invoices, std::uint64_t seed);

int show_policy(const std::string& language);
// `folder` holds a policy as in the source tree; empty: the one inside the program.
int check_policy(const std::filesystem::path& folder);

}  // namespace autojet::cli
