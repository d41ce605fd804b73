#include "staff/account_page.hpp"

namespace autojet::staff {

http::Response account_page(const Desk& desk, http::Request& request, const Account& account,
                            std::string_view template_name, http::Dict& values, int status) {
    return desk.page(request, account, template_name, values,
                     {.title = desk.say(request, "My account"),
                      .description = "",
                      .section = "account",
                      .personal = true,
                      .status = status});
}

http::Response recovery_codes_page(const Desk& desk, http::Request& request, const Account& account,
                                   const RecoveryCodes& codes) {
    http::Dict values;
    for (const auto& code : codes) values.add("CODE").set("TEXT", code);
    return account_page(desk, request, account, "account_codes.html", values);
}

}  // namespace autojet::staff
