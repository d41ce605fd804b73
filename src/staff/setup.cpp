// The page behind a one-time link: opening it changes nothing, its button does.
#include "base/text.hpp"
#include "staff/sign_in.hpp"
#include "staff/sign_in_page.hpp"

namespace autojet::staff {

namespace {

struct Filled {
    std::optional<Who> who;
    std::string password;
    Errors errors;
};

Filled read_form(const http::Form& form, bool asks_who) {
    Filled filled{.who = std::nullopt, .password = form.text("password"), .errors = {}};
    if (asks_who) {
        auto name = clean_line(form.text("name"), longest_name, "name");
        auto email = EmailAddress::parse(form.text("email"));
        if (!name) filled.errors.push_back(name.error());
        if (!email) filled.errors.push_back(email.error());
        if (name && email) filled.who = Who{std::move(*name), std::move(*email)};
    }
    if (auto fine = check_password(filled.password); !fine)
        filled.errors.push_back(fine.error());
    else if (form.text("password_again") != filled.password)
        filled.errors.push_back(
            {ErrorCode::invalid, "not_the_same", "This is not the same password.", "password_again"});
    return filled;
}

http::Response dead_link(const Desk& desk, http::Request& request) {
    http::Dict values;
    values.show("USED");
    return desk.page_outside(
        request, "setup.html", values,
        {.title = desk.say(request, "Welcome to the desk"), .description = "", .personal = true, .status = 404});
}

http::Response setup_page(const Desk& desk, http::Request& request, const OpenLink& link, const Errors& errors,
                          int status) {
    http::Dict values;
    auto& form = values.add("FORM");
    form.set("ACTION", request.path);
    if (link.asks_who) {
        auto& who = form.add("ASKS_WHO");
        who.set("NAME_VALUE", request.form().readable("name")).set("EMAIL_VALUE", request.form().readable("email"));
    }
    desk.show_errors(request, form, errors);
    return desk.page_outside(request, "setup.html", values,
                             {.title = desk.say(request, "Welcome to the desk"),
                              .description = "",
                              .personal = true,
                              .form = true,
                              .status = status});
}

}  // namespace

http::Response SignIn::show_setup(http::Request& request) const {
    const auto link = house_.database.read(
        request.shop, [&](store::Tx& tx) { return find_link(tx, house_.vault, request.path_parameters.at("token")); });
    return link ? setup_page(desk_, request, *link, {}, 200) : dead_link(desk_, request);
}

http::Response SignIn::set_up(http::Request& request) {
    const auto& token = request.path_parameters.at("token");
    const auto link =
        house_.database.read(request.shop, [&](store::Tx& tx) { return find_link(tx, house_.vault, token); });
    if (!link) return dead_link(desk_, request);

    auto filled = read_form(request.form(), link->asks_who);
    if (!filled.errors.empty()) return setup_page(desk_, request, *link, filled.errors, 422);
    const Setup setup{std::move(filled.who), passwords_.hash(filled.password), request.language};
    auto entry =
        house_.database.write(request.shop, [&](store::Tx& tx) { return use_link(tx, house_.vault, token, setup); });
    if (entry) return entered(std::move(*entry), "");
    if (entry.error().field.empty()) return dead_link(desk_, request);
    return setup_page(desk_, request, *link, {entry.error()}, http_status(entry.error().code));
}

}  // namespace autojet::staff
