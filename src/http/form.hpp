#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "http/upload.hpp"

namespace autojet::http {

// What somebody filled in. Values are raw bytes as sent: invalid UTF-8 is kept and marked, so that the handler answers
// beside the field instead of failing.
class Form {
public:
    struct Field {
        std::string name;
        std::string value;
        bool valid_utf8 = true;
    };

    // A line of an invoice has six, and an invoice five hundred lines to be credited; who sends more types no form.
    static constexpr std::size_t max_fields = 1000;

    // application/x-www-form-urlencoded. Refused: `malformed_form`, `too_many_fields`.
    static Result<Form> parse(std::string_view body);

    // The first value of that name, "" when there is none.
    std::string text(std::string_view name) const;
    // The same, "" when it is no UTF-8: for values that are looked up and not kept.
    std::string readable(std::string_view name) const;
    std::optional<std::string_view> find(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    bool has(std::string_view name) const { return find(name).has_value(); }

    bool valid_utf8() const;
    bool valid_utf8(std::string_view name) const;
    std::span<const Field> fields() const& { return fields_; }
    std::span<const Field> fields() && = delete;

    void add(std::string name, std::string value);

private:
    std::vector<Field> fields_;
};

// Sizes in bytes. A text field counts towards `text_limit`, a file towards its own limits and lives on disk.
struct MultipartLimits {
    std::size_t text_limit = 64 * 1024;
    std::size_t max_files = 0;
    std::uint64_t file_limit = 8 * 1024 * 1024;
    std::uint64_t files_limit = 32 * 1024 * 1024;
    std::string spool_folder;
};

// multipart/form-data (RFC 7578), read piece by piece as it arrives. A file field left empty counts as absent.
class MultipartReader {
public:
    // `boundary` from the Content-Type, see multipart_boundary().
    MultipartReader(std::string boundary, MultipartLimits limits);
    ~MultipartReader();
    MultipartReader(MultipartReader&&) noexcept;

    // Refused: `malformed_form`, `too_many_fields`, `form_too_large`, `too_many_files`, `file_too_large`.
    Result<void> feed(std::string_view bytes);
    // After the last byte; refused when the closing boundary has not come.
    Result<void> finish();

    Form take_form();
    std::vector<Upload> take_uploads();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The boundary of a multipart/form-data Content-Type, when there is a legal one (RFC 2046 5.1.1).
std::optional<std::string> multipart_boundary(std::string_view content_type);

// "Text/HTML; charset=x" is "text/html".
std::string media_type(std::string_view content_type);

}  // namespace autojet::http
