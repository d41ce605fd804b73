// A shop's first day: its facts, its catalogue, its hours and bays, and the policy it publishes.
#pragma once

#include "app/config.hpp"
#include "shop/shop.hpp"
#include "store/database.hpp"

namespace autojet::app {

// AutoJet in Almere, as its privacy policy names it (policy W1 to W4).
Shop autojet_shop();

// Creates the tables (or brings them up to date). `data` is made when it is absent.
void prepare_database(const std::filesystem::path& data, const Clock& clock);

// Adds the shop with a catalogue of car care and light workshop services, opening hours, two care bays and a lift, and
// publishes the baseline policy under its name. Refuses as shop::add does.
Result<Shop> set_up_shop(const std::filesystem::path& data, const Clock& clock, const Shop& shop);

std::filesystem::path database_file(const std::filesystem::path& data);

}  // namespace autojet::app
