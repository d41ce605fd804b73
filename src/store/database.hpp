// The database: where transactions run. Writes wait together and share one durable commit; reads run beside them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>

#include "base/clock.hpp"
#include "store/tx.hpp"

namespace autojet::store {

class Database {
public:
    virtual ~Database() = default;

    // Runs `f(tx) -> Result<T>` and answers when its work is on disk. If f refuses or throws, nothing of it remains;
    // a refusal comes back as it is, an exception is thrown here again.
    template <class F>
    auto write(ShopId shop, F&& f) -> std::invoke_result_t<F&, Tx&> {
        std::optional<std::invoke_result_t<F&, Tx&>> answer;
        perform_write(shop, [&](Tx& tx) {
            answer.emplace(f(tx));
            return answer->has_value();
        });
        return std::move(*answer);
    }

    // Runs `f(tx)` on one snapshot that later writes do not disturb. Writing in it throws.
    template <class F>
    auto read(ShopId shop, F&& f) -> std::invoke_result_t<F&, Tx&> {
        std::optional<std::invoke_result_t<F&, Tx&>> answer;
        perform_read(shop, [&](Tx& tx) { answer.emplace(f(tx)); });
        return std::move(*answer);
    }

    // Takes what was deleted or overwritten out of the write-ahead log, where it would lie until that is written over
    // (GDPR 17(1)). Answers whether it could: somebody who reads an older snapshot keeps it there. After an erasure it
    // is done without being asked, within a second or two.
    virtual bool empty_log() = 0;

    // Called on the writing thread before each commit: what must be durable first (keys before the rows that need
    // them).
    virtual void before_commit(std::function<void()> hook) = 0;

    // Called after a commit, for each shop and topic that a transaction announced. Must be quick and must not throw.
    using Listener = std::function<void(ShopId, Topic)>;
    virtual void after_commit(Listener listener) = 0;

protected:
    virtual void perform_write(ShopId shop, const std::function<bool(Tx&)>& work) = 0;
    virtual void perform_read(ShopId shop, const std::function<void(Tx&)>& work) = 0;
};

}  // namespace autojet::store
