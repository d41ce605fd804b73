#include <algorithm>
#include <optional>
#include <string>

#include "invoicing/pdf_parts.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr double wordmark_width = 300;
constexpr double seller_width = 190;

std::vector<std::string> address_lines(const Address& address) {
    std::vector<std::string> lines{address.street, address.postcode + ' ' + address.city};
    if (address.country != "NL") lines.back() += ", " + address.country;
    return lines;
}

std::string named(Word name, const std::string& value, Language language) {
    return std::string{word(name, language)} + ' ' + value;
}

// The seller's name is the wordmark; the register numbers stand at the right, small.
Piece letterhead(const Seller& seller, Language language) {
    Piece piece;
    const Style small{.size = 8, .ink = Ink::muted};
    Text wordmark{seller.name, language, {.face = Face::display, .size = 17, .ink = Ink::deep}, wordmark_width};
    auto lines = address_lines(seller.address);
    lines.push_back(named(Word::kvk, seller.kvk.text(), language));
    if (seller.vat) lines.push_back(named(Word::vat_number, seller.vat->text(), language));
    if (seller.iban) lines.push_back(named(Word::account, seller.iban->display(), language));
    double y = 2;
    piece.height = wordmark.height();
    piece.put(0, 0, std::move(wordmark), Tag::paragraph);
    for (const auto& line : lines) {
        Text text{line, language, small, seller_width};
        const auto height = text.height();
        piece.put(content_width - seller_width, y, std::move(text), Tag::paragraph);
        y += height + 0.5;
    }
    piece.height = std::max(piece.height, y);
    return piece;
}

Piece title(const InvoiceDraft& content, Language language) {
    Piece piece;
    piece.space_before = 22;
    const auto kind = word(content.kind == Kind::invoice ? Word::invoice : Word::credit_note, language);
    Text text{kind, language, {.face = Face::display, .size = 30, .ink = Ink::deep}, content_width};
    piece.height = text.height();
    piece.put(-1.5, 0, std::move(text), Tag::heading);
    if (content.corrects) {
        const auto cited = std::string{word(Word::corrects, language)} + ' ' +
                           std::string{language == Language::nl ? "factuur " : "invoice "} +
                           content.corrects->number.text() + (language == Language::nl ? " van " : " of ") +
                           date_text(content.corrects->issued_on, language);
        Text citing{cited, language, {.face = Face::semi_bold, .size = 10.5, .ink = Ink::accent}, content_width};
        const auto height = citing.height();
        piece.put(0, piece.height + 2, std::move(citing), Tag::paragraph);
        piece.height += height + 2;
    }
    return piece;
}

// A band of what one looks for first, each value under its name.
Piece facts(const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    std::vector<std::pair<Word, std::string>> known{{Word::number, content.number.text()},
                                                    {Word::issued_on, date_text(content.issued_on, language)},
                                                    {Word::supplied_on, period_text(content.supply, language)}};
    const bool is_open = invoice.totals().payable > Money{};
    if (content.kind == Kind::invoice && is_open) known.emplace_back(Word::due_on, date_text(content.due_on, language));
    if (content.kind == Kind::invoice && !is_open && content.prepaid > Money{})
        known.emplace_back(Word::status, word(Word::paid, language));
    Piece piece;
    piece.space_before = 14;
    constexpr double inset = 14;
    const auto column = (content_width - inset) / static_cast<double>(known.size());
    double height = 0;
    std::vector<std::pair<Text, Text>> texts;
    for (const auto& [name, value] : known) {
        const auto width = column - inset;
        texts.emplace_back(Text{word(name, language), language, {.size = 8, .ink = Ink::muted}, width},
                           Text{value, language, {.face = Face::bold, .size = 10, .ink = Ink::deep}, width});
        height = std::max(height, texts.back().first.height() + texts.back().second.height());
    }
    piece.height = height + 21;
    piece.put(0, 0, Box{.width = content_width, .height = piece.height, .ink = Ink::ground, .radius = 8});
    double x = inset;
    for (auto& [name, value] : texts) {
        const auto below = 10 + name.height() + 1;
        piece.put(x, 10, std::move(name), Tag::paragraph);
        piece.put(x, below, std::move(value), Tag::paragraph);
        x += column;
    }
    return piece;
}

std::vector<std::string> details_of(const Buyer& buyer, Language language) {
    std::vector<std::string> lines;
    if (buyer.address) lines = address_lines(*buyer.address);
    if (buyer.kvk) lines.push_back(named(Word::kvk, buyer.kvk->text(), language));
    if (buyer.oin) lines.push_back(named(Word::oin, buyer.oin->text(), language));
    if (buyer.vat) lines.push_back(named(Word::vat_number, buyer.vat->text(), language));
    return lines;
}

// Answers with the height that it took.
double put_below(Piece& piece, double x, double y, const std::string& text, Language language, const Style& style,
                 double width) {
    Text set{text, language, style, width};
    const auto height = set.height();
    piece.put(x, y, std::move(set), Tag::paragraph);
    return height;
}

Piece billed_to(const Buyer& buyer, Language language) {
    Piece piece;
    piece.space_before = 20;
    constexpr double left_width = 290;
    constexpr double right = content_width - seller_width;
    const Style name_of_field{.size = 8, .ink = Ink::muted};
    double y = 0;
    const auto details = details_of(buyer, language);
    if (!buyer.name.empty() || !details.empty())
        y += put_below(piece, 0, y, std::string{word(Word::billed_to, language)}, language, name_of_field, left_width);
    if (!buyer.name.empty())
        y += put_below(piece, 0, y + 1, buyer.name, language, {.face = Face::bold, .size = 11, .ink = Ink::deep},
                       left_width) +
             2;
    for (const auto& line : details) y += put_below(piece, 0, y, line, language, {.size = 9}, left_width);
    double beside = 0;
    const auto reference = [&](Word name, const std::string& value) {
        beside +=
            put_below(piece, right, beside, std::string{word(name, language)}, language, name_of_field, seller_width);
        beside +=
            put_below(piece, right, beside, value, language, {.face = Face::semi_bold, .size = 9}, seller_width) + 6;
    };
    if (!buyer.reference.empty()) reference(Word::your_reference, buyer.reference);
    if (buyer.order) reference(Word::your_order, buyer.order->text());
    piece.height = std::max(y, beside);
    return piece;
}

}  // namespace

std::vector<Piece> head(const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    std::vector<Piece> pieces;
    pieces.push_back(letterhead(content.seller, language));
    pieces.push_back(title(content, language));
    pieces.push_back(facts(invoice, language));
    pieces.push_back(billed_to(content.buyer, language));
    return pieces;
}

Piece running_head(const InvoiceDraft& content, Language language) {
    Piece piece;
    Text name{content.seller.name, language, {.face = Face::display, .size = 10, .ink = Ink::deep}, wordmark_width};
    piece.height = name.height();
    piece.put(0, 0, std::move(name));
    piece.put_right(content_width, 0,
                    Text{title_of(content, language), language, {.face = Face::semi_bold, .ink = Ink::muted}});
    return piece;
}

Piece foot(const InvoiceDraft& content, std::size_t page, std::size_t pages, Language language) {
    Piece piece;
    const Style small{.size = 8, .ink = Ink::muted};
    piece.put(0, 0, Text{title_of(content, language), language, small});
    piece.put_right(content_width, 0, Text{page_text(page, pages, language), language, small});
    return piece;
}

}  // namespace autojet::invoicing::paper
