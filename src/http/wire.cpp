#include "http/wire.hpp"

#include <boost/beast/http/basic_parser.hpp>

namespace autojet::http {

namespace beast = boost::beast::http;
using boost::beast::string_view;
using Code = boost::beast::error_code;

namespace {

constexpr std::size_t max_header_fields = 100;

std::string_view view(string_view text) {
    return {text.data(), text.size()};
}

Method method_of(beast::verb verb) {
    switch (verb) {
        case beast::verb::get:
            return Method::get;
        case beast::verb::head:
            return Method::head;
        case beast::verb::post:
            return Method::post;
        case beast::verb::put:
            return Method::put;
        case beast::verb::patch:
            return Method::patch;
        case beast::verb::delete_:
            return Method::del;
        case beast::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

bool is_decimal(std::string_view text) {
    return !text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

class WireReader::Parser {
public:
    // Beast's parser serves for one message, so each gets a new one in the same place.
    class Message final : public beast::basic_parser<true> {
    public:
        explicit Message(Parser& owner) : owner_{owner} {}

    private:
        void on_request_impl(beast::verb verb, string_view, string_view target, int version, Code&) override {
            owner_.request->method = method_of(verb);
            owner_.target.assign(target.data(), target.size());
            owner_.http_10 = version == 10;
        }
        void on_field_impl(beast::field field, string_view name, string_view value, Code& code) override {
            owner_.take_field(field, view(name), view(value), code);
        }
        void on_header_impl(Code&) override { owner_.header_done = true; }
        void on_body_init_impl(const boost::optional<std::uint64_t>&, Code&) override {}
        std::size_t on_body_impl(string_view bytes, Code& code) override { return owner_.take_body(view(bytes), code); }
        void on_chunk_header_impl(std::uint64_t, string_view, Code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, Code& code) override {
            return owner_.take_body(view(bytes), code);
        }
        void on_finish_impl(Code&) override {}
        void on_response_impl(int, string_view, int, Code&) override {}

        Parser& owner_;
    };

    void refuse(int status, std::string_view code_word, Code& code) {
        error = WireError{status, code_word};
        code = beast::make_error_code(beast::error::bad_value);
    }

    void take_field(beast::field field, std::string_view name, std::string_view value, Code& code) {
        if (header_done) return;  // trailers change nothing
        if (request->headers.size() == max_header_fields) return refuse(431, "header_too_large", code);
        switch (field) {
            case beast::field::content_length:
                if (++lengths > 1 || encodings > 0 || !is_decimal(value)) refuse(400, "bad_length", code);
                break;
            case beast::field::transfer_encoding:
                if (!same_word(value, "chunked")) return refuse(501, "unknown_transfer_encoding", code);
                if (++encodings > 1 || lengths > 0 || http_10) refuse(400, "bad_transfer_encoding", code);
                break;
            case beast::field::host:
                if (++hosts > 1) refuse(400, "bad_host", code);
                break;
            default:
                break;
        }
        request->headers.add(name, value);
    }

    std::size_t take_body(std::string_view bytes, Code& code) {
        received += bytes.size();
        if (received > body_limit) {
            refuse(413, "body_too_large", code);
            return 0;
        }
        request->body.append(bytes);
        return bytes.size();
    }

    std::optional<Message> message;
    Request* request = nullptr;
    std::string target;
    std::optional<WireError> error;
    std::uint64_t body_limit = 0;
    std::uint64_t received = 0;
    std::size_t header_bytes = 0;
    int lengths = 0;
    int encodings = 0;
    int hosts = 0;
    bool http_10 = false;
    bool begun = false;
    bool header_done = false;
};

namespace {

WireError meaning(const Code& code) {
    if (code == beast::error::header_limit) return {431, "header_too_large"};
    if (code == beast::error::bad_version) return {505, "unknown_version"};
    return {400, "bad_request"};
}

}  // namespace

WireReader::WireReader(std::size_t header_limit) : parser_{std::make_unique<Parser>()}, header_limit_{header_limit} {}
WireReader::~WireReader() = default;

void WireReader::begin(Request& request) {
    auto& parser = *parser_;
    parser.message.emplace(parser);
    parser.message->header_limit(static_cast<std::uint32_t>(header_limit_));
    parser.message->body_limit(boost::none);
    parser.request = &request;
    parser.target.clear();
    parser.error.reset();
    parser.body_limit = 0;
    parser.received = 0;
    parser.header_bytes = 0;
    parser.lengths = parser.encodings = parser.hosts = 0;
    parser.http_10 = parser.begun = parser.header_done = false;
}

std::size_t WireReader::feed(std::string_view bytes) {
    auto& parser = *parser_;
    // Blank lines before a request are to be overlooked (RFC 9112 2.2).
    if (!parser.begun && bytes.starts_with("\r\n")) return 2;
    if (!parser.begun && bytes == "\r") return 0;
    parser.begun = parser.begun || !bytes.empty();

    const bool in_header = !parser.header_done;
    parser.message->eager(!in_header);
    Code code;
    const auto taken = parser.message->put({bytes.data(), bytes.size()}, code);
    if (in_header) {
        parser.header_bytes += taken;
        const auto left = parser.header_done ? 0 : bytes.size() - taken;
        if (!parser.error && parser.header_bytes + left > header_limit_) parser.error = {431, "header_too_large"};
    }
    if (code && code != beast::error::need_more && !parser.error) parser.error = meaning(code);
    return taken;
}

void WireReader::set_body_limit(std::uint64_t bytes) {
    parser_->body_limit = bytes;
}

bool WireReader::begun() const {
    return parser_->begun;
}

bool WireReader::header_done() const {
    return parser_->header_done;
}

bool WireReader::done() const {
    return parser_->message->is_done();
}

std::optional<WireError> WireReader::error() const {
    return parser_->error;
}

std::string_view WireReader::target() const {
    return parser_->target;
}

bool WireReader::is_http_10() const {
    return parser_->http_10;
}

bool WireReader::keep_alive() const {
    return parser_->message->keep_alive();
}

bool WireReader::has_body() const {
    return parser_->encodings > 0 || content_length().value_or(0) > 0;
}

std::optional<std::uint64_t> WireReader::content_length() const {
    if (parser_->lengths == 0) return std::nullopt;
    const auto length = parser_->message->content_length();
    return length ? std::optional<std::uint64_t>{*length} : std::nullopt;
}

std::uint64_t WireReader::body_received() const {
    return parser_->received;
}

}  // namespace autojet::http
