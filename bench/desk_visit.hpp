// Dee at the desk: signs in through the link that the server has printed, and asks as her browser would.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

class DeskVisit {
public:
    // Throws std::runtime_error when she is not let in.
    DeskVisit(std::uint16_t port, std::string_view setup_link);

    // The day views of two months around today, in turn.
    [[nodiscard]] std::vector<std::string> day_requests(std::size_t count) const;
    // What is typed into the search box: beginnings of names, numbers, ends of numbers, plates and addresses in turn.
    [[nodiscard]] std::vector<std::string> search_requests(std::size_t count) const;

private:
    struct Page {
        int status = 0;
        std::string text;
    };
    Page ask(const std::string& request);
    [[nodiscard]] std::string get(std::string_view target) const;
    [[nodiscard]] std::string post(std::string_view target, std::string_view form, std::string_view accept) const;
    void keep_cookies(std::string_view head);

    std::uint16_t port_;
    std::vector<std::pair<std::string, std::string>> cookies_;
    std::string token_;
};

}  // namespace bench
