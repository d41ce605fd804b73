#include "policy/version.hpp"

namespace autojet::policy {
namespace {

constexpr std::size_t length_of_day = 10;

}  // namespace

bool is_version(std::string_view text) {
    if (!parse_date(text.substr(0, length_of_day))) return false;
    const auto rest = text.substr(length_of_day);
    return rest.empty() || (rest.size() == 2 && rest[0] == '.' && rest[1] >= '2' && rest[1] <= '9');
}

std::string day_of(std::string_view version) {
    return std::string{version.substr(0, length_of_day)};
}

Result<std::string> next_version(std::string_view latest, CivilDate today) {
    const auto day = format_date(today);
    if (day_of(latest) > day)
        return refuse(ErrorCode::conflict, "not_later",
                      "The version in force is of a later day than today. Is the clock of this computer right?");
    if (day_of(latest) < day) return day;
    const char last = latest.size() == length_of_day ? '1' : latest.back();
    if (last == '9')
        return refuse(ErrorCode::conflict, "too_many_versions",
                      "Nine versions were published today. The next one can be published tomorrow.");
    return day + "." + static_cast<char>(last + 1);
}

}  // namespace autojet::policy
