#include "base/text.hpp"
#include "settings/kinds.hpp"
#include "settings/settings_desk.hpp"
#include "shop/words.hpp"

namespace autojet::settings {

namespace {

const std::string texts_url = "/desk/settings/texts";

}  // namespace

http::Response SettingsDesk::texts(Request& request, const Account& account) {
    const auto look = house_.database.read(request.shop, shop::load_look);
    const auto& shop = house_.shops.load(request.shop);
    const auto say = voice(request);
    http::Dict values;
    for (const auto& text : shop::shop_texts()) {
        auto& row = values.add("TEXT");
        row.set("NAME", say(text.label))
            .set("PLACE", say(text.place))
            .set("URL", texts_url + "/" + std::string(text.name));
        const auto words =
            shop::filled_text(look, text.name, shop, house_.messages, request.language, say("Hand wash"), "…");
        if (words.empty())
            row.show("EMPTY");
        else
            row.add("WORDS").set("TEXT", words);
        if (look.words.contains(text.name)) row.show("OWN");
    }
    return in_frame(request, account, "settings_texts.html", values, say("Texts"));
}

http::Response SettingsDesk::text(Request& request, const Account& account) {
    const auto* text = shop::find_text(request.path_parameters.at("text"));
    if (!text) return gone(request, account);
    const auto say = voice(request);
    Editor editor{.thing = {"text", std::string(text->name)},
                  .page = "settings_text.html",
                  .heading = say(text->label),
                  .action = texts_url + "/" + std::string(text->name),
                  .back = texts_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (auto& [name, words] : editor.typed) words = request.form().text(name);
    const auto& shop = house_.shops.load(request.shop);
    editor.fill = [&](http::Dict& values, const Values&, const Errors&) {
        values.set("PLACE", say(text->place)).set("MOST", text->most_characters);
        const shop::Look usual;
        for (const auto language : all_languages)
            values.set("USUAL_" + ascii_upper(std::string(code(language))),
                       shop::filled_text(usual, text->name, shop, house_.messages, language, "…", "…"));
        for (const auto place : shop::placeholders(*text)) values.add("PLACEHOLDER").set("NAME", place);
    };
    editor.preview = [&](store::Tx&, http::Dict& values, const Values& wanted) {
        shop::Look look;
        look.words[std::string(text->name)] = {value_in(wanted, "nl"), value_in(wanted, "en")};
        const auto moment =
            at(date_of(house_.shops.zone(request.shop).to_local(house_.clock.now())), std::chrono::hours{10});
        for (const auto language : all_languages)
            values.add("TEXT_SAMPLE")
                .set("LANGUAGE", language == Language::nl ? "Nederlands" : "English")
                .set("CODE", code(language))
                .set("TEXT", shop::filled_text(look, text->name, shop, house_.messages, language,
                                               house_.messages.translate(language, "Hand wash"),
                                               format_moment(moment, language)))
                .set("PLACE", say(text->place));
    };
    return edit(request, account, editor);
}

}  // namespace autojet::settings
