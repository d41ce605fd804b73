// bench_load bookings PORT COUNT SERVICE:SIZE:MINUTES:BAYS...   COUNT bookings by 64 clients, each of a free slot
// bench_load desk PORT LINK COUNT CLIENTS...                     so many searches and day views at the desk, by each
//                                                               of these numbers of clients
// bench_load start PORT COMMAND [ARGUMENT]...                   start a server and stop it again
// Each prints one line of NAME=VALUE words.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "crowd.hpp"
#include "desk_visit.hpp"
#include "free_slots.hpp"
#include "start_up.hpp"

namespace {

constexpr std::size_t clients = 64;
constexpr int ok = 200, created = 201;

// Every field is filled in, so that everything is sealed and indexed that can be.
std::string booking_request(std::uint16_t port, const bench::Slot& slot, std::size_t n) {
    const std::string number = std::to_string(10'000'000 + n);
    const std::string plate = "GH-" + std::to_string(100 + n % 900) + "-K";
    const std::string body =
        R"({"service":")" + slot.wanted->service + R"(","size":")" + slot.wanted->size + R"(","start":")" + slot.start +
        R"(","language":"nl","customer":{"name":"Ada Voorbeeld","email":"ada)" + number +
        R"(@voorbeeld.example","phone":"06)" + number + R"("},"vehicle":{"plate":")" + plate +
        R"(","country":"NL","description":"VW Golf, blauw"},"message":"Er zit hondenhaar op de achterbank."})";
    return "POST /api/v1/bookings HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

int print(const bench::Tally& tally, const std::string& before) {
    std::printf("%saccepted=%zu others=%zu rate=%.0f median_ms=%.2f worst_of_100_ms=%.2f\n", before.c_str(),
                tally.accepted, tally.others, static_cast<double>(tally.accepted) / tally.took.count(),
                tally.waits[tally.waits.size() / 2].count(), tally.waits[tally.waits.size() * 99 / 100].count());
    if (tally.others > 0)
        std::fprintf(stderr, "bench_load: the first that was not accepted: %s\n", tally.first_other.c_str());
    return tally.others > 0 ? 1 : 0;
}

int book(std::uint16_t port, std::size_t count, const std::vector<bench::Wanted>& wanted) {
    const auto slots = bench::free_slots(port, wanted);
    std::vector<std::string> requests;
    for (std::size_t n = 0; n < std::min(count, slots.size()); ++n)
        requests.push_back(booking_request(port, slots[n], n));
    if (requests.empty()) throw std::runtime_error("nothing is free");

    const auto tally = bench::send_all(port, requests, clients, created);
    return print(tally, "");
}

int ask_at_the_desk(std::uint16_t port, std::string_view link, std::size_t count,
                    const std::vector<std::size_t>& crowds) {
    const bench::DeskVisit dee(port, link);
    int wrong = 0;
    const auto ask = [&](const std::string& what, const std::vector<std::string>& requests) {
        for (const auto crowd : crowds) {
            const auto before = "what=" + what + " clients=" + std::to_string(crowd) + " ";
            wrong |= print(bench::send_all(port, requests, crowd, ok), before);
            std::fflush(stdout);
        }
    };
    ask("search", dee.search_requests(count));
    ask("day", dee.day_requests(count));
    return wrong;
}

int start(std::uint16_t port, char** command) {
    const auto times = bench::time_start_up(port, command);
    std::printf("ready_ms=%.1f stopped_ms=%.1f\n", times.ready.count(), times.stopped.count());
    return 0;
}

int run(int count, char** arguments) {
    const std::string_view what = count > 3 ? arguments[1] : "";
    if (what == "start") return start(static_cast<std::uint16_t>(std::stoul(arguments[2])), arguments + 3);
    if (what == "desk" && count > 5) {
        std::vector<std::size_t> crowds;
        for (int n = 5; n < count; ++n) crowds.push_back(std::stoul(arguments[n]));
        return ask_at_the_desk(static_cast<std::uint16_t>(std::stoul(arguments[2])), arguments[3],
                               std::stoul(arguments[4]), crowds);
    }
    if (what != "bookings" || count < 5)
        throw std::invalid_argument(
            "bookings PORT COUNT SERVICE:SIZE:MINUTES:BAYS... | desk PORT LINK COUNT CLIENTS... | start "
            "PORT COMMAND...");
    std::vector<bench::Wanted> wanted;
    for (int n = 4; n < count; ++n) wanted.push_back(bench::Wanted::parse(arguments[n]));
    return book(static_cast<std::uint16_t>(std::stoul(arguments[2])), std::stoul(arguments[3]), wanted);
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_load: %s\n", error.what());
        return 1;
    }
}
