// The one writing thread. Transactions that wait are run one after another, each in its savepoint, and share one
// durable commit; each caller is answered when its work is on disk.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "store/database.hpp"
#include "store/done.hpp"
#include "store/sqlite/handle.hpp"

namespace autojet::store::sqlite {

class Writer {
public:
    Writer(std::unique_ptr<Handle> handle, const Clock& clock, int largest_group);

    // Returns when the work is durable (or refused); throws what it threw.
    void perform(ShopId shop, const std::function<bool(Tx&)>& work);

    void before_commit(std::function<void()> hook);
    void after_commit(Database::Listener listener);

private:
    struct Job {
        ShopId shop;
        const std::function<bool(Tx&)>* work;
        std::set<Topic> topics{};
        std::exception_ptr failure{};
        Done done{};
    };

    void loop(const std::stop_token& stop);
    void empty_log_after_erasures();
    void commit_group(const std::vector<Job*>& group);
    void run_in_savepoint(Job& job);
    void tell_listeners(const std::vector<Job*>& group);

    std::unique_ptr<Handle> handle_;
    const Clock& clock_;
    IdSource ids_;
    std::size_t largest_group_;

    // Of the thread alone, both. After a crash nobody knows what lies in the log.
    bool log_holds_erased_ = true;
    std::chrono::steady_clock::time_point log_emptied_{};

    std::mutex mutex_;
    std::condition_variable_any waiting_;
    std::deque<Job*> queue_;
    std::vector<std::function<void()>> hooks_;
    std::vector<Database::Listener> listeners_;
    std::jthread thread_;  // last: it uses everything above
};

}  // namespace autojet::store::sqlite
