// The frame around every page of the website: the shop's name and address, navigation, language, opening hours.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/response.hpp"
#include "http/router.hpp"
#include "shop/house.hpp"
#include "shop/look.hpp"

namespace autojet::shop {

struct HoursLine {
    std::string day;
    std::string times;
    bool today = false;
};

struct PageHead {
    std::string title;         // already translated
    std::string description;   // one sentence, already translated; may be empty
    std::string section = {};  // "services" or "contact": marked in the navigation
    bool personal = false;     // not for search engines
    bool form = false;         // has a form that posts: only then a cookie goes out (policy C1)
    int status = 200;
};

class Site {
public:
    using Hours = std::function<std::vector<HoursLine>(ShopId, Language)>;

    // What the shop says and looks like; without it, as the program comes.
    using Dress = std::function<std::shared_ptr<const Look>(ShopId)>;

    Site(const House& house, Hours hours, Dress dress = {})
        : house_(house), hours_(std::move(hours)), dress_(std::move(dress)) {}

    // The template in the frame. `values` gets what all pages share: BASE, LANG, CSRF, SHOP_* and so on.
    [[nodiscard]] http::Response page(http::Request& request, std::string_view template_name, http::Dict& values,
                                      const PageHead& head) const;

    // An error page for people; `status` 400 to 503.
    [[nodiscard]] http::Response error(http::Request& request, int status, std::string_view heading,
                                       std::string_view text) const;

    // The page after something broke; `id` is in the log too.
    [[nodiscard]] http::Response failure(http::Request& request, std::string_view id) const;

    // The message in the request's language.
    [[nodiscard]] std::string say(const http::Request& request, std::string_view english) const;

    // Every page answers at /nl/..., /en/... and at the plain address, which takes the visitor's language.
    static void add_page(http::Router& router, http::Method method, const std::string& pattern,
                         const http::RouteOptions& options, const http::Handler& handler);

    // "/nl" or "/en": in front of the addresses of this page's links.
    [[nodiscard]] static std::string base(const http::Request& request);

    // A text that the shop may have worded itself (shop/words.hpp), in the request's language.
    [[nodiscard]] std::string text(const http::Request& request, std::string_view name) const;

    // The shop's public address, without a slash at the end: from the configuration, never from the request.
    [[nodiscard]] const std::string& url(ShopId shop) const { return house_.shops.load(shop).url; }

private:
    void show_look(ShopId shop, http::Dict& frame) const;
    void add_shared_values(const http::Request& request, http::Dict& values) const;

    const House& house_;
    Hours hours_;
    Dress dress_;
};

// Adds `#FIELD_ERROR {MESSAGE}` for each error, and the list of them at the top (`#ERRORS`, `#ERROR {FIELD MESSAGE}`).
void show_errors(http::Dict& values, const Errors& errors, const Messages& messages, Language language);

}  // namespace autojet::shop
