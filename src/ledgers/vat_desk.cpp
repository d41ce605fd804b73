#include <algorithm>

#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "bookkeeping/corrections.hpp"
#include "bookkeeping/csv.hpp"
#include "ledgers/ledgers.hpp"

namespace autojet::ledgers {

namespace {

using bookkeeping::Figure;
using bookkeeping::VatReturn;

constexpr std::int64_t rows_of_a_page = 100;

// As the form of the Belastingdienst names them.
constexpr EnumNames<8> box_labels{"Supplies at the high rate",
                                  "Supplies at the low rate",
                                  "Supplies at other rates, but not 0%",
                                  "Private use",
                                  "Supplies at 0%, or not taxed with you",
                                  "Supplies with VAT reverse-charged to you",
                                  "Supplies to countries outside the EU",
                                  "Supplies to or in countries of the EU"};

std::string euros(std::int64_t amount, Language language) {
    auto text = Money::of_cents(amount * 100).display(language);
    return text.substr(0, text.size() - 3);
}

std::size_t place_of(std::string_view box) {
    const auto found = std::ranges::find(bookkeeping::boxes_of_sales, box);
    return static_cast<std::size_t>(found - bookkeeping::boxes_of_sales.begin());
}

// Its own label; 5b stands apart on the form.
std::string_view label_of(std::string_view box) {
    return box == "5b" ? std::string_view{"Input VAT"} : box_labels.at(place_of(box));
}

// Boxes without VAT of their own.
bool has_vat(std::string_view box) {
    return box != "1e" && box != "3a" && box != "3b";
}

std::string url_of(const Quarter& quarter) {
    return "/desk/accounts/vat/" + text_of(quarter);
}

Quarter quarter_with(CivilDate day) {
    return {bookkeeping::year_of(day), bookkeeping::quarter_of(day)};
}

bool is_over(const Quarter& quarter, CivilDate today) {
    return bookkeeping::quarter_period(quarter.year, quarter.quarter).until < today;
}

}  // namespace

Ledgers::Response Ledgers::show_vat(Request& request, const Account& account) const {
    return vat_page(request, account, {});
}

Ledgers::Response Ledgers::vat_page(Request& request, const Account& account, const Errors& errors) const {
    const auto language = request.language;
    const auto now = today(request);
    auto quarter = quarter_with(now);
    if (request.pattern != "/desk/accounts/vat") {
        const auto asked = quarter_from(request.path_parameters.at("quarter"));
        if (!asked) return not_found(request, account);
        quarter = *asked;
    }
    const bool over = is_over(quarter, now);
    http::Dict values;
    values.set("QUARTER", quarter.quarter).set("YEAR", quarter.year).set("URL", url_of(quarter));
    const auto period = bookkeeping::quarter_period(quarter.year, quarter.quarter);
    values.set("FROM", format_long_date(period.from, language)).set("UNTIL", format_long_date(period.until, language));
    values.set("DUE", format_long_date(vat_due(quarter), language));
    const auto earlier = before(quarter), later = after(quarter);
    values.add("BEFORE").set("URL", url_of(earlier)).set("QUARTER", earlier.quarter).set("YEAR", earlier.year);
    if (!(quarter == quarter_with(now)))
        values.add("AFTER").set("URL", url_of(later)).set("QUARTER", later.quarter).set("YEAR", later.year);
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto answer = bookkeeping::vat_return(tx, quarter.year, quarter.quarter);
        const auto settled = bookkeeping::settlement_of(tx, quarter.year, quarter.quarter);
        if (settled) {
            const auto entry = bookkeeping::find_entry(tx, *settled);
            values.add("SETTLED")
                .set("DAY", format_long_date(entry->day, language))
                .set("URL", ledgers::url_of(*settled));
        } else {
            values.show(over ? "TO_SETTLE" : "PRELIMINARY");
            if (over) values.show(vat_due(quarter) < now ? "LATE" : "IN_TIME");
        }
        bool nothing = true;
        for (const auto& figure : answer.figures) {
            auto& row = values.add("BOX").set("BOX", figure.box).set("LABEL", say(request, label_of(figure.box)));
            row.set("BASE", euros(figure.base_euros, language));
            row.set("VAT", has_vat(figure.box) ? euros(figure.vat_euros, language) : "");
            if (figure.entries.empty()) continue;
            row.add("BASE_EXACT").set("AMOUNT", figure.base.display(language));
            if (has_vat(figure.box)) row.add("VAT_EXACT").set("AMOUNT", figure.vat.display(language));
            row.add("BEHIND").set("URL", url_of(quarter) + "/boxes/" + figure.box).set("COUNT", figure.entries.size());
            nothing = false;
        }
        values.set("SUBTOTAL", euros(answer.subtotal_euros, language));
        values.set("INPUT", euros(answer.input.vat_euros, language));
        if (!answer.input.entries.empty()) {
            nothing = false;
            values.add("INPUT_BEHIND")
                .set("URL", url_of(quarter) + "/boxes/5b")
                .set("COUNT", answer.input.entries.size())
                .set("EXACT", answer.input.vat.display(language));
        }
        const auto to_pay = answer.euros_to_pay();
        auto& total = values.add(to_pay < 0 ? "TO_RECEIVE" : "TO_PAY");
        total.set("AMOUNT", euros(to_pay < 0 ? -to_pay : to_pay, language));
        if (over && !settled && !nothing) values.show("CAN_SETTLE");
        if (nothing) values.show("NOTHING");
        show_corrections(tx, request, values, quarter.year, quarter.quarter);
        return 0;
    });
    if (request.query.find("settled")) values.show("JUST_SETTLED");
    return page(request, account, "vat.html", values, say(request, "VAT return"), "VAT", errors);
}

void Ledgers::show_corrections(store::Tx& tx, const Request& request, http::Dict& values, int year, int quarter) const {
    const auto all = bookkeeping::corrections_in(tx, year, quarter);
    if (all.empty()) return;
    auto& section = values.add("CORRECTIONS");
    for (const auto& earlier : all) {
        auto& row = section.add("EARLIER").set("QUARTER", earlier.quarter).set("YEAR", earlier.year);
        row.set("CREDITED", earlier.credited.display(request.language));
        row.set("MISTAKES", earlier.mistakes.display(request.language));
        if (earlier.needs_supplement()) row.show("SUPPLEMENT");
        for (const auto id : earlier.entries) {
            const auto entry = bookkeeping::find_entry(tx, id).value();
            auto& one = row.add("ENTRY").set("URL", ledgers::url_of(id)).set("WORDS", words_for(request, entry));
            one.set("DAY", format_short_date(entry.day, request.language));
            one.set("NUMBER", entry.document ? entry.document->text() : "");
        }
    }
}

// What stands behind one figure, entry by entry.
Ledgers::Response Ledgers::show_vat_box(Request& request, const Account& account) const {
    const auto quarter = quarter_from(request.path_parameters.at("quarter"));
    const auto& box = request.path_parameters.at("box");
    const bool known = box == "5b" || place_of(box) < bookkeeping::boxes_of_sales.size();
    if (!quarter || !known) return not_found(request, account);
    const auto language = request.language;
    const auto asked = parse_whole(request.query.find("page").value_or("1")).value_or(1);
    http::Dict values;
    values.set("QUARTER", quarter->quarter).set("YEAR", quarter->year).set("URL", url_of(*quarter));
    values.set("BOX", box).set("LABEL", say(request, label_of(box)));
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto answer = bookkeeping::vat_return(tx, quarter->year, quarter->quarter);
        const auto& figure = box == "5b" ? answer.input : answer.figure(box);
        values.set("BASE", figure.base.display(language)).set("VAT", figure.vat.display(language));
        values.set("BASE_EUROS", euros(figure.base_euros, language));
        values.set("VAT_EUROS", euros(figure.vat_euros, language));
        values.set("COUNT", figure.entries.size());
        const auto count = static_cast<std::int64_t>(figure.entries.size());
        const auto pages = std::max<std::int64_t>(1, (count + rows_of_a_page - 1) / rows_of_a_page);
        const auto current = std::clamp<std::int64_t>(asked, 1, pages);
        const auto first = (current - 1) * rows_of_a_page;
        for (auto n = first; n < std::min(count, first + rows_of_a_page); ++n) {
            const auto& behind = figure.entries[static_cast<std::size_t>(n)];
            auto& row = values.add("ROW").set("DAY", format_short_date(behind.day, language));
            row.set("WORDS", words_for(request, bookkeeping::find_entry(tx, behind.entry).value()));
            row.set("URL", ledgers::url_of(behind.entry));
            row.set("BASE", box == "5b" ? "" : behind.base.display(language)).set("VAT", behind.vat.display(language));
            show_document(tx, row, behind.document);
        }
        if (count == 0) values.show("NOTHING");
        show_pages(values, current, pages, url_of(*quarter) + "/boxes/" + box + "?page=");
        return 0;
    });
    return page(request, account, "vat_box.html", values, say(request, "VAT return") + " " + box, "VAT");
}

// The figures, and below them every entry behind them; for the bookkeeper.
Ledgers::Response Ledgers::vat_file(Request& request, const Account& account) const {
    const auto quarter = quarter_from(request.path_parameters.at("quarter"));
    if (!quarter) return not_found(request, account);
    std::string text = "box,day,document,entry,base,vat,base_euros,vat_euros\r\n";
    const auto add = [&](const Figure& figure) {
        text += figure.box + ",,,," + figure.base.decimal() + "," + figure.vat.decimal() + "," +
                std::to_string(figure.base_euros) + "," + std::to_string(figure.vat_euros) + "\r\n";
        for (const auto& behind : figure.entries)
            text += figure.box + "," + format_date(behind.day) + "," +
                    bookkeeping::csv_field(behind.document ? behind.document->text() : "") + "," +
                    std::to_string(behind.entry.value()) + "," + behind.base.decimal() + "," + behind.vat.decimal() +
                    ",,\r\n";
    };
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto answer = bookkeeping::vat_return(tx, quarter->year, quarter->quarter);
        for (const auto& figure : answer.figures) add(figure);
        text += "5a,,,,,,," + std::to_string(answer.subtotal_euros) + "\r\n";
        add(answer.input);
        text += "total,,,,,,," + std::to_string(answer.euros_to_pay()) + "\r\n";
        return 0;
    });
    return http::download(std::move(text), "text/csv; charset=utf-8", "vat-" + text_of(*quarter) + ".csv");
}

Ledgers::Response Ledgers::settle_vat(Request& request, const Account& account) const {
    const auto quarter = quarter_from(request.path_parameters.at("quarter"));
    if (!quarter) return not_found(request, account);
    if (!request.form().has("sure"))
        return vat_page(
            request, account,
            {{ErrorCode::invalid, "required", "Please say that the return was filed with these figures.", "sure"}});
    const auto settled = house_.database.write(request.shop, [&](store::Tx& tx) {
        return bookkeeping::settle_vat(tx, quarter->year, quarter->quarter, today(request));
    });
    if (!settled) {
        auto error = settled.error();
        error.field = "sure";
        return vat_page(request, account, {error});
    }
    return http::redirect_see_other(url_of(*quarter) + "?settled=1");
}

}  // namespace autojet::ledgers
