#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/language.hpp"
#include "base/result.hpp"

namespace autojet {

// The words of the pages and messages. English is what the code and the templates say; other languages come from
// gettext catalogues (po/), compiled by msgfmt.
class Messages {
public:
    // `dutch_mo` is a compiled catalogue (GNU gettext manual 10.3). Throws Broken when it is none.
    explicit Messages(std::string_view dutch_mo);

    // The message in this language; the English one where there is no translation.
    std::string translate(Language language, std::string_view english) const;
    // An empty answer where there is no translation; English needs none.
    std::string find(Language language, std::string_view english) const;

private:
    std::unordered_map<std::string, std::string> dutch_;
};

}  // namespace autojet
