#include "accounts/invoice_desk.hpp"
#include "base/text.hpp"

namespace autojet::accounts {

http::Response InvoiceDesk::settings_page(http::Request& request, const staff::Account& account, std::string_view iban,
                                          std::string_view days, bool small_business, const Errors& errors) const {
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.set("IBAN_VALUE", iban).set("DAYS_VALUE", days);
    if (small_business) values.show("SMALL_BUSINESS");
    if (request.query.find("saved") && errors.empty()) values.show("SAVED");
    return desk_.page(request, account, "desk_invoice_settings.html", values,
                      {.title = desk_.say(request, "What stands on invoices"),
                       .description = "",
                       .section = "accounts",
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response InvoiceDesk::show_settings(http::Request& request, const staff::Account& account) const {
    const auto chosen = settings(request);
    return settings_page(request, account, chosen.iban ? chosen.iban->display() : "",
                         std::to_string(chosen.days_to_pay), chosen.small_business, {});
}

http::Response InvoiceDesk::change_settings(http::Request& request, const staff::Account& account) const {
    const auto& form = request.form();
    InvoiceSettings chosen{.iban = {}, .days_to_pay = 0, .small_business = form.has("small_business")};
    Errors errors;
    if (const auto typed = form.readable("iban"); !trim(typed).empty()) {
        if (auto iban = invoicing::Iban::parse(typed))
            chosen.iban = std::move(*iban);
        else
            errors.push_back(iban.error());
    }
    const auto days = parse_whole(trim(form.readable("days")));
    if (days && *days >= 0 && *days <= most_days_to_pay)
        chosen.days_to_pay = static_cast<int>(*days);
    else
        errors.push_back({ErrorCode::invalid, "not_days", "Please give a number of days from 0 to 90.", "days"});
    if (!errors.empty())
        return settings_page(request, account, form.readable("iban"), form.readable("days"), chosen.small_business,
                             errors);
    (void)house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        save_settings(tx, chosen);
        return {};
    });
    return http::redirect_see_other("/desk/accounts/settings?saved=1");
}

}  // namespace autojet::accounts
