#include <sstream>

#include "copies/backup.hpp"

namespace autojet::copies {

std::string text_of(const std::vector<privacy::Erasure>& erasures) {
    std::string text;
    for (const auto& gone : erasures) {
        text += std::to_string(gone.shop.value()) + " " + std::to_string(gone.person.value()) + " " + gone.retention;
        text += " " + (gone.group.empty() ? "-" : gone.group);
        text += " " + std::to_string(gone.at.time_since_epoch().count()) + "\n";
    }
    return text;
}

Result<std::vector<privacy::Erasure>> erasures_from(const std::string& text) {
    std::vector<privacy::Erasure> erasures;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::int64_t shop = 0, person = 0, at = 0;
        std::string retention, group, rest;
        if (!(words >> shop >> person >> retention >> group >> at) || words >> rest)
            return refuse(ErrorCode::invalid, "no_erasures",
                          "Line " + std::to_string(erasures.size() + 1) + " of the erasures cannot be read.");
        erasures.push_back(
            {ShopId{shop}, PersonId{person}, retention, group == "-" ? "" : group, Instant{std::chrono::seconds{at}}});
    }
    return erasures;
}

}  // namespace autojet::copies
