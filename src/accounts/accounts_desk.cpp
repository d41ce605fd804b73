#include <algorithm>

#include "accounts/accounts.hpp"
#include "shop/visit.hpp"

namespace autojet::accounts {

namespace {

constexpr std::size_t longest_body = longest_document + 64 * 1024;
constexpr int documents_at_once = 20;

void show_document(http::Dict& values, const Document& document, Language language) {
    values.set("NUMBER", document.number).set("DATE", format_short_date(document.issued_on, language));
    values.set("URL", "/desk/accounts/" + std::to_string(document.id.value()));
}

// The documents of one year, with links to the others: of the year that is asked for, or else of the newest.
void show_years(store::Tx& tx, http::Dict& values, std::string_view asked, Language language) {
    const auto all = years(tx);
    if (all.empty()) {
        values.show("NOTHING");
        return;
    }
    const auto found = std::ranges::find(all, parse_whole(asked).value_or(all.front()));
    const auto shown = found == all.end() ? all.front() : *found;
    const auto documents = of_year(tx, shown);
    auto& section = values.add("YEAR");
    const auto until = std::chrono::floor<std::chrono::days>(documents.front().held_until());
    section.set("NAME", shown).set("RELEASE", format_long_date(until, language));
    const auto made_here = invoices_of_year(tx, shown);
    for (const auto& document : documents) {
        auto& row = section.add("DOCUMENT");
        show_document(row, document, language);
        if (made_here.contains(document.id)) row.set("URL", "/desk/invoices/" + std::to_string(document.id.value()));
    }
    if (all.size() == 1) return;
    auto& others = values.add("OTHER_YEARS");
    for (const auto year : all)
        if (year != shown) others.add("OTHER_YEAR").set("NAME", year);
}

}  // namespace

// What the form brought, to be shown again.
struct Accounts::Typed {
    std::string number;
    std::string date;
    std::string reference;
};

Module Accounts::module() const {
    const auto forget = [this](ShopId shop) {
        for (std::int64_t gone = documents_at_once; gone == documents_at_once;)
            gone = house_.database
                       .write(shop,
                              [&](store::Tx& tx) -> Result<std::int64_t> {
                                  return forget_lapsed(tx, house_.vault, documents_at_once);
                              })
                       .value();
    };
    return {.name = "accounts",
            .add_routes = [this](http::Router& router) { add_routes(router); },
            .jobs = {{"forget accounts whose hold has lapsed", std::chrono::hours{1}, forget}},
            .holders = {documents_holder()},
            .overdue = [](store::Tx& tx, const policy::Published&) { return std::vector{accounts::overdue(tx)}; }};
}

http::Handler Accounts::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        return (this->*handler)(request, account);
    });
}

void Accounts::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/accounts", guarded(&Accounts::show));
    router.add(Method::post, "/desk/accounts",
               {.body_limit = longest_body,
                .accepts = {"multipart/form-data"},
                .max_files = 1,
                .file_limit = longest_document},
               guarded(&Accounts::add));
    invoices_.add_routes(router);
    router.add(Method::get, "/desk/accounts/{document}", guarded(&Accounts::download));
}

http::Response Accounts::show(http::Request& request, const staff::Account& account) const {
    return page(request, account, {}, {});
}

http::Response Accounts::page(http::Request& request, const staff::Account& account, const Typed& typed,
                              const Errors& errors) const {
    const auto wanted = std::string(request.query.find("number").value_or(""));
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.set("NUMBER_VALUE", typed.number).set("DATE_VALUE", typed.date).set("REFERENCE_VALUE", typed.reference);
    values.set("WANTED", is_plain_text(wanted) ? wanted : "");
    house_.database.read(request.shop, [&](store::Tx& tx) {
        if (!wanted.empty()) {
            const auto found = find_by_number(tx, trim(wanted));
            if (found)
                show_document(values.add("FOUND"), *found, request.language);
            else
                values.show("NOT_FOUND");
        }
        show_years(tx, values, request.query.find("year").value_or(""), request.language);
        return 0;
    });
    return desk_.page(request, account, "desk_accounts.html", values,
                      {.title = desk_.say(request, "Accounts"),
                       .description = "",
                       .section = "accounts",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response Accounts::add(http::Request& request, const staff::Account& account) const {
    const auto& form = request.form();
    const Typed typed{form.readable("number"), form.readable("date"), form.readable("reference")};
    Errors errors;
    const auto number = DocumentNumber::parse(typed.number);
    if (!number) errors.push_back(number.error());
    const auto date = parse_date(typed.date, "date");
    if (!date) errors.push_back(date.error());
    auto content = check_content(request.attachments.empty() ? "" : request.attachments.front().read());
    if (!content) errors.push_back(content.error());
    if (!errors.empty()) return page(request, account, typed, errors);

    const auto issued = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Document> {
        std::optional<PersonId> person;
        if (!trim(typed.reference).empty()) {
            const auto booking =
                booking::find_by_reference(tx, encode_base32(decode_base32(typed.reference).value_or("")));
            if (!booking)
                return refuse(ErrorCode::invalid, "unknown_booking", "There is no booking with this number.",
                              "reference");
            person = booking->person;
        }
        return issue(tx, house_.vault, {*number, *date, std::move(*content), person});
    });
    if (!issued) return page(request, account, typed, {issued.error()});
    return http::redirect_see_other("/desk/accounts");
}

// For the tax office or a question about the invoice: policy P3, and nothing beside it.
http::Response Accounts::download(http::Request& request, const staff::Account& account) const {
    auto& visit = shop::visit_of(request);
    const auto id = parse_whole(request.path_parameters.at("document"));
    std::string name;
    const auto bytes = house_.database.read(request.shop, [&](store::Tx& tx) -> Result<std::string> {
        const auto document = find(tx, DocumentId{id.value_or(0)});
        if (!document) return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
        const auto warrant =
            house_.gate.warrant<privacy::Purpose::legal_duty>(tx, visit.actor, {document->person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        name = file_name(*document, ".pdf");
        return open_content(tx, house_.vault, *document, *warrant);
    });
    if (!bytes)
        return desk_.error(request, account, http_status(bytes.error().code), "Not found", bytes.error().message);
    return http::download(*bytes, "application/pdf", name);
}

}  // namespace autojet::accounts
