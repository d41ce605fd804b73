#include "workshop/form_reading.hpp"

namespace autojet::workshop {

namespace {

Error not_a_moment(const std::string& field) {
    return {ErrorCode::invalid, "not_a_moment", "Please give a day and a time.", field};
}

}  // namespace

Instant FormReading::moment(const std::string& field, const Zone& zone) {
    const auto typed = text(field);
    const auto split = typed.find('T');
    const auto date = parse_date(typed.substr(0, split), field);
    const auto time = parse_time_of_day(split == std::string::npos ? "" : typed.substr(split + 1, 5), field);
    const auto instants = date && time ? zone.to_instants(at(*date, *time)) : std::vector<Instant>{};
    if (instants.empty()) {
        refuse(not_a_moment(field));
        return {};
    }
    return instants.front();
}

std::string moment_for_form(const Zone& zone, Instant moment) {
    const auto local = zone.to_local(moment);
    return format_date(date_of(local)) + "T" + format_time_of_day(local);
}

}  // namespace autojet::workshop
