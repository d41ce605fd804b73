#include "http/request.hpp"

#include <algorithm>

#include "http/cookie.hpp"
#include "http/csrf.hpp"

namespace autojet::http {

std::string_view name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::del:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
        case Method::other:
            break;
    }
    return "OTHER";
}

const std::string& Parameters::at(std::string_view name) const {
    for (const auto& [key, value] : values_)
        if (key == name) return value;
    throw Broken{"the pattern of this route has no parameter " + std::string{name}};
}

const Form& Request::form() const {
    static const Form empty;
    return parsed_form ? *parsed_form : empty;
}

std::optional<std::string_view> Request::find_cookie_value(std::string_view name) const {
    return find_cookie(headers, name);
}

std::string Request::csrf_token() {
    if (csrf == nullptr) throw Broken{"a form token outside a server"};
    auto value = cookie(CsrfGuard::cookie_name).value_or(std::string_view{});
    if (value.empty()) {
        if (new_form_cookie.empty()) new_form_cookie = csrf->new_cookie();
        value = new_form_cookie;
    }
    return csrf->token(value, cookie(csrf->session_cookie()).value_or(std::string_view{}));
}

// The storage of the strings stays for the next request on the connection, unless it has grown.
void Request::clear() {
    static constexpr std::size_t worth_keeping = 4096;
    method = Method::get;
    path.clear();
    query_text.clear();
    query = {};
    headers.clear();
    body.clear();
    if (body.capacity() > worth_keeping) body.shrink_to_fit();
    attachments.clear();
    path_parameters.clear();
    pattern = {};
    shop = {};
    language = Language::nl;
    client_digest = {};
    parsed_form.reset();
    new_form_cookie.clear();
    attached_.clear();
}

}  // namespace autojet::http
