#include "store/sqlite/database.hpp"

#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/sqlite/writer.hpp"

namespace autojet::store::sqlite {

namespace {

constexpr Tuning writer_tuning{.cache_kib = 4096};
constexpr Tuning reader_tuning{.cache_kib = 1024};
constexpr std::string_view begin_reading = "BEGIN";
constexpr std::string_view end_reading = "COMMIT";

// Lends reading connections; whoever comes when all are lent waits.
class Readers {
public:
    Readers(const std::string& path, int count) {
        for (int n = 0; n < count; ++n)
            idle_.push_back(std::make_unique<Handle>(path, Access::read_only, reader_tuning));
    }

    class Lease {
    public:
        explicit Lease(Readers& readers) : readers_(readers), handle_(readers.take()) {}
        ~Lease() { readers_.give_back(std::move(handle_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Handle& operator*() { return *handle_; }

    private:
        Readers& readers_;
        std::unique_ptr<Handle> handle_;
    };

private:
    std::unique_ptr<Handle> take() {
        std::unique_lock lock(mutex_);
        returned_.wait(lock, [this] { return !idle_.empty(); });
        auto handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }
    void give_back(std::unique_ptr<Handle> handle) {
        {
            const std::scoped_lock lock(mutex_);
            idle_.push_back(std::move(handle));
        }
        returned_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Handle>> idle_;
};

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const Options& options, const Clock& clock)
        : clock_(clock),
          writer_(std::make_unique<Handle>(options.path, Access::read_write, writer_tuning), clock,
                  options.largest_group),
          readers_(options.path, options.readers),
          path_(options.path) {}

    bool empty_log() override { return Handle(path_, Access::read_write, reader_tuning).empty_log(); }
    void before_commit(std::function<void()> hook) override { writer_.before_commit(std::move(hook)); }
    void after_commit(Listener listener) override { writer_.after_commit(std::move(listener)); }

private:
    void perform_write(ShopId shop, const std::function<bool(Tx&)>& work) override { writer_.perform(shop, work); }

    void perform_read(ShopId shop, const std::function<void(Tx&)>& work) override {
        Readers::Lease handle(readers_);
        Tx tx(*handle, ids_, shop, clock_.now());
        struct Snapshot {
            Handle& handle;
            explicit Snapshot(Handle& h) : handle(h) { handle.run(begin_reading, {}, {}); }
            ~Snapshot() {
                try {
                    handle.run(end_reading, {}, {});
                } catch (const std::exception&) {
                    // Nothing was written; the next BEGIN tells if the connection is broken.
                }
            }
        } snapshot{*handle};
        work(tx);
    }

    const Clock& clock_;
    IdSource ids_{0};  // readers make nothing
    Writer writer_;
    Readers readers_;
    std::string path_;
};

}  // namespace

std::unique_ptr<Database> open(const Options& options, const Clock& clock) {
    return std::make_unique<SqliteDatabase>(options, clock);
}

std::unique_ptr<Connection> connect(const std::string& path) {
    return std::make_unique<Handle>(path, Access::read_write, Tuning{});
}

}  // namespace autojet::store::sqlite
