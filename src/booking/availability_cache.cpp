#include "booking/availability_cache.hpp"

namespace autojet::booking {

namespace {
constexpr std::size_t most_answers = 256;  // of one shop
}

AvailabilityCache::AvailabilityCache(store::Database& database) {
    database.after_commit([this](ShopId shop, store::Topic topic) {
        if (topic == store::Topic::messages || topic == store::Topic::erasure) return;  // freed bays say `calendar`
        const std::scoped_lock lock(mutex_);
        ++shelves_[shop].version;
    });
}

std::shared_ptr<const http::Stored> AvailabilityCache::answer(ShopId shop, std::string_view question, Instant now,
                                                              const Make& make) {
    const auto minute = std::chrono::floor<std::chrono::minutes>(now);
    std::string key(question);
    std::uint64_t version = 0;
    {
        const std::scoped_lock lock(mutex_);
        auto& shelf = shelves_[shop];
        version = shelf.version;
        const auto found = shelf.answers.find(key);
        if (found != shelf.answers.end() && found->second.version == version && found->second.minute == minute)
            return found->second.answer;
    }
    // Read after the version was noted: what changes meanwhile makes the answer stale at once, never wrong for longer.
    auto made = make();
    if (!made) return made;
    const std::scoped_lock lock(mutex_);
    auto& shelf = shelves_[shop];
    if (shelf.answers.size() >= most_answers) shelf.answers.clear();
    shelf.answers.insert_or_assign(std::move(key), Kept{version, minute, made});
    return made;
}

}  // namespace autojet::booking
