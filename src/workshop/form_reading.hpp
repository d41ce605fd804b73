// Reads the fields of a form one after the other, and gathers what is wrong with them.
#pragma once

#include <string>

#include "base/text.hpp"
#include "base/zone.hpp"
#include "http/form.hpp"

namespace autojet::workshop {

class FormReading {
public:
    explicit FormReading(const http::Form& form) : form_(form) {}

    [[nodiscard]] std::string text(const std::string& field) const { return std::string(trim(form_.readable(field))); }
    // One line of at most so many characters.
    std::string line(const std::string& field, std::size_t longest, Presence presence = Presence::required) {
        return take(clean_line(form_.text(field), longest, field, presence), std::string{});
    }
    std::string words(const std::string& field, std::size_t longest) {
        return take(clean_text(form_.text(field), longest, field, Presence::optional), std::string{});
    }
    [[nodiscard]] std::int64_t number(const std::string& field, std::int64_t otherwise) const {
        return parse_whole(form_.readable(field)).value_or(otherwise);
    }
    template <class T>
    T take(Result<T> read, T otherwise) {
        if (read) return std::move(*read);
        errors_.push_back(std::move(read.error()));
        return otherwise;
    }
    // "2026-11-24T10:05" on the shop's clock.
    Instant moment(const std::string& field, const Zone& zone);

    void refuse(Error error) { errors_.push_back(std::move(error)); }
    [[nodiscard]] const Errors& errors() const { return errors_; }

private:
    const http::Form& form_;
    Errors errors_;
};

// As the field of a form has it.
std::string moment_for_form(const Zone& zone, Instant moment);

}  // namespace autojet::workshop
