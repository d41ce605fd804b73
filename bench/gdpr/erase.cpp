#include "gdpr/erase.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include "customers/customers.hpp"
#include "gdpr/locks.hpp"

namespace bench::gdpr {

using autojet::PersonId;
using autojet::Result;
using autojet::ShopId;
using autojet::store::Tx;
namespace customers = autojet::customers;

namespace {

using Clock = std::chrono::steady_clock;

constexpr ShopId shop{1};
constexpr std::int64_t loaded_at_once = 5'000;

customers::Details details_of(std::int64_t number) {
    const auto digits = std::to_string(10'000'000 + number);
    autojet::Errors errors;
    auto details = customers::check({.name = "Ada " + digits,
                                     .email = "ada" + digits + "@voorbeeld.example",
                                     .phone = "06" + digits,
                                     .plate = "X" + digits,
                                     .country = "DE",
                                     .vehicle = ""},
                                    autojet::Language::nl, errors);
    if (!details)
        throw std::runtime_error("the details of an invented person are not accepted: " + errors.front().reason);
    return std::move(*details);
}

std::vector<PersonId> fill(Locks& locks, std::int64_t persons) {
    std::vector<PersonId> added;
    for (std::int64_t first = 0; first < persons; first += loaded_at_once) {
        (void)locks.database->write(shop, [&](Tx& tx) -> Result<void> {
            for (auto n = first; n < std::min(persons, first + loaded_at_once); ++n)
                added.push_back(customers::add(tx, locks.vault, details_of(n)));
            return {};
        });
    }
    return added;
}

}  // namespace

ErasureTimes time_erasures(const std::filesystem::path& folder, std::int64_t persons, int erasures) {
    Locks locks(folder, "");
    auto added = fill(locks, persons);
    std::ranges::shuffle(added, std::mt19937{1});

    std::vector<Milliseconds> times;
    for (int n = 0; n < erasures; ++n) {
        const auto begin = Clock::now();
        (void)locks.database->write(shop, [&](Tx& tx) -> Result<void> {
            customers::erase(tx, locks.vault, added[static_cast<std::size_t>(n)]);
            return {};
        });
        times.push_back(Clock::now() - begin);
    }
    std::ranges::sort(times);
    return {times[times.size() / 2], times[times.size() * 9 / 10]};
}

}  // namespace bench::gdpr
