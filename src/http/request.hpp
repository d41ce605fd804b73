#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/language.hpp"
#include "base/result.hpp"
#include "http/form.hpp"
#include "http/headers.hpp"
#include "http/query.hpp"
#include "http/upload.hpp"

namespace autojet::http {

class CsrfGuard;

enum class Method { get, head, post, put, patch, del, options, other };

std::string_view name(Method method);

// What the braces of a route's pattern caught, percent-decoded and valid UTF-8.
class Parameters {
public:
    // Throws Broken when the pattern has no such name.
    const std::string& at(std::string_view name) const;
    void add(std::string_view name, std::string value) { values_.emplace_back(name, std::move(value)); }
    void clear() { values_.clear(); }

private:
    std::vector<std::pair<std::string_view, std::string>> values_;
};

// A request whose outer form has been checked: the host is one of our shops, the path is legal, the body within its
// limit.
struct Request {
    Method method = Method::get;
    std::string path;  // as sent, percent-encoded, without the query
    std::string query_text;
    Query query;
    Headers headers;
    std::string body;  // empty for multipart forms: those are in form() and attachments
    std::vector<Upload> attachments;
    Parameters path_parameters;
    std::string_view pattern;  // of the route; safe to log, which `path` is not
    ShopId shop;
    Language language = Language::nl;  // for the app to set
    // Stands for the sender's address for at most ten minutes, and cannot be turned back into it (policy D0).
    std::string_view client_digest;

    // The fields of the form that was sent; empty when none was.
    const Form& form() const;
    std::optional<std::string_view> cookie(std::string_view name) const { return find_cookie_value(name); }

    // A value for the hidden field `csrf_token` of a form on the page that is being answered. Different on each call;
    // the cookie that belongs to it goes out with the answer by itself.
    std::string csrf_token();

    // Lets the app hang its own things on the request, one of each type, and find them again without a cast:
    // the openings of personal data, to be settled before the answer leaves; who is signed in. They outlive the answer
    // when `around` owns them, but not a streamed body, which runs later.
    template <class T>
    void attach(T& thing) {
        attached_.emplace_back(&tag<T>, &thing);
    }
    template <class T>
    T* find_attached() const {
        for (const auto& [key, thing] : attached_)
            if (key == &tag<T>) return static_cast<T*>(thing);
        return nullptr;
    }
    // Throws Broken when nothing of that type is attached.
    template <class T>
    T& attached() const {
        if (auto* thing = find_attached<T>()) return *thing;
        throw Broken{"nothing of this type is attached to the request"};
    }

    // For the server.
    std::optional<Form> parsed_form;
    const CsrfGuard* csrf = nullptr;
    std::string new_form_cookie;  // empty: the visitor keeps the one they have
    void clear();

private:
    template <class T>
    static inline const char tag = 0;

    std::optional<std::string_view> find_cookie_value(std::string_view name) const;

    std::vector<std::pair<const char*, void*>> attached_;
};

}  // namespace autojet::http
