#include "free_slots.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <random>
#include <stdexcept>

#include "loopback.hpp"

namespace bench {

namespace {

using Days = std::chrono::sys_days;

constexpr int days_at_once = 92;
constexpr int days_of_a_year = 364;

int number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::invalid_argument("not a number: " + std::string(text));
    return value;
}

std::string written(Days day) {
    const std::chrono::year_month_day date{day};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

// The moments among the strings of a JSON text: "2026-12-01T09:00:00+01:00".
std::vector<std::string> moments_in(std::string_view json) {
    constexpr std::size_t length = 25;
    std::vector<std::string> moments;
    for (auto quote = json.find('"'); quote != std::string_view::npos; quote = json.find('"', quote + 1)) {
        const auto text = json.substr(quote + 1, length);
        if (text.size() == length && text[10] == 'T' && text[19] != '"') moments.emplace_back(text);
    }
    return moments;
}

std::vector<std::string> offered(std::uint16_t port, const Wanted& wanted) {
    std::vector<std::string> starts;
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const auto socket = Socket::connect(port);
    if (!socket) throw std::runtime_error("nobody listens");
    for (int first = 1; first < days_of_a_year; first += days_at_once) {
        const auto days = std::min(days_at_once, days_of_a_year - first);
        socket->send(get_request(port, "/api/v1/availability?service=" + wanted.service + "&size=" + wanted.size +
                                           "&from=" + written(today + std::chrono::days{first}) +
                                           "&days=" + std::to_string(days)));
        std::string bytes;
        while (!whole_answer(bytes)) socket->receive_more(bytes);
        const auto answer = *whole_answer(bytes);
        if (answer.status != 200) throw std::runtime_error("no availability: " + std::to_string(answer.status));
        std::ranges::move(moments_in(answer.body), std::back_inserter(starts));
    }
    return starts;
}

// On its day and its wall clock; a night that changes the clocks is no opening time.
int minute_of(const std::string& start) {
    return 60 * number(start.substr(11, 2)) + number(start.substr(14, 2));
}

bool leaves_room(const std::string& before, const std::string& after, int minutes) {
    return before.substr(0, 10) != after.substr(0, 10) || minute_of(before) + minutes <= minute_of(after);
}

}  // namespace

Wanted Wanted::parse(std::string_view text) {
    std::vector<std::string_view> parts;
    for (auto colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':')) {
        parts.push_back(text.substr(0, colon));
        text.remove_prefix(colon + 1);
    }
    parts.push_back(text);
    if (parts.size() != 4) throw std::invalid_argument("expected SERVICE:SIZE:MINUTES:BAYS");
    return {std::string(parts[0]), std::string(parts[1]), number(parts[2]), number(parts[3])};
}

std::vector<Slot> free_slots(std::uint16_t port, const std::vector<Wanted>& wanted) {
    std::vector<Slot> slots;
    for (const auto& one : wanted) {
        std::string last;
        for (const auto& start : offered(port, one)) {
            if (!last.empty() && !leaves_room(last, start, one.minutes)) continue;
            slots.insert(slots.end(), static_cast<std::size_t>(one.bays), Slot{&one, start});
            last = start;
        }
    }
    std::ranges::shuffle(slots, std::mt19937{1});
    return slots;
}

}  // namespace bench
