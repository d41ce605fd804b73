#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "staff/accounts.hpp"
#include "staff/desk.hpp"

namespace autojet::staff {

// What the sign-in page shows beside its empty form. Texts are English, msgids.
struct SignInPage {
    std::string_view notice = {};   // good news
    std::string_view refused = {};  // why it did not work
    Errors errors = {};
    std::string email = {};  // kept for the next try
    std::string next = {};   // a page of the desk to go on to
};

http::Response sign_in_page(const Desk& desk, http::Request& request, const SignInPage& shown, int status = 200);

// What follows the right password: the desk, or the page that asks for the code. `next` may be anything.
http::Response entered(Entry entry, std::string_view next);

// Who has half a session no more.
http::Response start_again(const Desk& desk, http::Request& request);

// Whether a browser may be sent there after signing in: a path of the desk of this host, nothing else.
bool is_page_of_desk(std::string_view path);

}  // namespace autojet::staff
