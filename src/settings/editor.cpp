#include <algorithm>

#include "base/text.hpp"
#include "http/json.hpp"
#include "settings/settings_desk.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

constexpr std::string_view field_seen = "seen", field_was = "was", field_step = "step", field_token = "csrf_token";

bool is_of_the_flow(std::string_view name) {
    return name == field_seen || name == field_was || name == field_step || name == field_token;
}

ChangeId seen_by(const http::Request& request) {
    return ChangeId{parse_whole(request.form().readable(field_seen)).value_or(0)};
}

// As the form was when it was opened; what the sender made of it concerns their own change alone.
Values was_of(const http::Request& request) {
    Values values;
    if (const auto object = http::parse_json(request.form().readable(field_was)))
        for (const auto& [name, value] : *object)
            if (value.is_string()) values[std::string(name)] = std::string(value.as_string());
    return values;
}

void show_values(http::Dict& values, const Values& typed) {
    for (const auto& [name, text] : typed) {
        const auto upper = ascii_upper(name);
        values.set(upper + "_VALUE", repaired_utf8(text));
        const bool is_word =
            !text.empty() && std::ranges::all_of(text, [](char c) { return is_ascii_lower(c) || c == '_'; });
        if (is_word) values.show(upper + "_IS_" + ascii_upper(text));
    }
}

void hide(http::Dict& values, std::string_view name, std::string_view value) {
    values.add("HIDDEN").set("NAME", name).set("VALUE", value);
}

}  // namespace

http::Handler SettingsDesk::guarded(Page page) {
    return desk_.guarded(
        [this, page](Request& request, const Account& account) { return (this->*page)(request, account); });
}

http::Response SettingsDesk::in_frame(Request& request, const Account& account, std::string_view name,
                                      http::Dict& values, const std::string& title, int status) {
    if (const auto saved = parse_whole(request.query.find("saved").value_or("")); saved && status == 200)
        values.add("SAVED").set("UNDO_URL", "/desk/settings/log/" + std::to_string(*saved));
    values.set("HEADING", title);
    return desk_.page(request, account, name, values,
                      {.title = title, .description = "", .section = "settings", .form = true, .status = status});
}

http::Response SettingsDesk::gone(Request& request, const Account& account) {
    return desk_.error(request, account, 404, "Not found", "This is not there any more.");
}

Values SettingsDesk::typed_of(const Request& request, const Thing& thing) const {
    const auto& kind = settings_.kind(thing.kind);
    const auto now = house_.database.read(request.shop, [&](store::Tx& tx) { return kind.load(tx, thing.key); });
    Values typed;
    for (const auto& [name, value] : now.value_or(Values{})) typed[name] = kind.typed(name, value, request.language);
    return typed;
}

http::Response SettingsDesk::edit(Request& request, const Account& account, const Editor& editor) {
    if (request.method != http::Method::post) return form_page(request, account, editor, {});
    const auto step = request.form().readable(field_step);
    if (step == "edit") return form_page(request, account, editor, {});

    const auto& kind = settings_.kind(editor.thing.kind);
    const auto was = was_of(request);
    auto [now, newest] = house_.database.read(request.shop, [&](store::Tx& tx) {
        return std::pair{kind.load(tx, editor.thing.key), newest_of(tx, editor.thing)};
    });
    Values wanted = now.value_or(Values{});
    Errors errors;
    for (const auto& [name, text] : editor.typed) {
        const auto value = kind.read(name, text);
        name_error(errors, value, name);
        // What this editor left as it was stays as others may have made it since.
        const bool untouched = value && was.contains(name) && value_in(was, name) == *value;
        if (value && !(untouched && now)) wanted[name] = *value;
    }
    if (errors.empty())
        errors =
            house_.database.read(request.shop, [&](store::Tx& tx) { return kind.check(tx, editor.thing.key, wanted); });
    if (!errors.empty()) return form_page(request, account, editor, errors);
    if (step != "save") return review(request, account, editor, wanted, 200);

    const auto saved = house_.database.write(request.shop, [&](store::Tx& tx) {
        Thing thing = editor.thing;
        if (editor.new_key) thing.key = editor.new_key(tx, wanted);
        return settings_.change(tx, thing, wanted, account.id, seen_by(request));
    });
    if (saved)
        return http::redirect_see_other(editor.back +
                                        (*saved == ChangeId{} ? "" : "?saved=" + std::to_string(saved->value())));
    if (saved.error().reason == "changed_meanwhile") return review(request, account, editor, wanted, 409);
    return form_page(request, account, editor, {saved.error()});
}

http::Response SettingsDesk::form_page(Request& request, const Account& account, const Editor& editor,
                                       const Errors& errors) {
    const auto& kind = settings_.kind(editor.thing.kind);
    http::Dict values;
    const auto [now, newest] = house_.database.read(request.shop, [&](store::Tx& tx) {
        return std::pair{kind.load(tx, editor.thing.key), newest_of(tx, editor.thing)};
    });
    const bool again = request.method == http::Method::post && request.form().has(field_seen);
    values.set("ACTION", editor.action).set("BACK_URL", editor.back);
    values.set("SEEN", again ? seen_by(request).value() : newest.value());
    values.set("WAS", again ? to_json(was_of(request)) : to_json(now.value_or(Values{})));
    show_values(values, editor.typed);
    desk_.show_errors(request, values, errors);
    if (editor.fill) editor.fill(values, editor.typed, errors);
    return in_frame(request, account, editor.page, values, editor.heading,
                    errors.empty() ? 200 : http_status(errors.front().code));
}

http::Response SettingsDesk::review(Request& request, const Account& account, const Editor& editor,
                                    const Values& wanted, int status) {
    const auto& kind = settings_.kind(editor.thing.kind);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto now = kind.load(tx, editor.thing.key);
        const auto newest = newest_of(tx, editor.thing);
        const auto others = changes_since(tx, editor.thing, seen_by(request));
        const bool conflict = !others.empty();
        values.set("TITLE", kind.title(tx, editor.thing.key, wanted, voice(request)));
        if (conflict) {
            auto& shown = values.add("CONFLICT");
            for (const auto& other : others) show_change(shown.add("CHANGE"), tx, request, other);
            shown.set("URL", editor.action);
        }
        values.show(conflict ? "SAVE_ANYWAY" : "SAVE");
        if (!now) values.show("IS_NEW");
        const auto all = differences(now.value_or(Values{}), wanted);
        for (const auto& difference : all) show_difference(values.add("DIFFERENCE"), tx, kind, difference, request);
        if (all.empty() && now) values.show("NOTHING");
        if (!all.empty()) values.show("ANY");
        if (editor.preview) editor.preview(tx, values, wanted);
        for (const auto& field : request.form().fields())
            if (!is_of_the_flow(field.name)) hide(values, field.name, repaired_utf8(field.value));
        hide(values, field_was, request.form().readable(field_was));
        // Saving from here is a choice made in view of what the others did.
        hide(values, field_seen, std::to_string(newest.value()));
        return 0;
    });
    values.set("ACTION", editor.action).set("BACK_URL", editor.back);
    return in_frame(request, account, "settings_review.html", values, say(request, "Is this right?"), status);
}

http::Response SettingsDesk::act(Request& request, const Account& account, const Thing& thing,
                                 const std::optional<Values>& wanted, const std::string& back) {
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) {
        return settings_.change(tx, thing, wanted, account.id, newest_of(tx, thing));
    });
    if (!done)
        return desk_.error(request, account, http_status(done.error().code), "This cannot be done",
                           done.error().message);
    return http::redirect_see_other(back + (*done == ChangeId{} ? "" : "?saved=" + std::to_string(done->value())));
}

void SettingsDesk::show_difference(http::Dict& values, store::Tx& tx, const Kind& kind, const Difference& difference,
                                   const Request& request) const {
    const auto say = voice(request);
    values.set("WHAT", kind.label(difference.name, say))
        .set("BEFORE", kind.show(tx, difference.name, difference.before, say))
        .set("AFTER", kind.show(tx, difference.name, difference.after, say));
}

}  // namespace autojet::settings
