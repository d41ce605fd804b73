#include "figures/chart.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::figures {

namespace {

// In units of the picture.
constexpr std::int64_t width = 480;
constexpr std::int64_t top = 26;
constexpr std::int64_t height = 150;
constexpr std::int64_t label_room = 26;
constexpr std::int64_t lying_height = 14;
constexpr std::int64_t lying_step = 46;
constexpr std::size_t most_labels = 7;

std::int64_t most_of(const std::vector<Bar>& bars) {
    std::int64_t most = 1;
    for (const auto& bar : bars) most = std::max({most, bar.value, bar.of});
    return most;
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

// Tenths, so that narrow bars keep their distances.
std::string tenths(std::int64_t value) {
    return number(value / 10) + "." + number(value % 10);
}

std::string rect(const char* kind, const std::string& x, const std::string& y, const std::string& w,
                 const std::string& h) {
    return std::string("<rect class=\"") + kind + "\" x=\"" + x + "\" y=\"" + y + "\" width=\"" + w + "\" height=\"" +
           h + "\"/>";
}

std::string text(const char* kind, const std::string& x, std::int64_t y, const std::string& words) {
    return std::string("<text class=\"") + kind + "\" x=\"" + x + "\" y=\"" + number(y) + "\">" + escape_html(words) +
           "</text>";
}

std::string picture(std::int64_t tall, const ChartWords& words, const std::string& inside) {
    return "<svg class=\"chart\" role=\"img\" aria-labelledby=\"" + words.id + "-picture\" viewBox=\"0 0 " +
           number(width) + " " + number(tall) + "\"><title id=\"" + words.id + "-picture\">" +
           escape_html(words.title) + "</title>" + inside + "</svg>";
}

}  // namespace

std::string bars_svg(const std::vector<Bar>& bars, const ChartWords& words) {
    const auto most = most_of(bars);
    const auto scaled = [&](std::int64_t value) { return std::max<std::int64_t>(value, 0) * height * 10 / most; };
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(bars.size(), 1));
    const auto step = width * 10 / count;
    const auto wide = std::min<std::int64_t>(step * 7 / 10, 480);
    const auto every = (bars.size() + most_labels - 1) / most_labels;
    std::string inside = "<path class=\"grid\" d=\"M0 " + number(top) + "h" + number(width) + "M0 " +
                         number(top + height / 2) + "h" + number(width) + "\"/>";
    if (!words.most.empty()) inside += text("scale", "0", top - 8, words.most);
    for (std::size_t n = 0; n < bars.size(); ++n) {
        const auto left = static_cast<std::int64_t>(n) * step + (step - wide) / 2;
        const auto draw = [&](const char* kind, std::int64_t value) {
            const auto tall = scaled(value);
            inside += rect(kind, tenths(left), tenths((top + height) * 10 - tall), tenths(wide), tenths(tall));
        };
        if (bars[n].of > 0) draw("around", bars[n].of);
        if (bars[n].value > 0) draw("amount", bars[n].value);
        if (n % every == 0)
            inside += text("below", tenths(left + wide / 2), top + height + label_room - 8, bars[n].label);
    }
    inside += "<path class=\"ground\" d=\"M0 " + number(top + height) + "h" + number(width) + "\"/>";
    return picture(top + height + label_room, words, inside);
}

std::string lying_bars_svg(const std::vector<Bar>& bars, const ChartWords& words) {
    const auto most = most_of(bars);
    std::string inside;
    std::int64_t y = 0;
    for (const auto& bar : bars) {
        inside += text("beside", "0", y + 16, bar.label);
        const auto wide = std::max<std::int64_t>(bar.value, 0) * width * 10 / most;
        inside += rect("amount", "0", number(y + 22), tenths(wide), number(lying_height));
        y += lying_step;
    }
    return picture(std::max<std::int64_t>(y, 1), words, inside);
}

}  // namespace autojet::figures
