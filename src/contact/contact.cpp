#include "contact/contact.hpp"

#include "contact/contact_holder.hpp"

namespace autojet::contact {

namespace {

// One household rarely writes more often than this.
const http::RateBudget messages_of_client{"contact", 12, std::chrono::minutes{10}};

constexpr int letters_at_once = 50;

}  // namespace

Module Contact::module() const {
    const auto forget = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        for (std::int64_t erased = letters_at_once; erased == letters_at_once;)
            erased = house_.database
                         .write(shop,
                                [&](store::Tx& tx) -> Result<std::int64_t> {
                                    return forget_old(tx, house_.vault, in_force->published, letters_at_once);
                                })
                         .value();
    };
    return {.name = "contact",
            .add_routes = [this](http::Router& router) { add_routes(router); },
            .jobs = {{"forget old messages", std::chrono::hours{1}, forget}},
            .holders = {letters_holder(house_)},
            .overdue = [](store::Tx& tx,
                          const policy::Published& policy) { return std::vector{contact::overdue(tx, policy)}; }};
}

void Contact::add_routes(http::Router& router) const {
    using http::Method;
    using http::Request;
    using staff::Account;
    shop::Site::add_page(router, Method::get, "/contact", {}, [this](Request& request) { return show_form(request); });
    shop::Site::add_page(router, Method::post, "/contact", {.rate = messages_of_client},
                         [this](Request& request) { return receive(request); });
    router.add(Method::get, "/desk/messages", desk_.guarded([this](Request& request, const Account& account) {
        return show_letters(request, account);
    }));
    router.add(Method::post, "/desk/messages/{message}/handling",
               desk_.guarded([this](Request& request, const Account& account) { return handle(request, account); }));
}

http::Response Contact::show_form(http::Request& request) const {
    const bool sent = request.query.find("sent").has_value();
    http::Dict values;
    if (sent)
        values.show("SENT");
    else
        values.add("FORM").set("NAME_VALUE", "").set("EMAIL_VALUE", "").set("PHONE_VALUE", "").set("MESSAGE_VALUE", "");
    return site_.page(request, "contact.html", values,
                      {.title = site_.say(request, "Contact"),
                       .description = site_.say(request, "Call us, write to us or come by."),
                       .section = "contact",
                       .form = !sent});
}

http::Response Contact::receive(http::Request& request) const {
    const auto& form = request.form();
    Errors errors;
    const auto sent = check({form.text("name"), form.text("email"), form.text("phone"), form.text("message")},
                            request.language, errors);
    if (sent) {
        house_.database.write(request.shop,
                              [&](store::Tx& tx) -> Result<LetterId> { return add(tx, house_.vault, *sent); });
        return http::redirect_see_other(shop::Site::base(request) + "/contact?sent=1");
    }
    http::Dict values;
    auto& filled = values.add("FORM");
    filled.set("NAME_VALUE", form.readable("name")).set("EMAIL_VALUE", form.readable("email"));
    filled.set("PHONE_VALUE", form.readable("phone")).set("MESSAGE_VALUE", form.readable("message"));
    shop::show_errors(filled, errors, house_.messages, request.language);
    return site_.page(request, "contact.html", values,
                      {.title = site_.say(request, "Contact"),
                       .description = "",
                       .section = "contact",
                       .personal = true,
                       .form = true,
                       .status = 422});
}

}  // namespace autojet::contact
