// What a page consists of before it is drawn: texts and shapes at their places. Lengths are points, 1/72 inch, counted
// to the right and downwards.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"
#include "invoicing/pdf_look.hpp"

struct _PangoLayout;
struct _cairo_surface;

namespace autojet::invoicing::paper {

inline constexpr double a4_width = 595.276;
inline constexpr double a4_height = 841.89;
inline constexpr double margin = 46;
inline constexpr double content_width = a4_width - 2 * margin;

enum class Face { regular, semi_bold, display };  // each is a font in every file
enum class Ink { text, muted, accent, ground, line, deep, jet, white };

struct Style {
    Face face = Face::regular;
    double size = 9;
    Ink ink = Ink::text;
};

struct Unref {
    void operator()(_PangoLayout* layout) const;
};

// A text that is set in type, in one line or in as many as its width asks for.
class Text {
public:
    // Without a width it is as wide as it needs, in one line for each of its own.
    Text(std::string_view text, Language language, const Style& style, double width = 0);

    double width() const { return width_; }
    double height() const { return height_; }
    double baseline() const { return baseline_; }  // of the first line, below its top
    Ink ink() const { return ink_; }
    _PangoLayout* layout() const { return layout_.get(); }

private:
    std::unique_ptr<_PangoLayout, Unref> layout_;
    Ink ink_;
    double width_ = 0;
    double height_ = 0;
    double baseline_ = 0;
};

struct Box {
    double width = 0;
    double height = 0;
    Ink ink = Ink::line;
    double radius = 0;
};

// Dark squares on a white ground, row by row; the ground is four squares wider on each side.
struct Squares {
    std::vector<bool> dark;
    std::size_t across = 0;
    double width = 0;  // with the ground
};

// A picture, as large as it is drawn.
struct Picture {
    std::shared_ptr<_cairo_surface> surface;
    double width = 0;
    double height = 0;
};

// Standard structure types (ISO 32000-1, 14.8.4). What has none is decoration.
enum class Tag { none, heading, section_heading, paragraph, table, row, header_cell, cell, figure };

struct Open {
    Tag tag;
};
struct Close {
    Tag tag;
};

using Shape = std::variant<Text, Box, Squares, Picture, Open, Close>;

struct Mark {
    template <class Of>
    Mark(double from_left, double from_top, Of&& of, Tag as = Tag::none)
        : x{from_left},
          y{from_top},
          tag{as},
          shape{std::in_place_type<std::remove_cvref_t<Of>>, std::forward<Of>(of)} {}

    double x;
    double y;
    Tag tag;
    Shape shape;
};

// What is never split between two pages.
struct Piece {
    std::vector<Mark> marks;
    double height = 0;
    double space_before = 0;  // not at the top of a page
    bool is_row = false;      // of the table of lines, whose header is repeated
    bool keep_with_next = false;

    template <class Of>
    void put(double x, double y, Of&& shape, Tag tag = Tag::none) {
        marks.emplace_back(x, y, std::forward<Of>(shape), tag);
    }
    void put_right(double right, double y, Text text, Tag tag = Tag::none) {
        const auto x = right - text.width();
        put(x, y, std::move(text), tag);
    }
    void open(Tag tag) { put(0, 0, Open{tag}); }
    void close(Tag tag) { put(0, 0, Close{tag}); }
};

struct Placed {
    double y = 0;
    const Piece* piece = nullptr;
    bool is_table = false;   // belongs to the table of lines
    bool decorates = false;  // stands on every page: left out of the structure
};

using Page = std::vector<Placed>;

struct About {
    std::string title;
    std::string author;
    CivilDate date;
    PaperColour paint, glow, link;  // of Ink::deep, Ink::jet and Ink::accent
};

// The pages as PDF.
std::string draw(const std::vector<Page>& pages, const About& about);

}  // namespace autojet::invoicing::paper
