#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/picture.hpp"
#include "settings/settings_desk.hpp"

namespace autojet::settings {

namespace {

const std::string look_url = "/desk/settings/look";

// As the pages write it, beside a ground of light or of dark.
std::string sample_stylesheet(const shop::Colours& colours) {
    return ".sample-light{--s-ink:" + colours.paint + ";--s-jet:" + colours.glow + ";--s-link:" + colours.link +
           "}\n.sample-dark{--s-ink:" + colours.paint + ";--s-jet:" + colours.glow + ";--s-link:" + colours.glow +
           "}\n";
}

std::string ratio_text(double ratio) {
    const auto tenths = static_cast<int>(ratio * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " : 1";
}

bool are_colours(const Values& typed) {
    return std::ranges::all_of(std::array{"paint", "glow", "link"}, [&](const char* name) {
        return shop::Colour::parse(value_in(typed, name)).has_value();
    });
}

shop::Colours colours_in(const Values& values) {
    return {value_in(values, "paint"), value_in(values, "glow"), value_in(values, "link")};
}

void show_sample(http::Dict& values, const Values& typed) {
    if (!are_colours(typed)) return;
    auto& sample = values.add("SAMPLE");
    sample.set("CSS_URL", look_url + "/sample.css?paint=" + value_in(typed, "paint").substr(1) + "&glow=" +
                              value_in(typed, "glow").substr(1) + "&link=" + value_in(typed, "link").substr(1));
    if (const auto logo = value_in(typed, "logo"); !logo.empty())
        sample.add("LOGO").set("URL", "/theme/" + logo + ".png");
}

}  // namespace

Editor SettingsDesk::look_editor(Request& request) {
    Editor editor{.thing = {"look", std::string(all_key)},
                  .page = "settings_look.html",
                  .heading = say(request, "Logo and colours"),
                  .action = look_url,
                  .back = look_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (const auto* name : {"paint", "glow", "link"})
            if (request.form().has(name)) editor.typed[name] = ascii_lower(request.form().text(name));
    editor.fill = [this, &request](http::Dict& values, const Values& typed, const Errors&) {
        show_sample(values, typed);
        if (!value_in(typed, "logo").empty())
            values.add("LOGO").set("URL", "/theme/" + value_in(typed, "logo") + ".png");
        values.show(value_in(typed, "logo").empty() ? "NO_LOGO" : "HAS_LOGO");
        if (!are_colours(typed)) return;
        for (const auto& poor : shop::unreadable(colours_in(typed))) {
            auto& row = values.add(ascii_upper(poor.field) + "_POOR");
            row.set("RATIO", ratio_text(poor.ratio));
            if (!poor.instead.empty()) row.add("INSTEAD").set("COLOUR", poor.instead);
        }
        (void)request;
    };
    editor.preview = [](store::Tx&, http::Dict& values, const Values& wanted) { show_sample(values, wanted); };
    return editor;
}

http::Response SettingsDesk::look(Request& request, const Account& account) {
    return edit(request, account, look_editor(request));
}

http::Response SettingsDesk::logo(Request& request, const Account& account) {
    auto editor = look_editor(request);
    auto wanted = typed_of(request, editor.thing);
    if (request.form().has("remove")) {
        wanted["logo"] = "";
        return act(request, account, editor.thing, wanted, look_url);
    }
    const auto found = std::ranges::find(request.attachments, "logo", &http::Upload::field);
    if (found == request.attachments.end())
        return form_page(request, account, editor,
                         {{ErrorCode::invalid, "required", "Please choose a picture first.", "logo"}});
    const auto drawn = draw_logo(found->size() > largest_logo_file ? std::string{} : found->read());
    if (!drawn) return form_page(request, account, editor, {drawn.error()});
    const auto tag = http::store(drawn->png)->etag;
    wanted["logo"] = tag.substr(1, tag.size() - 2);
    const auto saved = house_.database.write(request.shop, [&](store::Tx& tx) {
        shop::keep_picture(tx, {wanted["logo"], drawn->width, drawn->height}, drawn->png);
        return settings_.change(tx, editor.thing, wanted, account.id, newest_of(tx, editor.thing));
    });
    if (!saved) return form_page(request, account, editor, {saved.error()});
    return http::redirect_see_other(look_url +
                                    (*saved == ChangeId{} ? "" : "?saved=" + std::to_string(saved->value())));
}

http::Response SettingsDesk::reset_look(Request& request, const Account& account) {
    const shop::Colours usual;
    return act(request, account, {"look", std::string(all_key)},
               Values{{"paint", usual.paint}, {"glow", usual.glow}, {"link", usual.link}, {"logo", ""}}, look_url);
}

http::Response SettingsDesk::sample_css(Request& request, const Account& account) {
    Values typed;
    for (const auto* name : {"paint", "glow", "link"})
        typed[name] = "#" + ascii_lower(request.query.find(name).value_or(""));
    if (!are_colours(typed)) return gone(request, account);
    return http::bytes(sample_stylesheet(colours_in(typed)), "text/css; charset=utf-8");
}

// An address never changes its content, so browsers keep it.
http::Response SettingsDesk::theme_file(Request& request) {
    constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
    const auto& file = request.path_parameters.at("file");
    const auto answer = house_.database.read(request.shop, [&](store::Tx& tx) -> std::optional<http::Response> {
        if (file.ends_with(".css")) {
            const auto look = shop::load_look(tx);
            if (file != look.theme) return std::nullopt;
            return http::bytes(shop::stylesheet(look.colours), "text/css; charset=utf-8");
        }
        if (!file.ends_with(".png")) return std::nullopt;
        auto png = shop::find_picture(tx, std::string_view(file).substr(0, file.size() - 4));
        return png ? std::optional{http::bytes(std::move(*png), "image/png")} : std::nullopt;
    });
    if (!answer) return http::text("not found\n", 404);
    auto found = *answer;
    found.set("Cache-Control", for_ever);
    return found;
}

}  // namespace autojet::settings
