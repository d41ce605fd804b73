#include "http/limits.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include <arpa/inet.h>
#include <sodium.h>

namespace autojet::http {

std::optional<std::chrono::seconds> RateLimiter::admit(const RateBudget& budget, std::string_view client_digest,
                                                       Clock::time_point now) {
    const auto burst = static_cast<double>(budget.requests);
    const auto per_second = burst / static_cast<double>(std::max<std::int64_t>(1, budget.period.count()));
    std::string key{client_digest};
    key += budget.name;

    const std::lock_guard lock{mutex_};
    if (buckets_.size() >= capacity_ && !buckets_.contains(key)) make_room(now);
    auto& bucket = buckets_.try_emplace(std::move(key), Bucket{burst, burst, per_second, now}).first->second;
    const std::chrono::duration<double> passed = now - bucket.seen;
    bucket.tokens = std::min(bucket.burst, bucket.tokens + passed.count() * bucket.per_second);
    bucket.seen = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    const auto wait = std::ceil((1 - bucket.tokens) / bucket.per_second);
    return std::chrono::seconds{std::max<std::int64_t>(1, static_cast<std::int64_t>(wait))};
}

void RateLimiter::make_room(Clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& entry) {
        const auto& bucket = entry.second;
        const std::chrono::duration<double> passed = now - bucket.seen;
        return bucket.tokens + passed.count() * bucket.per_second >= bucket.burst;
    });
    if (buckets_.size() < capacity_) return;

    std::vector<Clock::time_point> seen;
    for (const auto& [key, bucket] : buckets_) seen.push_back(bucket.seen);
    const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
    std::nth_element(seen.begin(), middle, seen.end());
    const auto oldest_kept = *middle;
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.seen <= oldest_kept; });
}

std::size_t RateLimiter::size() const {
    const std::lock_guard lock{mutex_};
    return buckets_.size();
}

namespace {

// The part of an address that stands for one household.
std::string household(std::string_view address) {
    const std::string text{address.substr(0, address.find('%'))};
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return text;
    const auto* bytes = reinterpret_cast<const char*>(six.s6_addr);
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        char four[INET_ADDRSTRLEN] = {};
        inet_ntop(AF_INET, bytes + 12, four, sizeof four);
        return four;
    }
    return {bytes, 8};
}

}  // namespace

ClientDigester::ClientDigester() : key_{random_key()}, since_{Clock::now()} {}

void ClientDigester::renew_when_old(Clock::time_point now) {
    if (now - since_ < key_lifetime) return;
    key_ = random_key();
    since_ = now;
    ++generation_;
}

std::string ClientDigester::digest(std::string_view address, Clock::time_point now) {
    const auto subject = household(address);
    std::array<unsigned char, 16> digest{};
    {
        const std::lock_guard lock{mutex_};
        renew_when_old(now);
        crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(subject.data()),
                           subject.size(), key_.data(), key_.size());
    }
    std::string text(2 * digest.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();  // the terminating zero
    return text;
}

std::uint64_t ClientDigester::generation(Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    renew_when_old(now);
    return generation_;
}

}  // namespace autojet::http
