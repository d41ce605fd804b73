#include <algorithm>
#include <optional>
#include <string>

#include "base/qr_code.hpp"
#include "base/text.hpp"
#include "invoicing/payment_qr.hpp"
#include "invoicing/pdf_parts.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr double inset = 15;
constexpr double qr_width = 108;
constexpr std::size_t longest_payee = 70;

std::string first_characters(std::string_view text, std::size_t count) {
    auto rest = text;
    for (; count > 0 && !rest.empty(); --count) take_code_point(rest);
    return std::string{text.substr(0, text.size() - rest.size())};
}

std::optional<Squares> payment_code(const Invoice& invoice) {
    const auto& content = invoice.content();
    const auto text = payment_qr_text({.name = first_characters(content.seller.name, longest_payee),
                                       .iban = *content.seller.iban,
                                       .amount = invoice.totals().payable,
                                       .text = content.number.text()});
    if (!text) return std::nullopt;
    auto code = qr_code_of(*text);
    return Squares{.dark = std::move(code.dark), .across = code.across, .width = qr_width};
}

// Names at the left, values at the right of them. Answers with the bottom.
double put_payment_facts(Piece& piece, const Invoice& invoice, double left, Language language) {
    const auto& content = invoice.content();
    const std::vector<std::pair<Word, std::string>> facts{
        {Word::amount, invoice.totals().payable.display(language)},
        {Word::account, content.seller.iban->display()},
        {Word::account_name, content.seller.name},
        {Word::mention, content.number.text()},
        {Word::pay_before, date_text(content.due_on, language)},
    };
    constexpr double names_width = 112;
    const auto values_width = content_width - left - names_width - inset;
    double y = inset;
    Text title{word(Word::how_to_pay, language), language, {.face = Face::display, .size = 13, .ink = Ink::deep}};
    const auto title_height = title.height();
    piece.put(left, y, std::move(title), Tag::section_heading);
    y += title_height + 7;
    for (const auto& [name, value] : facts) {
        Text set{value, language, {.face = Face::semi_bold, .size = 9.5}, values_width};
        Text label{word(name, language), language, {.size = 9.5, .ink = Ink::muted}, names_width - 8};
        const auto height = std::max(set.height(), label.height());
        piece.put(left, y, std::move(label), Tag::paragraph);
        piece.put(left + names_width, y, std::move(set), Tag::paragraph);
        y += height + 2.5;
    }
    return y;
}

Piece payment_box(const Invoice& invoice, Language language) {
    Piece content;
    auto code = payment_code(invoice);
    const double left = inset + (code ? qr_width + inset + 6 : 0);
    double bottom = put_payment_facts(content, invoice, left, language);
    if (code) {
        Text scan{word(Word::scan, language), language, {.size = 7.5, .ink = Ink::muted}, qr_width};
        const auto height = scan.height();
        content.put(inset, inset, std::move(*code), Tag::figure);
        content.put(inset + (qr_width - std::min(qr_width, scan.width())) / 2, inset + qr_width + 4, std::move(scan),
                    Tag::paragraph);
        bottom = std::max(bottom, inset + qr_width + 4 + height);
    }
    Piece box;
    box.space_before = 22;
    box.height = bottom + inset - 3;
    box.put(0, 0, Box{.width = content_width, .height = box.height, .ink = Ink::ground, .radius = 10});
    std::ranges::move(content.marks, std::back_inserter(box.marks));
    return box;
}

Piece paragraph(const std::string& text, Language language, const Style& style, double space_before) {
    Piece piece;
    Text set{text, language, style, content_width};
    piece.height = set.height();
    piece.space_before = space_before;
    piece.put(0, 0, std::move(set), Tag::paragraph);
    return piece;
}

void add_note(std::vector<Piece>& pieces, std::string_view note, Language language) {
    double space = 16;
    while (!note.empty()) {
        const auto end = std::min(note.find('\n'), note.size());
        const auto line = note.substr(0, end);
        note.remove_prefix(std::min(end + 1, note.size()));
        if (trim(line).empty()) {
            space = 8;
            continue;
        }
        pieces.push_back(paragraph(std::string{line}, language, {.size = 9}, space));
        space = 1;
    }
}

bool asks_for_transfer(const Invoice& invoice) {
    const auto& content = invoice.content();
    return content.kind == Kind::invoice && content.means == PaymentMeans::transfer &&
           invoice.totals().payable > Money{} && content.seller.iban;
}

}  // namespace

std::vector<Piece> closing(const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    std::vector<Piece> pieces;
    if (asks_for_transfer(invoice)) {
        pieces.push_back(payment_box(invoice, language));
    } else if (content.kind == Kind::invoice && invoice.totals().payable > Money{}) {
        const auto how = content.means == PaymentMeans::cash ? Word::payable_in_cash : Word::payable_by_card;
        pieces.push_back(paragraph(std::string{word(how, language)} + ' ' + date_text(content.due_on, language) + '.',
                                   language, {.face = Face::semi_bold, .size = 9, .ink = Ink::deep}, 20));
    }
    add_note(pieces, content.note, language);
    return pieces;
}

}  // namespace autojet::invoicing::paper
