#include <algorithm>
#include <array>
#include <string>

#include "invoicing/pdf_parts.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr double gap = 13;
constexpr double above_row = 6;
constexpr double below_row = 6;
constexpr double narrowest_description = 150;
constexpr std::array sizes{9.0, 8.0, 7.0};  // smaller only where amounts leave no room for words

// The columns at the right of the description.
struct Column {
    Word name;
    std::vector<std::string> cells;  // one for each line; empty where there is nothing to say
    Ink ink = Ink::text;
    Face face = Face::regular;
};

std::vector<Column> columns_of(const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    const bool inside = content.basis == PriceBasis::including_vat;
    Column quantity{.name = Word::quantity, .cells = {}};
    Column price{.name = Word::price, .cells = {}};
    Column discount{.name = Word::discount, .cells = {}};
    Column vat{.name = Word::vat, .cells = {}};
    Column net{.name = Word::net_amount, .cells = {}, .ink = inside ? Ink::muted : Ink::deep};
    Column shown{.name = Word::gross_amount, .cells = {}, .ink = Ink::deep, .face = Face::semi_bold};
    if (!inside) net.face = Face::semi_bold;
    for (std::size_t i = 0; i < content.lines.size(); ++i) {
        const auto& line = content.lines[i];
        const auto& totals = invoice.totals().lines[i];
        quantity.cells.push_back(quantity_text(line, language));
        price.cells.push_back(line.unit_price.display(language));
        discount.cells.push_back(line.discount > Money{} ? (-line.discount).display(language) : std::string{});
        vat.cells.push_back(rate_text(line.vat, language));
        net.cells.push_back(totals.net.display(language));
        shown.cells.push_back(totals.shown.display(language));
    }
    std::vector<Column> columns{quantity, price};
    if (std::ranges::any_of(content.lines, [](const Line& line) { return line.discount > Money{}; }))
        columns.push_back(discount);
    columns.push_back(vat);
    columns.push_back(net);
    if (inside) columns.push_back(shown);
    return columns;
}

// All cells set in type at one size, and what is left for descriptions.
struct Setting {
    std::vector<std::vector<Text>> cells;  // by column, then by line
    std::vector<Text> names;
    std::vector<double> widths;
    double description_width = content_width;
    double size = 0;
};

Setting set(const std::vector<Column>& columns, double size, Language language) {
    Setting setting;
    setting.size = size;
    for (const auto& column : columns) {
        setting.names.emplace_back(word(column.name, language), language,
                                   Style{.face = Face::semi_bold, .size = size - 1, .ink = Ink::muted});
        auto width = setting.names.back().width();
        auto& cells = setting.cells.emplace_back();
        cells.reserve(column.cells.size());
        for (const auto& cell : column.cells) {
            cells.emplace_back(cell, language, Style{.face = column.face, .size = size, .ink = column.ink});
            width = std::max(width, cells.back().width());
        }
        setting.widths.push_back(width);
        setting.description_width -= width + gap;
    }
    return setting;
}

Setting best_setting(const std::vector<Column>& columns, Language language) {
    for (const auto size : sizes) {
        auto setting = set(columns, size, language);
        if (setting.description_width >= narrowest_description || size == sizes.back()) return setting;
    }
    throw Broken{"a table without a size"};
}

void add_rule(Piece& piece, double y, double thickness, Ink ink) {
    piece.put(0, y, Box{.width = content_width, .height = thickness, .ink = ink});
}

Piece header(Setting& setting, Language language) {
    Piece piece;
    piece.space_before = 22;
    Text description{word(Word::description, language), language,
                     Style{.face = Face::semi_bold, .size = setting.size - 1, .ink = Ink::muted}};
    piece.height = description.height() + 6;
    piece.put(0, 0, std::move(description), Tag::header_cell);
    double right = setting.description_width;
    for (std::size_t i = 0; i < setting.names.size(); ++i) {
        right += gap + setting.widths[i];
        piece.put_right(right, 0, std::move(setting.names[i]), Tag::header_cell);
    }
    add_rule(piece, piece.height - 1, 1, Ink::deep);
    return piece;
}

Piece row(Setting& setting, const Line& line, std::size_t index, Language language) {
    Piece piece;
    piece.is_row = true;
    const Style style{.face = Face::regular, .size = setting.size, .ink = Ink::deep};
    Text description{line.description, language, style, setting.description_width};
    piece.height = above_row + description.height() + below_row;
    piece.put(0, above_row, std::move(description), Tag::cell);
    double right = setting.description_width;
    for (std::size_t i = 0; i < setting.cells.size(); ++i) {
        right += gap + setting.widths[i];
        piece.put_right(right, above_row, std::move(setting.cells[i][index]), Tag::cell);
    }
    add_rule(piece, piece.height - 0.5, 0.5, Ink::line);
    return piece;
}

}  // namespace

Table table_of_lines(const Invoice& invoice, Language language) {
    const auto& lines = invoice.content().lines;
    auto setting = best_setting(columns_of(invoice, language), language);
    Table table{.header = header(setting, language), .rows = {}};
    for (std::size_t i = 0; i < lines.size(); ++i) table.rows.push_back(row(setting, lines[i], i, language));
    table.rows.back().keep_with_next = true;
    return table;
}

}  // namespace autojet::invoicing::paper
