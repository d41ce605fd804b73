#include "outbound/mime.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace autojet::outbound {

namespace {

constexpr std::size_t longest_line = 76;
constexpr std::string_view line_end = "\r\n";
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

std::string base64(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto group = bytes.substr(i, 3);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k) text += k <= group.size() ? alphabet[bits >> (18 - 6 * k) & 63U] : '=';
    }
    return text;
}

bool is_printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

// The field built so far, and how much of its last line is used.
class Field {
public:
    explicit Field(std::string_view name) : text_{name} {
        text_ += ':';
        used_ = text_.size();
    }

    // A space (a new line where there is no room) and the word.
    void add(std::string_view word) {
        if (used_ + 1 + word.size() > longest_line && !at_start()) {
            text_ += line_end;
            used_ = 0;
        }
        text_.append(" ").append(word);
        used_ += 1 + word.size();
    }

    // Whole code points into each encoded word (RFC 2047 5), which receivers join again without the spaces.
    void add_encoded(std::string_view text) {
        while (!text.empty()) {
            const std::size_t frame = 1 + word_begin.size() + word_end.size();
            const std::size_t room =
                longest_line > used_ + frame + 4 ? longest_line - used_ - frame : longest_line - frame;
            const auto piece = take_whole(text, room / 4 * 3);
            add(std::string{word_begin} + base64(piece) + std::string{word_end});
        }
    }

    std::string close() && { return std::move(text_.append(line_end)); }

private:
    [[nodiscard]] bool at_start() const { return text_.back() == ':' && used_ == text_.size(); }

    static std::string_view take_whole(std::string_view& text, std::size_t bytes) {
        auto rest = text;
        while (!rest.empty()) {
            auto next = rest;
            if (!take_code_point(next) || text.size() - next.size() > bytes) break;
            rest = next;
        }
        const auto piece = text.substr(0, std::max<std::size_t>(text.size() - rest.size(), 1));
        text.remove_prefix(piece.size());
        return piece;
    }

    std::string text_;
    std::size_t used_;
};

// "=?" would read as an encoded word; several spaces would be lost in folding.
bool can_stay_as_it_is(std::string_view text) {
    std::size_t word = 0;
    char before = ' ';
    for (const char c : text) {
        word = c == ' ' ? 0 : word + 1;
        if (word > longest_line / 2 || (c == ' ' && before == ' ')) return false;
        before = c;
    }
    return is_printable_ascii(text) && text.find("=?") == std::string_view::npos && before != ' ';
}

void add_words(Field& field, std::string_view text) {
    for (std::size_t end = 0; end != std::string_view::npos;
         text.remove_prefix(end == std::string_view::npos ? 0 : end + 1)) {
        end = text.find(' ');
        field.add(text.substr(0, end));
    }
}

std::string quoted(std::string_view phrase) {
    std::string text = "\"";
    for (const char c : phrase) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text + '"';
}

std::string hex_pair(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'=', digits[byte >> 4], digits[byte & 15U]};
}

void append_quoted_line(std::string& out, std::string_view line) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool is_space_at_end = (c == ' ' || c == '\t') && i + 1 == line.size();
        const bool is_plain = ((c >= ' ' && c <= '~' && c != '=') || c == '\t') && !is_space_at_end;
        const auto piece = is_plain ? std::string(1, c) : hex_pair(c);
        if (used + piece.size() > longest_line - 1) {
            out.append("=").append(line_end);
            used = 0;
        }
        out += piece;
        used += piece.size();
    }
    out += line_end;
}

}  // namespace

std::string base64_lines(std::string_view bytes) {
    const auto text = base64(bytes);
    std::string lines;
    for (std::size_t i = 0; i < text.size(); i += longest_line) lines.append(text, i, longest_line).append(line_end);
    return lines;
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        append_quoted_line(out, text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return out;
}

std::string text_field(std::string_view name, std::string_view text) {
    Field field{name};
    if (can_stay_as_it_is(text))
        add_words(field, text);
    else
        field.add_encoded(text);
    return std::move(field).close();
}

std::string address_field(std::string_view name, std::string_view display_name, std::string_view address) {
    Field field{name};
    if (!display_name.empty() && can_stay_as_it_is(display_name))
        add_words(field, quoted(display_name));
    else
        field.add_encoded(display_name);
    field.add(display_name.empty() ? std::string{address} : "<" + std::string{address} + ">");
    return std::move(field).close();
}

}  // namespace autojet::outbound
