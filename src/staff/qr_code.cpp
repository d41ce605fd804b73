#include "staff/qr_code.hpp"

#include <qrencode.h>

#include <memory>

#include "base/result.hpp"

namespace autojet::staff {

namespace {

constexpr int quiet_zone = 4;

// One rectangle for each run of dark modules in a row.
std::string path_of(const QRcode& code) {
    const auto dark = [&](int x, int y) { return x < code.width && (code.data[y * code.width + x] & 1) != 0; };
    std::string path;
    for (int y = 0; y < code.width; ++y)
        for (int x = 0; x < code.width; ++x) {
            const int first = x;
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
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code) throw Broken("this does not fit into a QR code");
    const auto side = std::to_string(code->width + 2 * quiet_zone);
    return R"(<svg class="qr" viewBox="0 0 )" + side + " " + side +
           R"(" aria-hidden="true" shape-rendering="crispEdges"><rect width=")" + side + R"(" height=")" + side +
           R"(" fill="#fff"/><path fill="#000" d=")" + path_of(*code) + R"("/></svg>)";
}

}  // namespace autojet::staff
