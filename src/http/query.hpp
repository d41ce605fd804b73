#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace autojet::http {

// The part of the address after "?". Values are decoded and raw otherwise: a handler checks what it uses.
class Query {
public:
    struct Field {
        std::string name;
        std::string value;
    };

    // Nothing when the encoding is broken, a NUL is in it, or there are more than 100 fields.
    static std::optional<Query> parse(std::string_view text);

    // The first one of that name.
    std::optional<std::string> find(std::string_view name) const;
    bool valid_utf8() const;
    std::span<const Field> fields() const { return fields_; }

private:
    std::vector<Field> fields_;
};

}  // namespace autojet::http
