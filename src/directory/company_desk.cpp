#include <algorithm>

#include "directory/companies.hpp"
#include "directory/directory.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"
#include "staff/roles.hpp"

namespace autojet::directory {

namespace {

constexpr int most_listed = 200, most_choices = 50;

std::string company_url(PersonId company) {
    return "/desk/companies/" + std::to_string(company.value());
}

CompanyFields typed_in(const http::Form& form) {
    return {.name = form.text("name"),
            .street = form.text("street"),
            .postcode = form.text("postcode"),
            .city = form.text("city"),
            .kvk = form.text("kvk"),
            .vat = form.text("vat"),
            .email = form.text("email"),
            .payment_days = form.text("payment_days")};
}

CompanyFields opened(const CompanyDetails& details, const ForWork& warrant) {
    const auto open = [&](const auto& closed) {
        return closed ? closed->open_if_covered(warrant).value_or("") : std::string{};
    };
    return {.name = open(std::optional{details.name}),
            .street = open(details.street),
            .postcode = open(details.postcode),
            .city = open(details.city),
            .kvk = open(details.kvk),
            .vat = open(details.vat),
            .email = open(details.email),
            .payment_days = details.payment_days == 0 ? "" : std::to_string(details.payment_days)};
}

void show_fields(http::Dict& form, const CompanyFields& fields) {
    form.set("NAME_VALUE", fields.name).set("STREET_VALUE", fields.street).set("POSTCODE_VALUE", fields.postcode);
    form.set("CITY_VALUE", fields.city).set("KVK_VALUE", fields.kvk).set("VAT_VALUE", fields.vat);
    form.set("EMAIL_VALUE", fields.email).set("PAYMENT_DAYS_VALUE", fields.payment_days);
}

}  // namespace

http::Response Directory::companies_page(Request& request, const Account& account) {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto cards = open_cards(tx, house_, companies(tx, most_listed), visit.actor, visit.openings);
        for (const auto& card : cards) {
            auto& row = values.add("COMPANY");
            row.set("COMPANY_URL", company_url(card.record));
            row.set("COMPANY_NAME", card.restricted ? say(request, privacy::restricted_badge) : card.name);
        }
        if (cards.empty()) values.show("NOTHING");
        return 0;
    });
    return desk_.page(
        request, account, "desk_companies.html", values,
        {.title = say(request, "Businesses"), .description = "", .section = "customers", .personal = true});
}

http::Response Directory::ask_company(Request& request, const Account& account) {
    return company_page(request, account, {});
}

http::Response Directory::company(Request& request, const Account& account) {
    return company_page(request, account, {});
}

// Of one that is there, or of a new one where the address names none.
http::Response Directory::company_page(Request& request, const Account& account, const Errors& errors) {
    const bool is_new = !request.pattern.starts_with("/desk/companies/{company}");
    const auto company = is_new ? PersonId{} : record_from(request.path_parameters.at("company"));
    auto& visit = shop::visit_of(request);
    http::Dict values;
    auto& form = values.add("FORM");
    form.set("ACTION", is_new ? "/desk/companies" : company_url(company));
    auto fields = typed_in(request.form());
    const bool there = is_new || house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto details = load_company(tx, house_.vault, company);
        if (!details) return false;
        const auto warrant =
            house_.gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {company}, visit.openings);
        if (privacy::is_restricted(tx, company)) values.show("RESTRICTED");
        if (warrant && errors.empty()) fields = opened(*details, *warrant);
        auto& people = values.add("PEOPLE");
        for (const auto& card : open_cards(tx, house_, contacts_of(tx, company), visit.actor, visit.openings)) {
            auto& row = people.add("PERSON");
            row.set("PERSON_URL", url_of(card));
            row.set("PERSON_NAME", card.restricted ? say(request, privacy::restricted_badge) : card.name);
            row.set("LEAVE_URL",
                    company_url(company) + "/contacts/" + std::to_string(card.record.value()) + "/removal");
            show_reach(row, {card});
        }
        if (!is_new && warrant && !privacy::is_restricted(tx, company) &&
            staff::may(account.role, staff::Part::invoices))
            values.add("INVOICE").set("URL", "/desk/invoices/new?business=" + std::to_string(company.value()));
        values.add("CAN_REMOVE").set("REMOVE_URL", company_url(company) + "/removal");
        return true;
    });
    if (!there) return not_found(request, account);
    show_fields(form, fields);
    desk_.show_errors(request, form, errors);
    desk_.show_errors(request, values, errors);
    values.set("HEADING", is_new || fields.name.empty() ? say(request, "Business") : fields.name);
    return desk_.page(request, account, "desk_company.html", values,
                      {.title = say(request, "Business"),
                       .description = "",
                       .section = "customers",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response Directory::create_company(Request& request, const Account& account) {
    Errors errors;
    const auto details = check(typed_in(request.form()), errors);
    if (!details) return company_page(request, account, errors);
    const auto company = house_.database.write(
        request.shop, [&](store::Tx& tx) -> Result<PersonId> { return add_company(tx, house_.vault, *details); });
    return http::redirect_see_other(company_url(*company));
}

http::Response Directory::change_company(Request& request, const Account& account) {
    const auto company = record_from(request.path_parameters.at("company"));
    Errors errors;
    const auto details = check(typed_in(request.form()), errors);
    if (!details) return company_page(request, account, errors);
    const auto done = house_.database.write(
        request.shop, [&](store::Tx& tx) { return directory::change_company(tx, house_.vault, company, *details); });
    if (done) return http::redirect_see_other(company_url(company));
    return company_page(request, account, {done.error()});
}

http::Response Directory::remove_company(Request& request, const Account& account) {
    const auto company = record_from(request.path_parameters.at("company"));
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        if (!is_company(tx, company))
            return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
        if (auto may = privacy::may_change(tx, company); !may) return may;
        erase_company(tx, house_.vault, company);
        return {};
    });
    if (done) return http::redirect_see_other("/desk/companies");
    return desk_.error(request, account, http_status(done.error().code), "This cannot be done", done.error().message);
}

http::Response Directory::leave_company(Request& request, const Account&) {
    const auto company = record_from(request.path_parameters.at("company"));
    const auto person = record_from(request.path_parameters.at("record"));
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        remove_contact(tx, company, person);
        return {};
    });
    return http::redirect_see_other(company_url(company));
}

http::Response Directory::join_company(Request& request, const Account& account) {
    const auto person = record_from(request.path_parameters.at("record"));
    const auto company = record_from(request.form().text("company"));
    const auto done =
        house_.database.write(request.shop, [&](store::Tx& tx) { return add_contact(tx, company, person); });
    if (done) return http::redirect_see_other(customer_url(person));
    return desk_.error(request, account, http_status(done.error().code), "This cannot be done", done.error().message);
}

void Directory::show_companies_of(Request& request, store::Tx& tx, http::Dict& values,
                                  const std::vector<Card>& cards) const {
    auto& visit = shop::visit_of(request);
    std::vector<PersonId> theirs;
    for (const auto& card : cards)
        for (const auto company : companies_of(tx, card.record))
            if (std::ranges::find(theirs, company) == theirs.end()) theirs.push_back(company);
    auto others = companies(tx, most_choices);
    std::erase_if(others, [&](PersonId one) { return std::ranges::find(theirs, one) != theirs.end(); });
    if (theirs.empty() && others.empty()) return;
    auto& section = values.add("COMPANIES");
    for (const auto& card : open_cards(tx, house_, theirs, visit.actor, visit.openings))
        section.add("COMPANY").set("COMPANY_URL", url_of(card)).set("COMPANY_NAME", card.name);
    if (others.empty() || std::ranges::any_of(cards, &Card::restricted)) return;
    auto& join = section.add("JOIN");
    join.set("ACTION", customer_url(cards.front().record) + "/companies");
    for (const auto& card : open_cards(tx, house_, others, visit.actor, visit.openings))
        if (!card.restricted)
            join.add("CHOICE").set("ID", std::to_string(card.record.value())).set("CHOICE_NAME", card.name);
}

}  // namespace autojet::directory
