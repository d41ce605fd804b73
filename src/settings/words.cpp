#include "settings/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/time.hpp"

namespace autojet::settings {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = text.find(separator);
        if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
        text = end == std::string_view::npos ? "" : text.substr(end + 1);
    }
    return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const auto& part : parts) text.append(text.empty() ? "" : separator).append(part);
    return text;
}

std::string yes_or_no(bool value) {
    return std::string(value ? yes : "");
}

Result<std::string> read_spans(std::string_view typed) {
    std::vector<OpenSpan> spans;
    for (const auto& part : split(typed, ' ')) {
        const auto dash = part.find('-');
        const auto opens = parse_time_of_day(part.substr(0, dash));
        const auto closes = parse_time_of_day(dash == std::string::npos ? "" : part.substr(dash + 1));
        if (!opens || !closes || *opens == *closes)
            return refuse(ErrorCode::invalid, "not_a_time", "Please give both times, as 09:00 and 17:00.");
        spans.push_back({*opens, *closes});
    }
    std::ranges::sort(spans, {}, &OpenSpan::opens);
    for (std::size_t n = 0; n + 1 < spans.size(); ++n)
        if (spans[n].closes <= spans[n].opens || spans[n].closes > spans[n + 1].opens)
            return refuse(ErrorCode::invalid, "overlapping", "These times overlap.");
    return text_of(spans);
}

std::vector<OpenSpan> spans_from(std::string_view text) {
    std::vector<OpenSpan> spans;
    for (const auto& part : split(text, ' ')) {
        const auto dash = part.find('-');
        if (dash == std::string::npos) continue;
        const auto opens = parse_time_of_day(part.substr(0, dash)), closes = parse_time_of_day(part.substr(dash + 1));
        if (opens && closes) spans.push_back({*opens, *closes});
    }
    return spans;
}

std::string text_of(const std::vector<OpenSpan>& spans) {
    std::vector<std::string> parts;
    for (const auto& span : spans)
        parts.push_back(format_time_of_day(span.opens) + "-" + format_time_of_day(span.closes));
    return joined(parts, " ");
}

std::string show_spans(std::string_view text, const Voice& say) {
    const auto spans = spans_from(text);
    if (spans.empty()) return say("closed");
    std::vector<std::string> parts;
    for (const auto& span : spans)
        parts.push_back(format_time_of_day(span.opens) + "–" + format_time_of_day(span.closes) +
                        (span.closes <= span.opens ? " (" + say("the next day") + ")" : ""));
    return joined(parts, ", ");
}

Result<std::string> read_number(std::string_view typed, std::int64_t least, std::int64_t most, std::int64_t step) {
    const auto number = parse_whole(trim(typed));
    if (!number || *number < least || *number > most)
        return refuse(ErrorCode::invalid, "out_of_range", "This number is too small, too large, or no whole number.");
    if (*number % step != 0)
        return refuse(ErrorCode::invalid, "out_of_range", "Please give a multiple of five minutes.");
    return std::to_string(*number);
}

}  // namespace autojet::settings
