#include <algorithm>
#include <optional>
#include <string>

#include "invoicing/pdf_parts.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr double left_width = 300;
constexpr double right_width = 190;
constexpr double right_column = content_width - right_width;

// One below the other.
std::string address_text(const Address& address) {
    auto text = address.street + '\n' + address.postcode + ' ' + address.city;
    if (address.country != "NL") text += ", " + address.country;
    return text;
}

void add_line(std::string& text, Word name, std::string_view value, Language language) {
    if (!text.empty()) text += '\n';
    text.append(word(name, language)).append(" ").append(value);
}

// Answers with the height that it took.
double put_below(Piece& piece, double x, double y, const std::string& text, Language language, const Style& style,
                 double width, Tag tag = Tag::paragraph) {
    Text set{text, language, style, width};
    const auto height = set.height();
    piece.put(x, y, std::move(set), tag);
    return height;
}

// Answers with the bottom.
double put_title(Piece& piece, double y, const InvoiceDraft& content, Language language) {
    const auto kind = word(content.kind == Kind::invoice ? Word::invoice : Word::credit_note, language);
    y += put_below(piece, -1.5, y, std::string{kind}, language, {.face = Face::display, .size = 28, .ink = Ink::deep},
                   left_width, Tag::heading);
    if (!content.corrects) return y;
    const bool dutch = language == Language::nl;
    const auto cited = std::string{word(Word::corrects, language)} + (dutch ? " factuur " : " invoice ") +
                       content.corrects->number.text() + (dutch ? " van " : " of ") +
                       date_text(content.corrects->issued_on, language);
    return y + 2 +
           put_below(piece, 0, y + 2, cited, language, {.face = Face::semi_bold, .size = 10.5, .ink = Ink::accent},
                     left_width);
}

// Answers with the bottom.
double put_logo(Piece& piece, const Logo& logo) {
    constexpr double beside = 11, above = 9;
    const auto& picture = logo.picture;
    if (!logo.is_light) {
        piece.put(0, 0, Picture{picture}, Tag::figure);
        return picture.height;
    }
    const auto height = picture.height + 2 * above;
    piece.put(0, 0, Box{.width = picture.width + 2 * beside, .height = height, .ink = Ink::deep, .radius = 8});
    piece.put(beside, above, Picture{picture}, Tag::figure);
    return height;
}

// The logo, or the seller's name as the wordmark; address and register numbers stand at the right, small.
Piece letterhead(const InvoiceDraft& content, Language language, const std::optional<Logo>& logo) {
    const auto& seller = content.seller;
    Piece piece;
    double right = 4;
    double left = 0;
    if (logo) {
        left = put_logo(piece, *logo);
        right += 2 + put_below(piece, right_column, right, seller.name, language,
                               {.face = Face::semi_bold, .size = 9, .ink = Ink::deep}, right_width);
    } else {
        left = put_below(piece, 0, 0, seller.name, language, {.face = Face::display, .size = 17, .ink = Ink::deep},
                         left_width);
    }
    left = put_title(piece, left + 20, content, language);
    auto details = address_text(seller.address);
    add_line(details, Word::kvk, seller.kvk.text(), language);
    if (seller.vat) add_line(details, Word::vat_number, seller.vat->text(), language);
    if (seller.iban) add_line(details, Word::account, seller.iban->display(), language);
    right += put_below(piece, right_column, right, details, language, {.size = 8, .ink = Ink::muted}, right_width);
    piece.height = std::max(left, right);
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
                           Text{value, language, {.face = Face::semi_bold, .size = 10}, width});
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

std::string details_of(const Buyer& buyer, Language language) {
    auto text = buyer.address ? address_text(*buyer.address) : std::string{};
    if (buyer.kvk) add_line(text, Word::kvk, buyer.kvk->text(), language);
    if (buyer.oin) add_line(text, Word::oin, buyer.oin->text(), language);
    if (buyer.vat) add_line(text, Word::vat_number, buyer.vat->text(), language);
    return text;
}

Piece billed_to(const Buyer& buyer, Language language) {
    Piece piece;
    piece.space_before = 20;
    const Style name_of_field{.size = 8, .ink = Ink::muted};
    double y = 0;
    const auto details = details_of(buyer, language);
    if (!buyer.name.empty() || !details.empty())
        y += put_below(piece, 0, y, std::string{word(Word::billed_to, language)}, language, name_of_field, left_width);
    if (!buyer.name.empty())
        y += put_below(piece, 0, y + 1, buyer.name, language, {.face = Face::semi_bold, .size = 11, .ink = Ink::deep},
                       left_width) +
             2;
    if (!details.empty()) y += put_below(piece, 0, y, details, language, {.size = 9}, left_width);
    double beside = 0;
    const auto reference = [&](Word name, const std::string& value) {
        beside += put_below(piece, right_column, beside, std::string{word(name, language)}, language, name_of_field,
                            right_width);
        beside +=
            put_below(piece, right_column, beside, value, language, {.face = Face::semi_bold, .size = 9}, right_width) +
            6;
    };
    if (!buyer.reference.empty()) reference(Word::your_reference, buyer.reference);
    if (buyer.order) reference(Word::your_order, buyer.order->text());
    piece.height = std::max(y, beside);
    return piece;
}

}  // namespace

std::vector<Piece> head(const Invoice& invoice, Language language, const std::optional<Logo>& logo) {
    const auto& content = invoice.content();
    std::vector<Piece> pieces;
    pieces.push_back(letterhead(content, language, logo));
    pieces.push_back(facts(invoice, language));
    pieces.push_back(billed_to(content.buyer, language));
    return pieces;
}

Piece running_head(const InvoiceDraft& content, Language language) {
    Piece piece;
    Text name{content.seller.name, language, {.face = Face::display, .size = 10, .ink = Ink::deep}, left_width};
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
