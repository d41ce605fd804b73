#include "staff/qr_code.hpp"

#include "base/qr_code.hpp"

namespace autojet::staff {

namespace {

constexpr std::size_t quiet_zone = 4;

// One rectangle for each run of dark modules in a row.
std::string path_of(const QrCode& code) {
    const auto dark = [&](std::size_t x, std::size_t y) { return x < code.across && code.dark[y * code.across + x]; };
    std::string path;
    for (std::size_t y = 0; y < code.across; ++y)
        for (std::size_t x = 0; x < code.across; ++x) {
            const auto first = x;
            while (dark(x, y)) ++x;
            if (x == first) continue;
            const auto length = std::to_string(x - first);
            path += "M" + std::to_string(first + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" + length +
                    "v1h-" + length + "z";
        }
    return path;
}

}  // namespace

std::string qr_code_svg(std::string_view text) {
    const auto code = qr_code_of(text);
    const auto side = std::to_string(code.across + 2 * quiet_zone);
    return R"(<svg class="qr" viewBox="0 0 )" + side + " " + side +
           R"(" aria-hidden="true" shape-rendering="crispEdges"><rect width=")" + side + R"(" height=")" + side +
           R"(" fill="#fff"/><path fill="#000" d=")" + path_of(code) + R"("/></svg>)";
}

}  // namespace autojet::staff
