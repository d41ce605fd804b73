#include "http/form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace autojet::http {

Result<Form> Form::parse(std::string_view body) {
    Form form;
    while (!body.empty()) {
        const auto end = std::min(body.find('&'), body.size());
        const auto pair = body.substr(0, end);
        body.remove_prefix(std::min(end + 1, body.size()));
        if (pair.empty()) continue;

        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decode_percent(pair.substr(0, equals), Plus::is_space);
        auto value = decode_percent(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
        if (!name || !value) return refuse(ErrorCode::invalid, "malformed_form", "The form could not be read.");
        if (form.fields_.size() == max_fields)
            return refuse(ErrorCode::invalid, "too_many_fields", "The form has too many fields.");
        form.add(std::move(*name), std::move(*value));
    }
    return form;
}

void Form::add(std::string name, std::string value) {
    const bool valid = is_utf8(name) && is_utf8(value);
    fields_.push_back({std::move(name), std::move(value), valid});
}

std::optional<std::string_view> Form::find(std::string_view name) const {
    const auto field = std::ranges::find(fields_, name, &Field::name);
    if (field == fields_.end()) return std::nullopt;
    return field->value;
}

std::string Form::text(std::string_view name) const {
    return std::string{find(name).value_or(std::string_view{})};
}

std::string Form::readable(std::string_view name) const {
    return valid_utf8(name) ? text(name) : std::string{};
}

std::vector<std::string_view> Form::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& field : fields_)
        if (field.name == name) values.push_back(field.value);
    return values;
}

bool Form::valid_utf8() const {
    return std::ranges::all_of(fields_, &Field::valid_utf8);
}

bool Form::valid_utf8(std::string_view name) const {
    return std::ranges::all_of(fields_, [&](const Field& field) { return field.name != name || field.valid_utf8; });
}

std::string media_type(std::string_view content_type) {
    return ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
}

}  // namespace autojet::http
