#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "base/result.hpp"

namespace autojet::http {

using JsonValue = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

struct JsonLimits {
    std::size_t max_bytes = 64 * 1024;
    std::size_t max_depth = 16;
};

// One object, valid UTF-8, no member twice. Refused: `malformed_json`, `not_an_object`, `document_too_large`.
Result<JsonObject> parse_json(std::string_view text, JsonLimits limits = {});
std::string write_json(const JsonValue& value);

// Reads members and gathers what is wrong with them instead of stopping: `required`, `wrong_type`, `too_long`,
// `out_of_range`, each with its field as "customer.email". A member that is null counts as absent. Lives shorter than
// the object and the errors.
class JsonFields {
public:
    JsonFields(const JsonObject& object, Errors& errors, std::string prefix = "");

    // "" after an error. Lengths in bytes.
    std::string text(std::string_view name, std::size_t max_bytes);
    std::optional<std::string> find_text(std::string_view name, std::size_t max_bytes);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> find_integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<bool> find_bool(std::string_view name);
    // An absent object gives `required` and reads as an empty one.
    JsonFields object(std::string_view name);
    std::optional<JsonFields> find_object(std::string_view name);

    std::string path(std::string_view name) const;

private:
    const JsonValue* find(std::string_view name) const;
    void refuse(std::string_view name, std::string reason, std::string message);

    const JsonObject* object_;
    Errors* errors_;
    std::string prefix_;
};

}  // namespace autojet::http
