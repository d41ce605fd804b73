#include "workshop/intake_form.hpp"

namespace autojet::workshop {

namespace {

// "123.456" and "123 456 km" are the same number.
std::string digits_of(const std::string& typed) {
    std::string digits;
    for (const char c : typed)
        if (is_ascii_digit(c)) digits += c;
    return digits;
}

}  // namespace

Noted noted_from(FormReading& form) {
    Noted noted;
    if (const auto typed = form.text("odometer"); !typed.empty()) {
        const auto kilometres = parse_whole(digits_of(typed));
        if (!kilometres || *kilometres > most_kilometres || typed.find('-') != std::string::npos)
            form.refuse({ErrorCode::invalid, "not_plausible",
                         "This is no reading of an odometer. Please give whole kilometres.", "odometer"});
        else
            noted.odometer = *kilometres;
    }
    if (const auto typed = form.text("fuel"); !typed.empty()) {
        const auto eighths = parse_whole(typed);
        if (!eighths || *eighths < 0 || *eighths > fuel_eighths)
            form.refuse({ErrorCode::invalid, "not_plausible", "Please choose how full the tank is.", "fuel"});
        else
            noted.fuel = static_cast<int>(*eighths);
    }
    if (const auto typed = form.text("keys"); !typed.empty()) {
        const auto keys = parse_whole(typed);
        if (!keys || *keys < 0 || *keys > most_keys)
            form.refuse({ErrorCode::invalid, "not_plausible", "Please say how many keys were handed over.", "keys"});
        else
            noted.keys = static_cast<int>(*keys);
    }
    noted.accessories = form.words("accessories", longest_accessories);
    noted.signed_on_paper = form.text("signed_on_paper") == "yes";
    return noted;
}

std::string text_of(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : "";
}
std::string text_of(const std::optional<int>& number) {
    return number ? std::to_string(*number) : "";
}

}  // namespace autojet::workshop
