// The texts that a shop may word itself: where they stand, how long they may be, what the program says otherwise.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "shop/look.hpp"
#include "shop/shop.hpp"

namespace autojet::shop {

struct ShopText {
    std::string_view name;   // "home_title"
    std::string_view label;  // English, msgid: what it is
    std::string_view place;  // English, msgid: where it stands
    std::string_view usual;  // English, msgid: what the program says; empty: nothing
    std::size_t most_characters;
    Lines lines;
    bool in_mails;  // then {service} and {when} are known as well
};

std::span<const ShopText> shop_texts();
const ShopText* find_text(std::string_view name);

// "{shop}", "{phone}", "{city}"; in mails "{service}" and "{when}" too.
std::vector<std::string_view> placeholders(const ShopText& text);

// What somebody typed, cleaned. Refused as clean_text does, or with `unknown_placeholder`.
Result<std::string> check_wording(const ShopText& text, std::string_view typed, std::string field);

// The shop's own words, or those of the program, with the facts in it. What a mail knows comes in `service` and `when`.
std::string filled_text(const Look& look, std::string_view name, const Shop& shop, const Messages& messages,
                        Language language, std::string_view service = "", std::string_view when = "");

}  // namespace autojet::shop
