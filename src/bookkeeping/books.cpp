#include "bookkeeping/books.hpp"

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr int entries_at_once = 2'000;

void forget_all_lapsed(const House& house, ShopId shop) {
    const auto some = [](store::Tx& tx) -> Result<std::int64_t> { return forget_lapsed(tx, entries_at_once); };
    while (house.database.write(shop, some).value() == entries_at_once) continue;
}

}  // namespace

Module books_module(const House& house) {
    return {.name = "books",
            .add_routes = {},
            .jobs = {{"forget books whose hold has lapsed", std::chrono::hours{1},
                      [&house](ShopId shop) { forget_all_lapsed(house, shop); }}},
            .overdue = [](store::Tx& tx, const policy::Published&) { return std::vector{bookkeeping::overdue(tx)}; }};
}

}  // namespace autojet::bookkeeping
