#include "invoicing/shares.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace autojet::invoicing {

std::vector<Money> shares_of(Money total, const std::vector<Money>& weights) {
    const auto all = std::accumulate(weights.begin(), weights.end(), Money{});
    if (total < Money{} || std::ranges::any_of(weights, [](Money weight) { return weight < Money{}; }))
        throw Broken{"a negative amount cannot be dealt out"};
    std::vector<Money> shares(weights.size());
    if (total == Money{}) return shares;
    if (all == Money{}) throw Broken{"an amount among nobody"};

    std::vector<std::int64_t> remainders(weights.size());
    auto left = total.cents();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto exact = (total * weights[i].cents()).cents();
        shares[i] = Money::of_cents(exact / all.cents());
        remainders[i] = exact % all.cents();
        left -= shares[i].cents();
    }
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](auto a, auto b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) shares[order[i]] += Money::of_cents(1);
    return shares;
}

}  // namespace autojet::invoicing
