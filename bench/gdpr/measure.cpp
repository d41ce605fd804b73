#include "gdpr/measure.hpp"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace bench::gdpr {

namespace {
using Clock = std::chrono::steady_clock;
}

Rate measure(Engine& engine, Workload workload, int clients, std::chrono::duration<double> length) {
    std::atomic<std::int64_t> performed = 0;
    std::atomic<std::int64_t> found = 0;
    std::atomic<bool> over = false;
    std::exception_ptr failure;
    std::mutex failing;
    std::vector<std::unique_ptr<Client>> connections;
    for (int n = 0; n < clients; ++n) connections.push_back(engine.connect(workload));

    const auto begin = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (int n = 0; n < clients; ++n) {
            threads.emplace_back([&, n] {
                try {
                    Stream stream(workload, clients, n);
                    auto& connection = *connections[static_cast<std::size_t>(n)];
                    while (!over) {
                        found += connection.perform(stream.next()) ? 1 : 0;
                        ++performed;
                    }
                } catch (...) {
                    const std::scoped_lock lock(failing);
                    failure = std::current_exception();
                    over = true;
                }
            });
        }
        const auto end = begin + length;
        while (!over && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds{5});
        over = true;
    }
    if (failure) std::rethrow_exception(failure);
    const std::chrono::duration<double> took = Clock::now() - begin;
    const auto count = static_cast<double>(performed.load());
    return {count / took.count(), count > 0 ? static_cast<double>(found.load()) / count : 0};
}

}  // namespace bench::gdpr
