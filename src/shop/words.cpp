#include "shop/words.hpp"

#include <algorithm>
#include <array>

#include "base/phone.hpp"

namespace autojet::shop {

namespace {

constexpr std::array text_labels{
    ShopText{"home_kicker", "Line above the title", "Home page, at the top", "Car care and workshop in Almere", 60,
             Lines::one, false},
    ShopText{"home_title", "Title of the home page", "Home page, at the top", "Your car, like new again.", 60,
             Lines::one, false},
    ShopText{"home_lead", "Welcome", "Home page, below the title",
             "Washed by hand, polished with patience, checked by a mechanic. You see the price before you book, and "
             "you choose the time yourself.",
             300, Lines::many, false},
    ShopText{"services_lead", "Line above the prices", "Services and prices, at the top",
             "All prices include VAT. If a job turns out bigger, we ask you first.", 300, Lines::many, false},
    ShopText{"directions", "How to find you", "Below the address, on every page", "", 400, Lines::many, false},
    ShopText{"foot", "Who you are, in one line", "At the foot of every page", "Car care and light workshop in Almere.",
             120, Lines::one, false},
    ShopText{"mail_arrival", "What to do on arrival", "Mails about a booking, below the facts", "", 600, Lines::many,
             true},
    ShopText{"mail_signature", "Closing words", "Mails about a booking, at the end", "{shop}", 200, Lines::many, true},
};

constexpr std::array<std::string_view, 5> names{"{shop}", "{phone}", "{city}", "{service}", "{when}"};
constexpr std::size_t known_to_the_site = 3;

// What stands in braces, with them, from there on; empty when the brace is never closed.
std::string_view in_braces(std::string_view text, std::size_t open) {
    const auto close = text.find('}', open);
    return close == std::string_view::npos ? text.substr(open) : text.substr(open, close - open + 1);
}

}  // namespace

std::span<const ShopText> shop_texts() {
    return text_labels;
}

const ShopText* find_text(std::string_view name) {
    const auto* found = std::ranges::find(text_labels, name, &ShopText::name);
    return found == text_labels.end() ? nullptr : &*found;
}

std::vector<std::string_view> placeholders(const ShopText& text) {
    return {names.begin(), text.in_mails ? names.end() : names.begin() + known_to_the_site};
}

Result<std::string> check_wording(const ShopText& text, std::string_view typed, std::string field) {
    auto words = text.lines == Lines::one ? clean_line(typed, text.most_characters, field, Presence::optional)
                                          : clean_text(typed, text.most_characters, field, Presence::optional);
    if (!words) return words;
    const auto known = placeholders(text);
    for (auto open = words->find('{'); open != std::string::npos; open = words->find('{', open + 1))
        if (std::ranges::find(known, in_braces(*words, open)) == known.end())
            return refuse(ErrorCode::invalid, "unknown_placeholder",
                          "There is a word in braces that is not one of those below.", std::move(field));
    return words;
}

std::string filled_text(const Look& look, std::string_view name, const Shop& shop, const Messages& messages,
                        Language language, std::string_view service, std::string_view when) {
    const auto* text = find_text(name);
    if (!text) throw Broken("there is no text " + std::string(name));
    const auto own = look.words.find(name);
    std::string words = own == look.words.end() ? "" : own->second.in(language);
    if (words.empty() && !text->usual.empty()) words = messages.translate(language, text->usual);

    const auto phone = PhoneNumber::parse(shop.phone);
    const std::array<std::string, 5> values{shop.name, phone ? phone->display() : shop.phone, shop.city,
                                            std::string(service), std::string(when)};
    std::string filled;
    std::string_view rest = words;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        filled.append(rest.substr(0, open));
        if (open == std::string_view::npos) break;
        const auto place = in_braces(rest, open);
        const auto* found = std::ranges::find(names, place);
        filled.append(found == names.end() ? place : values.at(static_cast<std::size_t>(found - names.begin())));
        rest.remove_prefix(open + place.size());
    }
    return filled;
}

}  // namespace autojet::shop
