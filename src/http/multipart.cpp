#include <algorithm>

#include "base/text.hpp"
#include "http/form.hpp"
#include "http/headers.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t max_part_headers = 8 * 1024;
constexpr std::size_t max_boundary = 70;

tl::unexpected<Error> malformed() {
    return refuse(ErrorCode::invalid, "malformed_form", "The form could not be read.");
}

// Takes one `; name=value` or `; name="value"` from the front of `rest`. In quotes, \" is a quote and every other
// backslash is itself, since some senders put whole Windows paths there.
std::optional<std::pair<std::string_view, std::string>> take_parameter(std::string_view& rest) {
    rest = trim(rest);
    if (rest.empty() || rest.front() != ';') return std::nullopt;
    rest.remove_prefix(1);
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto name = trim(rest.substr(0, equals));
    rest = trim(rest.substr(equals + 1));

    if (rest.empty() || rest.front() != '"') {
        const auto end = std::min(rest.find(';'), rest.size());
        std::string value{trim(rest.substr(0, end))};
        rest.remove_prefix(end);
        return std::pair{name, std::move(value)};
    }
    std::string value;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return std::pair{name, std::move(value)};
        }
        if (rest[i] == '\\' && i + 1 < rest.size() && rest[i + 1] == '"') ++i;
        value += rest[i];
    }
    return std::nullopt;
}

struct PartHead {
    std::string name;
    std::optional<std::string> filename;
    std::string content_type = "application/octet-stream";
};

bool read_disposition(std::string_view value, PartHead& head) {
    const auto kind_end = std::min(value.find(';'), value.size());
    if (!same_word(trim(value.substr(0, kind_end)), "form-data")) return false;
    auto rest = value.substr(kind_end);
    bool named = false;
    while (auto parameter = take_parameter(rest)) {
        if (same_word(parameter->first, "name")) {
            head.name = std::move(parameter->second);
            named = true;
        } else if (same_word(parameter->first, "filename")) {
            head.filename = std::move(parameter->second);
        }
    }
    return named && trim(rest).empty();
}

std::optional<PartHead> read_part_head(std::string_view lines) {
    PartHead head;
    bool disposed = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find("\r\n"), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto value = trim(line.substr(colon + 1));
        if (same_word(line.substr(0, colon), "Content-Disposition")) {
            if (disposed || !read_disposition(value, head)) return std::nullopt;
            disposed = true;
        } else if (same_word(line.substr(0, colon), "Content-Type")) {
            head.content_type = media_type(value);
        }
    }
    if (!disposed) return std::nullopt;
    return head;
}

}  // namespace

struct MultipartReader::State {
    enum class Place { preamble, after_boundary, part_head, part_body, epilogue };

    std::string delimiter;  // line break, dashes, boundary
    MultipartLimits limits;
    std::string pending = "\r\n";  // so that a boundary at the very beginning is a delimiter too
    Place place = Place::preamble;
    PartHead part;
    std::string value;
    std::optional<Upload> upload;
    std::size_t parts = 0;
    std::size_t text_bytes = 0;
    std::uint64_t file_bytes = 0;
    Form form;
    std::vector<Upload> uploads;

    // Each answers whether it got further; false means that more bytes are needed.
    Result<bool> step();
    Result<bool> skip_preamble();
    Result<bool> end_boundary();
    Result<bool> begin_part();
    Result<bool> take_body();
    Result<void> keep(std::string_view bytes);
    void end_part();
};

Result<bool> MultipartReader::State::step() {
    switch (place) {
        case Place::preamble:
            return skip_preamble();
        case Place::after_boundary:
            return end_boundary();
        case Place::part_head:
            return begin_part();
        case Place::part_body:
            return take_body();
        case Place::epilogue:
            break;
    }
    pending.clear();
    return false;
}

Result<bool> MultipartReader::State::skip_preamble() {
    const auto found = pending.find(delimiter);
    if (found == std::string::npos) {
        if (pending.size() >= delimiter.size()) pending.erase(0, pending.size() - delimiter.size() + 1);
        return false;
    }
    pending.erase(0, found + delimiter.size());
    place = Place::after_boundary;
    return true;
}

Result<bool> MultipartReader::State::end_boundary() {
    if (pending.size() < 2) return false;
    if (pending.starts_with("--")) {
        place = Place::epilogue;
        return true;
    }
    const auto line_end = pending.find("\r\n");
    if (line_end == std::string::npos) {
        if (pending.size() > max_boundary) return malformed();
        return false;
    }
    if (!trim(std::string_view{pending}.substr(0, line_end)).empty()) return malformed();
    pending.erase(0, line_end + 2);
    place = Place::part_head;
    return true;
}

Result<bool> MultipartReader::State::begin_part() {
    const auto end = pending.find("\r\n\r\n");
    if (std::min(end, pending.size()) > max_part_headers) return malformed();
    if (end == std::string::npos) return false;
    auto head = read_part_head(std::string_view{pending}.substr(0, end));
    if (!head) return malformed();
    if (++parts > Form::max_fields)
        return refuse(ErrorCode::invalid, "too_many_fields", "The form has too many fields.");
    part = std::move(*head);
    if (part.filename && !part.filename->empty()) {
        if (uploads.size() == limits.max_files)
            return refuse(ErrorCode::too_large, "too_many_files", "There are too many files.", part.name);
        upload = Upload{part.name, *part.filename, part.content_type, Spool{limits.spool_folder}};
    }
    pending.erase(0, end + 4);
    place = Place::part_body;
    return true;
}

Result<bool> MultipartReader::State::take_body() {
    const auto found = pending.find(delimiter);
    const bool complete = found != std::string::npos;
    if (!complete && pending.size() < delimiter.size()) return false;
    // The end of what is here may be the beginning of a delimiter, so that much of it waits.
    const auto ready = complete ? found : pending.size() - delimiter.size() + 1;
    if (auto kept = keep(std::string_view{pending}.substr(0, ready)); !kept) return tl::unexpected{kept.error()};
    pending.erase(0, complete ? found + delimiter.size() : ready);
    if (!complete) return false;
    end_part();
    place = Place::after_boundary;
    return true;
}

Result<void> MultipartReader::State::keep(std::string_view bytes) {
    if (upload) {
        file_bytes += bytes.size();
        if (upload->size() + bytes.size() > limits.file_limit || file_bytes > limits.files_limit)
            return refuse(ErrorCode::too_large, "file_too_large", "The file is too large.", part.name);
        upload->file.append(bytes);
        return {};
    }
    text_bytes += bytes.size();
    if (text_bytes > limits.text_limit) return refuse(ErrorCode::too_large, "form_too_large", "The form is too large.");
    value += bytes;
    return {};
}

void MultipartReader::State::end_part() {
    if (upload) {
        uploads.push_back(std::move(*upload));
        upload.reset();
    } else if (!part.filename) {
        form.add(std::move(part.name), std::move(value));
    }
    value.clear();
}

MultipartReader::MultipartReader(std::string boundary, MultipartLimits limits) : state_{std::make_unique<State>()} {
    state_->delimiter = "\r\n--" + std::move(boundary);
    state_->limits = std::move(limits);
}

MultipartReader::~MultipartReader() = default;
MultipartReader::MultipartReader(MultipartReader&&) noexcept = default;

Result<void> MultipartReader::feed(std::string_view bytes) {
    state_->pending += bytes;
    for (;;) {
        const auto further = state_->step();
        if (!further) return tl::unexpected{further.error()};
        if (!*further) return {};
    }
}

Result<void> MultipartReader::finish() {
    if (state_->place != State::Place::epilogue) return malformed();
    return {};
}

Form MultipartReader::take_form() {
    return std::move(state_->form);
}

std::vector<Upload> MultipartReader::take_uploads() {
    return std::move(state_->uploads);
}

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    static constexpr std::string_view legal = "'()+_,-./:=? ";
    if (media_type(content_type) != "multipart/form-data") return std::nullopt;
    auto rest = content_type.substr(std::min(content_type.find(';'), content_type.size()));
    while (auto parameter = take_parameter(rest)) {
        if (!same_word(parameter->first, "boundary")) continue;
        const auto& value = parameter->second;
        const bool fits = !value.empty() && value.size() <= max_boundary && value.back() != ' ' &&
                          std::ranges::all_of(value, [](char letter) {
                              return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                                     (letter >= '0' && letter <= '9') || legal.find(letter) != std::string_view::npos;
                          });
        if (!fits) return std::nullopt;
        return value;
    }
    return std::nullopt;
}

}  // namespace autojet::http
