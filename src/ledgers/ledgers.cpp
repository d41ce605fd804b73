#include "ledgers/ledgers.hpp"

#include <algorithm>

#include "accounts/invoices.hpp"
#include "base/enum_names.hpp"
#include "base/text.hpp"

namespace autojet::ledgers {

namespace {

using bookkeeping::EntryKind;
using http::Method;

constexpr EnumNames<11> kind_labels{"Invoice",
                                    "Credit note",
                                    "Cash",
                                    "Card",
                                    "Bank",
                                    "Till count",
                                    "VAT return",
                                    "By hand",
                                    "Year's result",
                                    "Close of the year",
                                    "Opening of the year"};
constexpr int first_year = 2000;
constexpr int last_year = 2100;
constexpr int quarters = 4;

}  // namespace

Module Ledgers::module() const {
    return {.name = "ledgers", .add_routes = [this](http::Router& router) { add_routes(router); }, .jobs = {}};
}

http::Handler Ledgers::for_staff(Page answer) const {
    return desk_.guarded(
        [this, answer](Request& request, const Account& account) { return (this->*answer)(request, account); });
}

void Ledgers::add_routes(http::Router& router) const {
    const auto get = [&](const char* path, Page answer) { router.add(Method::get, path, for_staff(answer)); };
    const auto post = [&](const char* path, Page answer) { router.add(Method::post, path, for_staff(answer)); };
    get("/desk/accounts/books", &Ledgers::overview);
    get("/desk/till", &Ledgers::show_till);
    post("/desk/till", &Ledgers::close_till);
    post("/desk/till/movements", &Ledgers::move_cash);
    get("/desk/till/{day}", &Ledgers::show_till_day);
    get("/desk/accounts/vat", &Ledgers::show_vat);
    get("/desk/accounts/vat/{quarter}", &Ledgers::show_vat);
    get("/desk/accounts/vat/{quarter}/csv", &Ledgers::vat_file);
    get("/desk/accounts/vat/{quarter}/boxes/{box}", &Ledgers::show_vat_box);
    post("/desk/accounts/vat/{quarter}/settlement", &Ledgers::settle_vat);
    get("/desk/accounts/journal", &Ledgers::show_journal);
    get("/desk/accounts/ledger/{account}", &Ledgers::show_card);
    get("/desk/accounts/entries/new", &Ledgers::show_new_entry);
    post("/desk/accounts/entries/new", &Ledgers::add_entry);
    get("/desk/accounts/entries/{entry}", &Ledgers::show_entry);
    post("/desk/accounts/entries/{entry}/reversal", &Ledgers::reverse_entry);
    get("/desk/accounts/purchases/new", &Ledgers::show_new_purchase);
    post("/desk/accounts/purchases/new", &Ledgers::add_purchase);
    get("/desk/accounts/years/{year}", &Ledgers::show_year);
    get("/desk/accounts/years/{year}/xaf", &Ledgers::audit_file);
    get("/desk/accounts/years/{year}/csv", &Ledgers::table_file);
    get("/desk/accounts/years/{year}/closing", &Ledgers::show_closing);
    post("/desk/accounts/years/{year}/closing", &Ledgers::close_year);
}

Ledgers::Response Ledgers::page(Request& request, const Account& account, std::string_view template_name,
                                http::Dict& values, std::string_view title, std::string_view at,
                                const Errors& errors) const {
    desk_.show_errors(request, values, errors);
    values.show(std::string("AT_") + std::string(at));
    const auto year = bookkeeping::year_of(today(request));
    values.set("THIS_YEAR", year).set("PRINTED", printed(request));
    return desk_.page(request, account, template_name, values,
                      {.title = std::string(title),
                       .description = "",
                       .section = "books",
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

Ledgers::Response Ledgers::not_found(Request& request, const Account& account) const {
    return desk_.error(request, account, 404, "Not found", "This page of the books is not there.");
}

void Ledgers::show_lines(store::Tx& tx, const Request& request, http::Dict& values,
                         const bookkeeping::Entry& entry) const {
    for (const auto& line : entry.lines) {
        const auto& account = bookkeeping::load_account(line.account);
        auto& row = values.add("LINE");
        row.set("ACCOUNT_URL", url_of_account(line.account)).set("ACCOUNT", bookkeeping::four_digits(line.account));
        row.set("ACCOUNT_NAME", bookkeeping::name(account, request.language));
        row.set("VAT", line.vat ? bookkeeping::box(*line.vat) : std::string_view{});
        row.set("DEBIT", line.debit == Money{} ? "" : line.debit.display(request.language));
        row.set("CREDIT", line.credit == Money{} ? "" : line.credit.display(request.language));
        show_document(tx, row, line.document != entry.document ? line.document : std::nullopt);
    }
}

void Ledgers::show_document(store::Tx& tx, http::Dict& values, const std::optional<InvoiceNumber>& document) {
    if (!document) return;
    const auto found = accounts::find_by_number(tx, document->text());
    if (!found) {
        values.add("NUMBER_ONLY").set("NUMBER", document->text());
        return;
    }
    const auto room = accounts::find_invoice(tx, found->id) ? "/desk/invoices/" : "/desk/accounts/";
    values.add("DOCUMENT").set("NUMBER", document->text()).set("URL", room + std::to_string(found->id.value()));
}

std::string Ledgers::words_for(const Request& request, const bookkeeping::Entry& entry) const {
    if (const auto reason = bookkeeping::reason_of(entry)) return say(request, label(*reason));
    if (bookkeeping::reversed_by(entry)) return say(request, "An entry was taken back");
    return words_for(request, entry.kind);
}

std::string Ledgers::words_for(const Request& request, bookkeeping::EntryKind kind) const {
    return say(request, name_in(kind_labels, kind));
}

std::string Ledgers::say(const Request& request, std::string_view english) const {
    return desk_.say(request, english);
}

CivilDate Ledgers::today(const Request& request) const {
    return date_of(house_.shops.zone(request.shop).to_local(house_.clock.now()));
}

std::string Ledgers::printed(const Request& request) const {
    return house_.shops.load(request.shop).name + ", " + format_long_date(today(request), request.language);
}

std::optional<int> year_from(std::string_view text) {
    const auto year = parse_whole(text);
    return year && *year >= first_year && *year <= last_year ? std::optional{static_cast<int>(*year)} : std::nullopt;
}

std::optional<Quarter> quarter_from(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto year = year_from(text.substr(0, dash));
    const auto quarter = parse_whole(text.substr(dash + 1));
    if (!year || !quarter || *quarter < 1 || *quarter > quarters) return std::nullopt;
    return Quarter{*year, static_cast<int>(*quarter)};
}

std::string text_of(const Quarter& quarter) {
    return std::to_string(quarter.year) + '-' + std::to_string(quarter.quarter);
}

Quarter before(const Quarter& quarter) {
    return quarter.quarter == 1 ? Quarter{quarter.year - 1, quarters} : Quarter{quarter.year, quarter.quarter - 1};
}

Quarter after(const Quarter& quarter) {
    return quarter.quarter == quarters ? Quarter{quarter.year + 1, 1} : Quarter{quarter.year, quarter.quarter + 1};
}

CivilDate vat_due(const Quarter& quarter) {
    const auto next = after(quarter);
    const auto from = bookkeeping::quarter_period(next.year, next.quarter).from;
    return CivilDate{from.year() / from.month() / std::chrono::last};
}

void show_pages(http::Dict& values, std::int64_t page, std::int64_t pages, const std::string& url) {
    if (pages == 1) return;
    auto& section = values.add("PAGES").set("PAGE", page).set("OF", pages);
    if (page > 1) section.add("BACK").set("URL", url + std::to_string(page - 1));
    if (page < pages) section.add("FORWARD").set("URL", url + std::to_string(page + 1));
}

std::string url_of(EntryId entry) {
    return "/desk/accounts/entries/" + std::to_string(entry.value());
}

std::string url_of_account(int account) {
    return "/desk/accounts/ledger/" + bookkeeping::four_digits(account);
}

std::string typed_amount(Money amount, Language language) {
    auto text = amount.decimal();
    if (language == Language::nl) std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace autojet::ledgers
