#include "staff/sign_in_page.hpp"

#include <algorithm>

namespace autojet::staff {

namespace {

constexpr std::size_t longest_path = 1000;

}  // namespace

http::Response sign_in_page(const Desk& desk, http::Request& request, const SignInPage& shown, int status) {
    http::Dict values;
    values.set("ACTION", "/desk/sign-in").set("EMAIL_VALUE", shown.email);
    if (!shown.notice.empty()) values.add("NOTICE").set("TEXT", desk.say(request, shown.notice));
    if (!shown.refused.empty()) values.add("REFUSED").set("MESSAGE", desk.say(request, shown.refused));
    if (is_page_of_desk(shown.next)) values.add("NEXT").set("URL", shown.next);
    desk.show_errors(request, values, shown.errors);
    return desk.page_outside(
        request, "sign_in.html", values,
        {.title = desk.say(request, "Sign in"), .description = "", .personal = true, .form = true, .status = status});
}

bool is_page_of_desk(std::string_view path) {
    // Browsers resolve "/desk/../" before they ask, encoded or not.
    const auto place = path.substr(0, path.find('?'));
    const bool moves = place.find("/.") != std::string_view::npos || place.find('%') != std::string_view::npos;
    return place.starts_with("/desk/") && !moves && path.size() <= longest_path &&
           std::ranges::all_of(path, [](char letter) { return letter > ' ' && letter < 0x7F && letter != '\\'; });
}

}  // namespace autojet::staff
