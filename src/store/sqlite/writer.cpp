#include "store/sqlite/writer.hpp"

#include <algorithm>
#include <random>
#include <utility>

#include "base/result.hpp"

namespace autojet::store::sqlite {

namespace {
constexpr std::string_view begin_group = "BEGIN IMMEDIATE";
constexpr std::string_view commit_all = "COMMIT";
constexpr std::string_view roll_back_all = "ROLLBACK";
constexpr std::string_view begin_one = "SAVEPOINT one";
constexpr std::string_view keep_one = "RELEASE one";
constexpr std::string_view undo_one = "ROLLBACK TO one";
// Each time costs a few writes of its own; erasures that come together share them.
constexpr std::chrono::seconds between_emptyings{1};

std::uint64_t random_seed() {
    return std::random_device{}();
}
}  // namespace

Writer::Writer(std::unique_ptr<Handle> handle, const Clock& clock, int largest_group)
    : handle_(std::move(handle)),
      clock_(clock),
      ids_(random_seed()),
      largest_group_(static_cast<std::size_t>(largest_group)),
      thread_([this](const std::stop_token& stop) { loop(stop); }) {}

void Writer::perform(ShopId shop, const std::function<bool(Tx&)>& work) {
    Job job{.shop = shop, .work = &work};
    {
        const std::scoped_lock lock(mutex_);
        queue_.push_back(&job);
    }
    waiting_.notify_one();
    job.done.wait();
    if (job.failure) std::rethrow_exception(job.failure);
}

void Writer::before_commit(std::function<void()> hook) {
    const std::scoped_lock lock(mutex_);
    hooks_.push_back(std::move(hook));
}

void Writer::after_commit(Database::Listener listener) {
    const std::scoped_lock lock(mutex_);
    listeners_.push_back(std::move(listener));
}

// On stop, what is already waiting is still carried out.
void Writer::loop(const std::stop_token& stop) {
    std::vector<Job*> group;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            const auto has_work = [this] { return !queue_.empty(); };
            log_holds_erased_ ? (void)waiting_.wait_for(lock, stop, between_emptyings, has_work)
                              : (void)waiting_.wait(lock, stop, has_work);
            if (queue_.empty() && stop.stop_requested()) return;
            const auto count = std::min(queue_.size(), largest_group_);
            group.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
            queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        }
        if (!group.empty()) commit_group(group);
        tell_listeners(group);
        for (const Job* job : group) log_holds_erased_ |= job->topics.contains(Topic::erasure);
        for (Job* job : group) job->done.say();
        empty_log_after_erasures();
    }
}

// Not before the callers are answered: they wait for the disk, not for this.
void Writer::empty_log_after_erasures() {
    const auto now = std::chrono::steady_clock::now();
    if (!log_holds_erased_ || now - log_emptied_ < between_emptyings) return;
    log_emptied_ = now;
    try {
        log_holds_erased_ = !handle_->empty_log();
    } catch (const Broken&) {
        // Tried again in a second; if the disk is at fault, the next commit tells.
    }
}

void Writer::commit_group(const std::vector<Job*>& group) {
    try {
        handle_->run(begin_group, {}, {});
        for (Job* job : group) run_in_savepoint(*job);
        for (const auto& hook : hooks_) hook();
        handle_->run(commit_all, {}, {});
    } catch (...) {
        for (Job* job : group) {
            if (!job->failure) job->failure = std::current_exception();
            job->topics.clear();
        }
        try {
            handle_->run(roll_back_all, {}, {});
        } catch (const std::exception&) {
            // SQLite has rolled back by itself; the callers are told of the first failure.
        }
    }
}

void Writer::run_in_savepoint(Job& job) {
    Tx tx(*handle_, ids_, job.shop, clock_.now());
    handle_->run(begin_one, {}, {});
    bool keep = false;
    try {
        keep = (*job.work)(tx);
    } catch (...) {
        job.failure = std::current_exception();
    }
    if (!keep) handle_->run(undo_one, {}, {});
    handle_->run(keep_one, {}, {});
    if (keep) job.topics = tx.topics();
}

void Writer::tell_listeners(const std::vector<Job*>& group) {
    std::set<std::pair<ShopId, Topic>> changed;
    for (const Job* job : group)
        for (const Topic topic : job->topics) changed.emplace(job->shop, topic);
    for (const auto& [shop, topic] : changed)
        for (const auto& listener : listeners_) listener(shop, topic);
}

}  // namespace autojet::store::sqlite
