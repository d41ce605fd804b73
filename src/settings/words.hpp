// Small readers and writers of the texts that values are kept as.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scheduling/rules.hpp"
#include "settings/thing.hpp"

namespace autojet::settings {

std::vector<std::string> split(std::string_view text, char separator);  // empty pieces are left out
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

// "yes" or "": what a checkbox sends.
inline constexpr std::string_view yes = "yes";
std::string yes_or_no(bool value);

// "08:00-12:00 13:00-18:00", in order and apart from each other; closes not after opens runs past midnight. Refused
// with `not_a_time` or `overlapping`. Empty: closed.
struct OpenSpan {
    scheduling::Minutes opens{}, closes{};
};
Result<std::string> read_spans(std::string_view typed);
std::vector<OpenSpan> spans_from(std::string_view text);  // of what was read
std::string text_of(const std::vector<OpenSpan>& spans);
std::string show_spans(std::string_view text, const Voice& say);

// A whole number between them, in steps; refused with `out_of_range`.
Result<std::string> read_number(std::string_view typed, std::int64_t least, std::int64_t most, std::int64_t step);

// Every error of `result`, under this field.
template <class T>
void name_error(Errors& errors, const Result<T>& result, std::string field) {
    if (result) return;
    errors.push_back(result.error());
    errors.back().field = std::move(field);
}

}  // namespace autojet::settings
