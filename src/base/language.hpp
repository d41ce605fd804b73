#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace autojet {

enum class Language { nl, en };

inline constexpr std::array all_languages{Language::nl, Language::en};

// "nl", "en": as in addresses, lang attributes and the JSON interface.
std::string_view code(Language language);

// Exactly one of those codes.
std::optional<Language> from_code(std::string_view text);

// The best of our languages for an Accept-Language header (RFC 9110 12.5.4; ranges match by prefix, "nl-BE" is nl).
// The earlier one wins a tie; Dutch when nothing fits or the header makes no sense.
Language from_accept_language(std::string_view header);

}  // namespace autojet
