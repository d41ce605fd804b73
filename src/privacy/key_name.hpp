#pragma once

#include <compare>
#include <string>

#include "base/id.hpp"

namespace autojet::privacy {

// Which key: one for each person, retention class and expiry group (for accounts, the financial year).
struct KeyName {
    ShopId shop;
    PersonId person;
    std::string retention;
    std::string group;

    friend auto operator<=>(const KeyName&, const KeyName&) = default;
};

}  // namespace autojet::privacy
