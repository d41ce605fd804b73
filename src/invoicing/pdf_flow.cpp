#include "invoicing/pdf_flow.hpp"

#include <iterator>

namespace autojet::invoicing::paper {

namespace {

constexpr double first_top = 42;
constexpr double running_head_top = 34;
constexpr double space_after_running_head = 18;
constexpr double foot_top = a4_height - 36;
constexpr double lowest = foot_top - 14;

// At the upper edge of each page.
Piece colour_band() {
    Piece piece;
    piece.put(-margin, 0, Box{.width = a4_width, .height = 7, .ink = Ink::deep});
    piece.put(-margin, 0, Box{.width = margin + 44, .height = 7, .ink = Ink::jet});
    return piece;
}

}  // namespace

Flow::Flow(const Invoice& invoice, Language language, const std::optional<Logo>& logo)
    : table_{table_of_lines(invoice, language)},
      pieces_{head(invoice, language, logo)},
      band_{colour_band()},
      running_head_{running_head(invoice.content(), language)} {
    std::ranges::move(table_.rows, std::back_inserter(pieces_));
    pieces_.push_back(sums(invoice, language));
    std::ranges::move(closing(invoice, language), std::back_inserter(pieces_));
    place_all();
    feet_.reserve(pages_.size());
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        feet_.push_back(foot(invoice.content(), i + 1, pages_.size(), language));
        pages_[i].push_back({.y = foot_top, .piece = &feet_.back(), .decorates = true});
    }
}

void Flow::place_all() {
    start_page();
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (!at_top_ && y_ + needed_by(i) > lowest) start_page();
        place(pieces_[i]);
    }
}

// With what must stand on the same page.
double Flow::needed_by(std::size_t index) const {
    const auto& piece = pieces_[index];
    auto height = piece.space_before + piece.height;
    if (piece.is_row && !in_table_) height += table_.header.space_before + table_.header.height;
    if (piece.keep_with_next && index + 1 < pieces_.size()) height += needed_by(index + 1);
    return height;
}

void Flow::start_page() {
    auto& page = pages_.emplace_back();
    page.push_back({.y = 0, .piece = &band_, .decorates = true});
    y_ = first_top;
    if (pages_.size() > 1) {
        page.push_back({.y = running_head_top, .piece = &running_head_, .decorates = true});
        y_ = running_head_top + running_head_.height + space_after_running_head;
    }
    in_table_ = false;
    at_top_ = true;
}

void Flow::place(const Piece& piece) {
    const auto put = [this](const Piece& next) {
        if (!at_top_) y_ += next.space_before;
        pages_.back().push_back({.y = y_, .piece = &next, .is_table = next.is_row || &next == &table_.header});
        y_ += next.height;
        at_top_ = false;
    };
    if (piece.is_row && !in_table_) put(table_.header);
    in_table_ = piece.is_row;
    put(piece);
}

}  // namespace autojet::invoicing::paper
