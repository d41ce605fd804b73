#include "shop/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/result.hpp"
#include "base/text.hpp"
#include "http/response.hpp"

namespace autojet::shop {

namespace {

constexpr int brightest = 255;

int digit(char c) {
    return is_ascii_digit(c) ? c - '0' : ascii_lower(c) - 'a' + 10;
}

double linear(int channel) {
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

// `part` of 100 on the way to black (0) or white (255).
Colour mixed(Colour colour, int towards, int part) {
    const auto mix = [&](int channel) { return (channel * (100 - part) + towards * part + 50) / 100; };
    return {mix(colour.red), mix(colour.green), mix(colour.blue)};
}

bool stands_out(Colour colour, const std::vector<Colour>& grounds) {
    return std::ranges::all_of(grounds, [&](Colour ground) { return contrast(colour, ground) >= least_contrast; });
}

Colour known(std::string_view text) {
    const auto colour = Colour::parse(text);
    if (!colour) throw Broken("a theme has a colour that is none");
    return *colour;
}

// What base.css has under text: ground, card and sunk parts.
std::vector<Colour> light_grounds() {
    return {known("#eef4f3"), known("#ffffff"), known("#e2ecea")};
}
std::vector<Colour> dark_grounds() {
    return {known("#041a21"), known("#0a2b36"), known("#06222b")};
}

}  // namespace

std::optional<Colour> Colour::parse(std::string_view text) {
    const auto is_hex = [](char c) { return is_ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f'); };
    if (text.size() != 7 || text.front() != '#' || !std::ranges::all_of(text.substr(1), is_hex)) return std::nullopt;
    const auto channel = [&](std::size_t at) { return 16 * digit(text[at]) + digit(text[at + 1]); };
    return Colour{channel(1), channel(3), channel(5)};
}

std::string Colour::text() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const int channel : {red, green, blue})
        text.append(1, digits[static_cast<std::size_t>(channel / 16)])
            .append(1, digits[static_cast<std::size_t>(channel % 16)]);
    return text;
}

double contrast(Colour one, Colour other) {
    const double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

std::optional<Colour> nearest_readable(Colour colour, const std::vector<Colour>& grounds) {
    for (int part = 0; part <= 100; ++part)
        for (const int towards : {0, brightest})
            if (const auto shade = mixed(colour, towards, part); stands_out(shade, grounds)) return shade;
    return std::nullopt;
}

std::vector<Unreadable> unreadable(const Colours& colours) {
    std::vector<Unreadable> all;
    const auto check = [&](std::string field, const std::string& text, const std::vector<Colour>& grounds) {
        const auto colour = known(text);
        if (stands_out(colour, grounds)) return;
        double worst = 21;
        for (const auto ground : grounds) worst = std::min(worst, contrast(colour, ground));
        const auto instead = nearest_readable(colour, grounds);
        all.push_back({std::move(field), worst, instead ? instead->text() : ""});
    };
    check("paint", colours.paint, {known("#ffffff")});
    auto under_glow = dark_grounds();
    under_glow.push_back(known(colours.paint));
    check("glow", colours.glow, under_glow);
    check("link", colours.link, light_grounds());
    return all;
}

std::string stylesheet(const Colours& colours) {
    constexpr int a_little = 8, half = 50;
    const auto paint = known(colours.paint), glow = known(colours.glow), link = known(colours.link);
    return ":root{--ink:" + paint.text() + ";--petrol:" + mixed(paint, brightest, a_little).text() +
           ";--action:" + paint.text() + ";--jet:" + glow.text() + ";--link:" + link.text() +
           ";--accent:" + mixed(link, brightest, a_little).text() +
           ";--icon-accent:" + mixed(link, brightest, a_little).text() +
           "}\n@media screen and (prefers-color-scheme:dark){:root{--link:" + glow.text() + ";--action:" + glow.text() +
           ";--on-action:" + paint.text() + ";--accent:" + glow.text() + ";--icon-accent:" + glow.text() +
           "}}\n.button-jet:hover{background:" + mixed(glow, brightest, half).text() + "}\n";
}

std::string stylesheet_name(const Colours& colours) {
    const auto tag = http::store(stylesheet(colours))->etag;
    return tag.substr(1, tag.size() - 2) + ".css";
}

}  // namespace autojet::shop
