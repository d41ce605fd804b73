#include "http/query.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t max_fields = 100;

}  // namespace

std::optional<Query> Query::parse(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;

        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decode_percent(pair.substr(0, equals), Plus::is_space);
        auto value = decode_percent(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
        if (!name || !value || query.fields_.size() == max_fields) return std::nullopt;
        if (name->find('\0') != std::string::npos || value->find('\0') != std::string::npos) return std::nullopt;
        query.fields_.push_back({std::move(*name), std::move(*value)});
    }
    return query;
}

std::optional<std::string> Query::find(std::string_view name) const {
    const auto field = std::ranges::find(fields_, name, &Field::name);
    if (field == fields_.end()) return std::nullopt;
    return field->value;
}

bool Query::valid_utf8() const {
    return std::ranges::all_of(fields_, [](const Field& field) { return is_utf8(field.name) && is_utf8(field.value); });
}

}  // namespace autojet::http
