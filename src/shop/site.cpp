#include "shop/site.hpp"

#include <set>

#include "base/text.hpp"
#include "policy/version.hpp"
#include "shop/words.hpp"

namespace autojet::shop {

namespace {

Language other(Language language) {
    return language == Language::nl ? Language::en : Language::nl;
}
std::string_view name(Language language) {
    return language == Language::nl ? "Nederlands" : "English";
}

// The same page in the other language; pages that came from a form lead to the form's start.
std::string switched_url(const http::Request& request) {
    std::string path = request.path;
    if (path.starts_with("/nl/") || path.starts_with("/en/"))
        path = path.substr(3);
    else if (path == "/nl" || path == "/en")
        path = "/";
    std::string url = "/" + std::string(code(other(request.language))) + path;
    if (request.method == http::Method::get && !request.query_text.empty()) url += "?" + request.query_text;
    return url;
}

}  // namespace

http::Response Site::page(http::Request& request, std::string_view template_name, http::Dict& values,
                          const PageHead& head) const {
    add_shared_values(request, values);
    if (head.form) values.set("CSRF", request.csrf_token());
    http::Dict frame;
    add_shared_values(request, frame);
    frame.set("TITLE", head.title).set("DESCRIPTION", head.description);
    frame.set("OTHER_LANG", code(other(request.language))).set("OTHER_LANG_NAME", name(other(request.language)));
    frame.set("LANG_SWITCH_URL", switched_url(request));
    frame.set("POLICY_DATE",
              format_long_date(parse_date(policy::day_of(house_.policies.of(request.shop)->model.version)).value(),
                               request.language));
    show_look(request.shop, frame);
    if (head.personal) frame.show("NO_INDEX");
    if (head.section == "services") frame.show("AT_SERVICES");
    if (head.section == "contact") frame.show("AT_CONTACT");
    frame.set_trusted_html("CONTENT", house_.templates.render(template_name, request.language, values));
    auto response = http::html(house_.templates.render("site.html", request.language, frame), head.status);
    response.set("Content-Language", code(request.language));
    return response;
}

http::Response Site::error(http::Request& request, int status, std::string_view heading, std::string_view text) const {
    http::Dict values;
    values.set("STATUS", status).set("HEADING", say(request, heading)).set("TEXT", say(request, text));
    return page(request, "error.html", values,
                {.title = say(request, heading), .description = "", .personal = true, .status = status});
}

http::Response Site::failure(http::Request& request, std::string_view id) const {
    constexpr int status = 500;
    http::Dict values;
    values.set("STATUS", status).set("HEADING", say(request, "Something broke on our side"));
    values.set("TEXT", say(request, "It was not you, and nothing was half done. Please try again, or call us."));
    values.add("REFERENCE").set("ID", id);
    return page(
        request, "error.html", values,
        {.title = say(request, "Something broke on our side"), .description = "", .personal = true, .status = status});
}

std::string Site::say(const http::Request& request, std::string_view english) const {
    return house_.messages.translate(request.language, english);
}

std::string Site::text(const http::Request& request, std::string_view name) const {
    const auto look = dress_ ? dress_(request.shop) : std::make_shared<const Look>();
    return filled_text(*look, name, house_.shops.load(request.shop), house_.messages, request.language);
}

void Site::show_look(ShopId shop, http::Dict& frame) const {
    const auto look = dress_ ? dress_(shop) : std::make_shared<const Look>();
    frame.set("PAINT", look->colours.paint);
    if (!look->theme.empty()) frame.add("THEME").set("URL", "/theme/" + look->theme);
    if (!look->logo) {
        frame.show("NO_LOGO");
        return;
    }
    for (const auto* place : {"LOGO", "FOOT_LOGO"})
        frame.add(place)
            .set("URL", "/theme/" + look->logo->name + ".png")
            .set("WIDTH", look->logo->width)
            .set("HEIGHT", look->logo->height);
}

void Site::add_page(http::Router& router, http::Method method, const std::string& pattern,
                    const http::RouteOptions& options, const http::Handler& handler) {
    for (const std::string_view prefix : {"", "/nl", "/en"})
        router.add(method, std::string(prefix) + pattern, options, handler);
}

std::string Site::base(const http::Request& request) {
    return "/" + std::string(code(request.language));
}

void Site::add_shared_values(const http::Request& request, http::Dict& values) const {
    const Shop& shop = house_.shops.load(request.shop);
    values.set("BASE", base(request)).set("LANG", code(request.language));
    values.set("SHOP_NAME", shop.name)
        .set("SHOP_ADDRESS", shop.street)
        .set("SHOP_CITY", shop.postcode + " " + shop.city);
    values.set("SHOP_PHONE", PhoneNumber::parse(shop.phone).value().display()).set("SHOP_PHONE_URL", shop.phone);
    values.set("SHOP_EMAIL", shop.email).set("SHOP_KVK", shop.kvk).set("SHOP_VAT", shop.vat);
    if (!shop.vat.empty()) values.show("SHOP_HAS_VAT");
    values.set("FOOT_TEXT", text(request, "foot"));
    if (const auto directions = text(request, "directions"); !directions.empty())
        values.add("DIRECTIONS").set("TEXT", directions);
    if (shop.whatsapp) {
        values.show("HAS_WHATSAPP");
        values.set("WHATSAPP_URL", "https://wa.me/" + shop.phone.substr(1));
    }
    for (const auto& line : hours_(request.shop, request.language)) {
        auto& row = values.add("HOURS");
        row.set("DAY", line.day).set("TIMES", line.times);
        if (line.today) row.show("TODAY");
    }
}

void show_errors(http::Dict& values, const Errors& errors, const Messages& messages, Language language) {
    if (errors.empty()) return;
    auto& summary = values.add("ERRORS");
    std::set<std::string> shown;
    for (const auto& error : errors) {
        if (!shown.insert(error.field).second) continue;
        const std::string message = messages.translate(language, error.message);
        summary.add("ERROR").set("FIELD", error.field).set("MESSAGE", message);
        if (!error.field.empty()) values.add(ascii_upper(error.field) + "_ERROR").set("MESSAGE", message);
    }
}

}  // namespace autojet::shop
