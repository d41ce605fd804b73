// Reading what the owner typed into the forms of the registers: errors are gathered, each with its field.
#pragma once

#include <optional>
#include <string>

#include "base/text.hpp"
#include "base/time.hpp"

namespace autojet::registers {

class Fields {
public:
    explicit Fields(Errors& errors) : errors_(errors) {}

    std::string line(const std::string& text, std::size_t longest, std::string field, Presence presence) {
        return take(clean_line(text, longest, std::move(field), presence)).value_or("");
    }
    // Text of a register that names nobody: an e-mail address is refused (`names_somebody`), and so is a citizen
    // service number, as in every text.
    std::string text(const std::string& text, std::size_t longest, std::string field, Presence presence) {
        auto read = clean_text(text, longest, field, presence);
        if (read && read->find('@') != std::string::npos)
            read = refuse(ErrorCode::invalid, "names_somebody",
                          "Please describe it without naming anybody: no addresses and no numbers of people.", field);
        return take(std::move(read)).value_or("");
    }
    // Nothing for an empty field.
    std::optional<CivilDate> date(const std::string& text, std::string field) {
        return trim(text).empty() ? std::nullopt : take(parse_date(trim(text), std::move(field)));
    }
    std::optional<CivilDate> needed_date(const std::string& text, std::string field) {
        return take(parse_date(trim(text), std::move(field)));
    }
    template <class T>
    std::optional<T> take(Result<T> result) {
        if (result) return std::move(*result);
        errors_.push_back(std::move(result.error()));
        return std::nullopt;
    }
    void complain(std::string reason, std::string message, std::string field) {
        errors_.push_back({ErrorCode::invalid, std::move(reason), std::move(message), std::move(field)});
    }

private:
    Errors& errors_;
};

}  // namespace autojet::registers
