#include "http/json.hpp"

#include <boost/json/parse_options.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.hpp"

namespace autojet::http {

namespace {

// Boost.JSON keeps the last of two members with one name; which of them a reader means is a guess, so neither is taken.
// What it parses is compared with what was written: the number of colons outside strings.
std::size_t members_written(std::string_view text) {
    std::size_t colons = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == ':')
            ++colons;
    }
    return colons;
}

std::size_t members_read(const JsonValue& value) {
    std::size_t members = 0;
    if (const auto* object = value.if_object()) {
        members = object->size();
        for (const auto& member : *object) members += members_read(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array) members += members_read(element);
    }
    return members;
}

tl::unexpected<Error> malformed() {
    return refuse(ErrorCode::invalid, "malformed_json", "The body is not a valid JSON document.");
}

}  // namespace

Result<JsonObject> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.max_bytes)
        return refuse(ErrorCode::too_large, "document_too_large", "The JSON document is too large.");
    if (!is_utf8(text)) return malformed();
    boost::json::parse_options options;
    options.max_depth = limits.max_depth;
    boost::json::parser parser{{}, options};
    boost::system::error_code error;
    parser.write(text.data(), text.size(), error);
    if (error) return malformed();
    auto value = parser.release();
    auto* object = value.if_object();
    if (object == nullptr) return refuse(ErrorCode::invalid, "not_an_object", "The JSON document is not an object.");
    if (members_read(value) != members_written(text)) return malformed();
    return std::move(*object);
}

std::string write_json(const JsonValue& value) {
    return boost::json::serialize(value);
}

JsonFields::JsonFields(const JsonObject& object, Errors& errors, std::string prefix)
    : object_{&object}, errors_{&errors}, prefix_{std::move(prefix)} {}

std::string JsonFields::path(std::string_view name) const {
    return prefix_.empty() ? std::string{name} : prefix_ + "." + std::string{name};
}

const JsonValue* JsonFields::find(std::string_view name) const {
    const auto* value = object_->if_contains(boost::json::string_view{name.data(), name.size()});
    return value != nullptr && value->is_null() ? nullptr : value;
}

void JsonFields::refuse(std::string_view name, std::string reason, std::string message) {
    errors_->push_back({ErrorCode::invalid, std::move(reason), std::move(message), path(name)});
}

std::optional<std::string> JsonFields::find_text(std::string_view name, std::size_t max_bytes) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto* text = value->if_string();
    if (text == nullptr) {
        refuse(name, "wrong_type", "This has to be text.");
        return std::nullopt;
    }
    if (text->size() > max_bytes) {
        refuse(name, "too_long", "This is too long.");
        return std::nullopt;
    }
    return std::string{text->data(), text->size()};
}

std::string JsonFields::text(std::string_view name, std::size_t max_bytes) {
    if (find(name) == nullptr) refuse(name, "required", "This is needed.");
    return find_text(name, max_bytes).value_or("");
}

std::optional<std::int64_t> JsonFields::find_integer(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto* number = value->if_int64();
    // Boost.JSON reads as unsigned only what does not fit a signed number.
    if (number == nullptr && !value->is_uint64()) {
        refuse(name, "wrong_type", "This has to be a whole number.");
        return std::nullopt;
    }
    if (number == nullptr || *number < least || *number > most) {
        refuse(name, "out_of_range", "This number is out of range.");
        return std::nullopt;
    }
    return *number;
}

std::int64_t JsonFields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
    if (find(name) == nullptr) refuse(name, "required", "This is needed.");
    return find_integer(name, least, most).value_or(least);
}

std::optional<bool> JsonFields::find_bool(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* truth = value->if_bool()) return *truth;
    refuse(name, "wrong_type", "This has to be true or false.");
    return std::nullopt;
}

std::optional<JsonFields> JsonFields::find_object(std::string_view name) {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    if (const auto* object = value->if_object()) return JsonFields{*object, *errors_, path(name)};
    refuse(name, "wrong_type", "This has to be an object.");
    return std::nullopt;
}

JsonFields JsonFields::object(std::string_view name) {
    static const JsonObject none;
    if (find(name) == nullptr) refuse(name, "required", "This is needed.");
    const auto found = find_object(name);
    return found ? *found : JsonFields{none, *errors_, path(name)};
}

}  // namespace autojet::http
