#include "policy/tables.hpp"
#include "shop/visit.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::tests {

namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

http::CookieDoor cookie_door() {
    std::vector<std::string> names;
    for (const auto& rule : policy::cookie_rules) names.emplace_back(rule.name);
    return {std::move(names), http::CookieDoor::Transport::plain};
}

// The part of a Set-Cookie line that the browser keeps.
std::pair<std::string, std::string> name_and_value(std::string_view line) {
    const auto pair = line.substr(0, line.find(';'));
    const auto equals = pair.find('=');
    return {std::string(pair.substr(0, equals)), std::string(pair.substr(equals + 1))};
}

std::string text_of(const http::Body& body) {
    if (const auto* text = std::get_if<std::string>(&body)) return *text;
    if (const auto* stored = std::get_if<http::Stored>(&body)) return std::string(stored->plain);
    if (const auto* pull = std::get_if<http::Stream>(&body)) {
        http::Writer writer;
        while ((*pull)(writer)) {
        }
        return writer.pending();
    }
    return {};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++times;
    return times;
}

// The tests send a token with every form, so a page that forgot it would go unnoticed.
void check_forms(std::string_view page) {
    const auto field = "name=\"" + std::string(http::CsrfGuard::field_name) + "\"";
    if (count(page, "method=\"post\"") != count(page, field)) throw Broken("a page has a form without its token");
}

}  // namespace

std::optional<std::string> Browser::cookie(const std::string& name) const {
    const auto found = cookies_.find(name);
    return found == cookies_.end() ? std::nullopt : std::optional{found->second};
}

Browser Browser::at(ShopId shop) const {
    Browser there(house_, router_, shop);
    there.cookies_ = cookies_;
    return there;
}

Answer Browser::get(std::string_view url) {
    return send(http::Method::get, url, {{"Accept", "text/html"}});
}
Answer Browser::post(std::string_view url, const Fields& fields) {
    return post(url, fields, Token::sent);
}
Answer Browser::post_forged(std::string_view url, const Fields& fields) {
    return post(url, fields, Token::missing);
}

Answer Browser::post(std::string_view url, const Fields& fields, Token token) {
    http::Request request;
    request.method = http::Method::post;
    request.headers.add("Accept", "text/html");
    request.headers.add("Content-Type", form_type);
    http::Form form;
    for (const auto& [name, value] : fields) form.add(name, value);
    if (token == Token::sent)
        form.add(std::string(http::CsrfGuard::field_name),
                 house_.csrf.token(cookie("autojet_form").value_or(""), cookie("autojet_desk").value_or("")));
    request.parsed_form = std::move(form);
    return perform(request, url);
}

Answer Browser::send(http::Method method, std::string_view url, const Fields& headers, std::string body) {
    http::Request request;
    request.method = method;
    for (const auto& [name, value] : headers) request.headers.add(name, value);
    request.body = std::move(body);
    return perform(request, url);
}

Answer Browser::perform(http::Request& request, std::string_view url) {
    request.path = url.substr(0, url.find('?'));
    if (url.size() > request.path.size()) request.query_text = url.substr(request.path.size() + 1);
    request.query = http::Query::parse(request.query_text).value();
    request.shop = shop_;
    request.language = request.path.starts_with("/nl") ? Language::nl : Language::en;
    request.csrf = &house_.csrf;
    std::string sent;
    for (const auto& [name, value] : cookies_) sent += (sent.empty() ? "" : "; ") + name + "=" + value;
    request.headers.add("Cookie", sent);

    const auto match = router_.find(request.method, request.path, request.path_parameters);
    if (match.malformed) return {.status = 400, .location = "", .body = ""};
    if (!match.route) return {.status = match.allow.empty() ? 404 : 405, .location = "", .body = ""};
    request.pattern = match.route->pattern;
    const bool changes = request.method != http::Method::get && request.method != http::Method::head;
    if (changes && match.route->options.csrf == http::Csrf::required && !house_.csrf.check(request))
        return {.status = 403, .location = "", .body = ""};

    shop::Visit visit;
    request.attach(visit);
    const auto response = match.route->handler(request);
    house_->ledger.settle(shop_, visit.actor, visit.openings);

    http::Headers set_cookies;
    for (const auto& cookie : response.cookies) cookie_door().write(cookie, set_cookies);
    for (std::size_t n = 0; n < set_cookies.size(); ++n) {
        const auto [name, value] = name_and_value(set_cookies.at(n).value);
        if (value.empty())
            cookies_.erase(name);
        else
            cookies_[name] = value;
    }
    Answer answer{.status = response.status,
                  .location = std::string(response.headers.get("Location")),
                  .body = text_of(response.body)};
    check_forms(answer.body);
    return answer;
}

}  // namespace autojet::tests
