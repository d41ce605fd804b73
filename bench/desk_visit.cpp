#include "desk_visit.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <stdexcept>

#include "loopback.hpp"

namespace bench {

namespace {

std::string token_in(std::string_view page) {
    constexpr std::string_view field = "name=\"csrf_token\" value=\"";
    const auto at = page.find(field);
    if (at == std::string_view::npos) throw std::runtime_error("a page of the desk has no form");
    const auto rest = page.substr(at + field.size());
    return std::string(rest.substr(0, rest.find('"')));
}

std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string safe;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0)
            safe += c;
        else
            safe.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return safe;
}

std::string day_from_today(int days) {
    using namespace std::chrono;
    const year_month_day date{floor<std::chrono::days>(system_clock::now()) + std::chrono::days{days}};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

// The invented people of `autojet demo`.
std::string typed(std::mt19937_64& random, std::size_t n) {
    constexpr std::array<std::string_view, 8> names{"voorb", "de nep",       "zoe", "schijn ada",
                                                    "fict",  "modelstra bo", "van", "guus testen"};
    constexpr std::string_view letters = "BDFGHJKLNPRSTVXZ";
    const auto number = [&](std::uint64_t from, std::uint64_t to) {
        return std::to_string(from + random() % (to - from));
    };
    switch (n % 5) {
        case 0:
            return std::string(names[random() % names.size()]);
        case 1:
            return "06-1" + number(0, 10) + " " + number(1000, 9999);
        case 2:
            return number(1000, 9999);
        case 3:
            return {letters[random() % letters.size()], letters[random() % letters.size()], '-',
                    static_cast<char>('1' + random() % 9)};
        default:
            return "klant" + number(1000, 9999);
    }
}

}  // namespace

DeskVisit::DeskVisit(std::uint16_t port, std::string_view setup_link) : port_(port) {
    token_ = token_in(ask(get(setup_link)).text);
    const std::string who =
        "&name=Dee&email=dee%40autojet.example&password=een+lange+zin+voor+Dee&password_again=een+lange+zin+voor+Dee";
    if (ask(post(setup_link, who, "text/html")).status != 303) throw std::runtime_error("Dee cannot sign in");
    token_ = token_in(ask(get("/desk/customers")).text);
}

std::vector<std::string> DeskVisit::day_requests(std::size_t count) const {
    std::vector<std::string> requests;
    for (std::size_t n = 0; n < count; ++n)
        requests.push_back(get("/desk/day?date=" + day_from_today(static_cast<int>(n % 60) - 30)));
    return requests;
}

std::vector<std::string> DeskVisit::search_requests(std::size_t count) const {
    std::mt19937_64 random{1};
    std::vector<std::string> requests;
    for (std::size_t n = 0; n < count; ++n)
        requests.push_back(post("/desk/customers/search", "&words=" + encoded(typed(random, n)), "application/json"));
    return requests;
}

DeskVisit::Page DeskVisit::ask(const std::string& request) {
    const auto socket = Socket::connect(port_);
    if (!socket) throw std::runtime_error("nobody listens");
    socket->send(request);
    std::string bytes;
    while (!whole_answer(bytes)) socket->receive_more(bytes);
    keep_cookies(std::string_view(bytes).substr(0, bytes.find("\r\n\r\n") + 2));
    const auto answer = *whole_answer(bytes);
    return {answer.status, std::string(answer.body)};
}

std::string DeskVisit::get(std::string_view target) const {
    std::string cookies;
    for (const auto& [name, value] : cookies_) cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    std::string request("GET ");
    request.append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port_));
    return request.append("\r\nCookie: ").append(cookies).append("\r\n\r\n");
}

std::string DeskVisit::post(std::string_view target, std::string_view form, std::string_view accept) const {
    const auto body = "csrf_token=" + encoded(token_) + std::string(form);
    auto request = get(target);
    request.replace(0, 3, "POST");
    request.resize(request.size() - 2);
    request.append("Accept: ").append(accept);
    request.append("\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ");
    return request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

void DeskVisit::keep_cookies(std::string_view head) {
    constexpr std::string_view field = "\r\nSet-Cookie: ";
    for (auto at = head.find(field); at != std::string_view::npos; at = head.find(field, at + 1)) {
        auto pair = head.substr(at + field.size());
        pair = pair.substr(0, pair.find_first_of(";\r"));
        const std::string name(pair.substr(0, pair.find('=')));
        std::erase_if(cookies_, [&](const auto& cookie) { return cookie.first == name; });
        cookies_.emplace_back(name, pair.substr(name.size() + 1));
    }
}

}  // namespace bench
