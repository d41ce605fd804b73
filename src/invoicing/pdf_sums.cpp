#include <algorithm>
#include <string>

#include "invoicing/pdf_parts.hpp"
#include "invoicing/pdf_words.hpp"

namespace autojet::invoicing::paper {

namespace {

constexpr double sums_width = 236;
constexpr double sums_left = content_width - sums_width;
constexpr double vat_width = sums_left - 30;

// A table within a piece, which grows downwards.
class Ladder {
public:
    Ladder(Piece& piece, double left, double width, Language language)
        : piece_(piece), left_(left), width_(width), language_(language) {
        piece_.open(Tag::table);
    }
    void end() { piece_.close(Tag::table); }
    double bottom() const { return y_; }
    void skip(double height) { y_ += height; }
    void rule(double thickness, Ink ink) {
        piece_.put(left_, y_, Box{.width = width_, .height = thickness, .ink = ink});
    }

    void row(const std::string& name, const std::string& amount, const Style& style = {}) {
        Text value{amount, language_, {.face = style.face, .size = style.size, .ink = Ink::deep}};
        Text label{name, language_, style, width_ - value.width() - 10};
        const auto height = std::max(label.height(), value.height());
        piece_.open(Tag::row);
        piece_.put(left_, y_, std::move(label), Tag::header_cell);
        piece_.put_right(left_ + width_, y_, std::move(value), Tag::cell);
        piece_.close(Tag::row);
        y_ += height + 3.5;
    }

    // Dark, and the largest figure on the paper.
    void crown(const std::string& name, const std::string& amount) {
        constexpr double height = 44;
        constexpr double inset = 14;
        piece_.put(left_, y_, Box{.width = width_, .height = height, .ink = Ink::deep, .radius = 8});
        Text label{name, language_, {.face = Face::semi_bold, .size = 10, .ink = Ink::white}, 84};
        const auto space = width_ - 3 * inset - label.width();
        Text value{amount, language_, {.face = Face::display, .size = 19, .ink = Ink::white}};
        if (value.width() > space)
            value =
                Text{amount, language_, {.face = Face::display, .size = 19 * space / value.width(), .ink = Ink::white}};
        piece_.open(Tag::row);
        const auto label_y = y_ + (height - label.height()) / 2;
        const auto value_y = y_ + (height - value.height()) / 2;
        piece_.put(left_ + inset, label_y, std::move(label), Tag::header_cell);
        piece_.put_right(left_ + width_ - inset, value_y, std::move(value), Tag::cell);
        piece_.close(Tag::row);
        y_ += height;
    }

private:
    Piece& piece_;
    double left_;
    double width_;
    Language language_;
    double y_ = 0;
};

std::string deposit_text(const Deposit& deposit, Language language) {
    return std::string{word(Word::deposit, language)} + ' ' + deposit.number.text() + ", " +
           date_text(deposit.issued_on, language) + " (" + rate_text(deposit.vat, language) + ')';
}

// In the basis of the prices, as the customer was told them.
void add_deductions(Ladder& ladder, const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    if (invoice.totals().deductions.empty()) return;
    Money subtotal;
    for (const auto& line : invoice.totals().lines) subtotal += line.shown;
    ladder.row(std::string{word(Word::subtotal, language)}, subtotal.display(language));
    if (content.discount > Money{})
        ladder.row(std::string{word(Word::discount, language)}, (-content.discount).display(language));
    for (const auto& deposit : content.deposits)
        if (deposit.amount > Money{}) ladder.row(deposit_text(deposit, language), (-deposit.amount).display(language));
}

void add_vat(Ladder& ladder, const Totals& totals, Language language) {
    ladder.row(std::string{word(Word::total_net, language)}, totals.net.display(language));
    for (const auto& rate : totals.rates)
        if (basis_points(rate.treatment) > 0)
            ladder.row(std::string{word(Word::vat, language)} + ' ' + rate_text(rate.treatment, language),
                       rate.vat.display(language));
}

// Answers with the bottom.
double put_amounts(Piece& piece, const Invoice& invoice, Language language) {
    const auto& content = invoice.content();
    const auto& totals = invoice.totals();
    Ladder ladder{piece, sums_left, sums_width, language};
    add_deductions(ladder, invoice, language);
    add_vat(ladder, totals, language);
    ladder.skip(3);
    ladder.rule(1, Ink::deep);
    ladder.skip(7);
    ladder.row(std::string{word(Word::total_gross, language)}, totals.gross.display(language),
               {.face = Face::semi_bold, .size = 12.5, .ink = Ink::deep});
    const bool is_invoice = content.kind == Kind::invoice;
    if (totals.prepaid > Money{})
        ladder.row(std::string{word(is_invoice ? Word::prepaid : Word::paid_back, language)},
                   (-totals.prepaid).display(language));
    ladder.skip(5);
    ladder.crown(std::string{word(is_invoice ? Word::payable : Word::credited, language)},
                 totals.payable.display(language));
    ladder.end();
    return ladder.bottom();
}

// Three columns: rate, taxable amount, VAT. Answers with the bottom.
double put_rates(Piece& piece, const Totals& totals, Language language) {
    const Style name{.face = Face::semi_bold, .size = 8, .ink = Ink::muted};
    const Style plain{.size = 8.5, .ink = Ink::text};
    double y = 0;
    const auto row = [&](const std::string& rate, const std::string& taxable, const std::string& vat,
                         const Style& style, Tag tag) {
        Text first{rate, language, style};
        const auto height = first.height();
        piece.open(Tag::row);
        piece.put(0, y, std::move(first), Tag::header_cell);
        piece.put_right(vat_width - 78, y, Text{taxable, language, style}, tag);
        piece.put_right(vat_width, y, Text{vat, language, style}, tag);
        piece.close(Tag::row);
        y += height + 3;
    };
    piece.open(Tag::table);
    row(std::string{word(Word::vat_rate, language)}, std::string{word(Word::taxable, language)},
        std::string{word(Word::vat, language)}, name, Tag::header_cell);
    piece.put(0, y, Box{.width = vat_width, .height = 0.5, .ink = Ink::line});
    y += 4;
    for (const auto& rate : totals.rates)
        row(rate_text(rate.treatment, language), rate.taxable.display(language), rate.vat.display(language), plain,
            Tag::cell);
    if (totals.rates.size() > 1) {
        piece.put(0, y, Box{.width = vat_width, .height = 0.5, .ink = Ink::line});
        y += 4;
        row(std::string{word(Word::total, language)}, totals.net.display(language), totals.vat.display(language),
            {.face = Face::semi_bold, .size = 8.5}, Tag::cell);
    }
    piece.close(Tag::table);
    return y;
}

// What the law wants to read where no VAT is charged.
std::vector<std::string> reasons(const Invoice& invoice, Language language) {
    std::vector<std::string> sentences;
    for (const auto& rate : invoice.totals().rates) {
        if (rate.treatment == VatTreatment::reverse_charge)
            sentences.push_back(std::string{word(Word::reverse_charge_reason, language)} + ' ' +
                                invoice.content().buyer.vat->text() + '.');
        if (rate.treatment == VatTreatment::small_business)
            sentences.emplace_back(word(Word::small_business_reason, language));
    }
    return sentences;
}

// Under the rates. Answers with the bottom.
double put_reasons(Piece& piece, double y, const Invoice& invoice, Language language) {
    const auto put = [&](std::string_view text, const Style& style) {
        Text set{text, language, style, vat_width};
        const auto height = set.height();
        piece.put(0, y, std::move(set), Tag::paragraph);
        y += height + 5;
    };
    for (const auto& reason : reasons(invoice, language))
        put(reason, {.face = Face::semi_bold, .size = 8.5, .ink = Ink::deep});
    const bool inside = invoice.content().basis == PriceBasis::including_vat;
    put(word(inside ? Word::prices_with_vat : Word::prices_without_vat, language), {.size = 8, .ink = Ink::muted});
    return y;
}

}  // namespace

Piece sums(const Invoice& invoice, Language language) {
    Piece piece;
    piece.space_before = 14;
    auto left = put_rates(piece, invoice.totals(), language);
    left = put_reasons(piece, left + 8, invoice, language);
    piece.height = std::max(left, put_amounts(piece, invoice, language));
    return piece;
}

}  // namespace autojet::invoicing::paper
