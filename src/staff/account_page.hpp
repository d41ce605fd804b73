// The frame of "My account", and the one page that shows recovery codes.
#pragma once

#include "staff/desk.hpp"
#include "staff/recovery.hpp"

namespace autojet::staff {

http::Response account_page(const Desk& desk, http::Request& request, const Account& account,
                            std::string_view template_name, http::Dict& values, int status = 200);

// They are not kept, so the answer to the form itself shows them.
http::Response recovery_codes_page(const Desk& desk, http::Request& request, const Account& account,
                                   const RecoveryCodes& codes);

}  // namespace autojet::staff
