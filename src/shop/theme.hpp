// Colours that a shop may choose: parsed, measured against WCAG 2.2 (1.4.3, 4.5 : 1 for text), and as a stylesheet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace autojet::shop {

struct Colour {
    int red = 0, green = 0, blue = 0;

    // "#05212a", in either case; nothing else.
    static std::optional<Colour> parse(std::string_view text);
    [[nodiscard]] std::string text() const;  // lower case

    friend bool operator==(const Colour&, const Colour&) = default;
};

inline constexpr double least_contrast = 4.5;

// From 1 to 21 (WCAG 2.2, contrast ratio).
double contrast(Colour one, Colour other);

// The shade of the colour that is nearest to it and stands out from all the grounds; nothing when there is none.
std::optional<Colour> nearest_readable(Colour colour, const std::vector<Colour>& grounds);

// As the program comes, until the shop chooses.
struct Colours {
    std::string paint = "#05212a";  // header, footer, buttons on light ground
    std::string glow = "#28e2d0";   // lights up on the paint; links and buttons where the reader's screen is dark
    std::string link = "#00656c";   // links on light ground

    friend bool operator==(const Colours&, const Colours&) = default;
};

// A choice that cannot be read: which colour, on what, and what would do.
struct Unreadable {
    std::string field;    // paint, glow or link
    double ratio = 0;     // the worst of them
    std::string instead;  // the nearest shade that can be read; empty: there is none
};

// Against everything that each colour stands on or carries, in light and in dark. All must be colours.
std::vector<Unreadable> unreadable(const Colours& colours);

// The custom properties that differ from assets/base.css; all must be colours.
std::string stylesheet(const Colours& colours);
// Its file name, from its content: "3f2a....css".
std::string stylesheet_name(const Colours& colours);

}  // namespace autojet::shop
