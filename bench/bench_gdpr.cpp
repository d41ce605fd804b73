// bench_gdpr workloads FOLDER SECONDS [WORKLOAD...]   GDPRbench's four workloads, or these, in turn on three engines
// that
//     hold the same records: AutoJet with its locks, PostgreSQL 15, and AutoJet's store without any lock
// bench_gdpr erase FOLDER                             one person erased among 1,000 and among 1,000,000
//
// What GDPRbench (Shastri and others, PVLDB 13(7), 2020) asks, and what AutoJet does with its locks on:
//   create             seals the data under a new key of the record, which is durable before the row
//   delete by key      destroys that key and deletes both rows; done when both are on disk
//   read data          asks the gate for a warrant, honours the objection, unseals, opens
//   update data        seals what is right instead
//   metadata by ...    reads or changes what is readable: of all records of a purpose, or of one person
//   read log           the hundred newest entries of the ledger
//   verify deletion    looks for row and key
// Each leaves one entry in the ledger, on disk before the operation counts; PostgreSQL writes a log row in the same
// transaction. With the locks off nothing is sealed, asked or logged.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "gdpr/cluster.hpp"
#include "gdpr/erase.hpp"
#include "gdpr/measure.hpp"
#include "gdpr/ours_off.hpp"
#include "gdpr/ours_on.hpp"
#include "gdpr/postgres.hpp"

namespace {

using namespace bench::gdpr;

constexpr std::array crowds{1, 8, 64};
constexpr std::int64_t few = 1'000;
constexpr std::int64_t many = 1'000'000;
constexpr int erasures = 400;

void print_line(Workload workload, int clients, const Rate& on, const Rate& postgres, const Rate& off) {
    std::printf("%-11s %2d  %9.0f %9.0f %9.0f   %6.2f x %6.2f x    %3.0f %3.0f %3.0f\n",
                std::string(name_of(workload)).c_str(), clients, on.per_second, postgres.per_second, off.per_second,
                on.per_second / postgres.per_second, on.per_second / off.per_second, 100 * on.found,
                100 * postgres.found, 100 * off.found);
    std::fflush(stdout);
}

std::vector<Workload> parse_workloads(std::span<char*> names) {
    std::vector<Workload> wanted;
    for (const std::string_view name : names) {
        const auto found = std::ranges::find(all_workloads, name, [](Workload workload) { return name_of(workload); });
        if (found == all_workloads.end()) throw std::invalid_argument("no such workload");
        wanted.push_back(*found);
    }
    return wanted.empty() ? std::vector(all_workloads.begin(), all_workloads.end()) : wanted;
}

// Each workload begins with fresh records; the engines take turns.
void run_workloads(const std::filesystem::path& folder, std::chrono::duration<double> length,
                   const std::vector<Workload>& wanted) {
    const Cluster cluster;
    std::printf("operations/s        locks on PostgreSQL locks off   on/PostgreSQL on/off   found %%\n");
    for (const auto workload : wanted) {
        const auto name = std::string(name_of(workload));
        const auto on = load_ours_on(folder / (name + "-on"));
        const auto postgres = load_postgres(cluster.address());
        const auto off = load_ours_off(folder / (name + "-off"));
        for (const int clients : crowds) {
            const auto rate_on = measure(*on, workload, clients, length);
            const auto rate_postgres = measure(*postgres, workload, clients, length);
            const auto rate_off = measure(*off, workload, clients, length);
            print_line(workload, clients, rate_on, rate_postgres, rate_off);
        }
    }
}

void run_erasures(const std::filesystem::path& folder) {
    const auto among_few = time_erasures(folder / "few", few, erasures);
    const auto among_many = time_erasures(folder / "many", many, erasures);
    std::printf("one of %lld people erased in %.2f ms (9 of 10 within %.2f), one of %lld in %.2f ms (%.2f): %.2f x\n",
                static_cast<long long>(few), among_few.median.count(), among_few.nine_of_ten.count(),
                static_cast<long long>(many), among_many.median.count(), among_many.nine_of_ten.count(),
                among_many.median / among_few.median);
}

int run(int count, char** arguments) {
    const std::string_view what = count > 1 ? arguments[1] : "";
    if (what == "workloads" && count >= 4) {
        run_workloads(arguments[2], std::chrono::duration<double>(std::stod(arguments[3])),
                      parse_workloads(std::span(arguments, static_cast<std::size_t>(count)).subspan(4)));
    } else if (what == "erase" && count == 3) {
        run_erasures(arguments[2]);
    } else {
        throw std::invalid_argument("workloads FOLDER SECONDS [WORKLOAD...] | erase FOLDER");
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_gdpr: %s\n", error.what());
        return 1;
    }
}
