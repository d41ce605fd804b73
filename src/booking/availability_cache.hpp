// Answers about free times, kept until something in the calendar changes or the minute is over: most visitors look, few
// book.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "http/response.hpp"
#include "store/database.hpp"

namespace autojet::booking {

class AvailabilityCache {
public:
    explicit AvailabilityCache(store::Database& database);

    using Make = std::function<std::shared_ptr<const http::Stored>()>;

    // The kept answer for this question, or what `make` says now; what it cannot answer (null) is not kept.
    std::shared_ptr<const http::Stored> answer(ShopId shop, std::string_view question, Instant now, const Make& make);

private:
    struct Kept {
        std::uint64_t version;
        std::chrono::sys_time<std::chrono::minutes> minute;
        std::shared_ptr<const http::Stored> answer;
    };
    struct Shelf {
        std::uint64_t version = 0;
        std::unordered_map<std::string, Kept> answers;
    };

    std::mutex mutex_;
    std::map<ShopId, Shelf> shelves_;
};

}  // namespace autojet::booking
