#include <algorithm>

#include "base/text.hpp"
#include "booking/booking_words.hpp"
#include "settings/kinds.hpp"
#include "settings/settings_desk.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::all_sizes;

const std::string services_url = "/desk/settings/services";

Values typed_into(const http::Form& form) {
    Values typed;
    for (const auto* name :
         {"name_nl", "name_en", "about_nl", "about_en", "icon", "needs", "buffer", "online", "price_from", "retired"})
        typed[name] = form.text(name);
    std::vector<std::string> bays;
    for (const auto bay : form.all("bay")) bays.emplace_back(bay);
    typed["bays"] = joined(bays, ",");
    for (const auto size : all_sizes)
        for (const auto& name : {minutes_name(size), price_name(size)}) typed[name] = form.text(name);
    return typed;
}

Values empty_service() {
    Values typed{{"name_nl", ""},    {"name_en", ""},   {"about_nl", ""}, {"about_en", ""},
                 {"icon", "spark"},  {"needs", "care"}, {"buffer", "0"},  {"online", "yes"},
                 {"price_from", ""}, {"retired", ""},   {"bays", ""}};
    for (const auto size : all_sizes)
        for (const auto& name : {minutes_name(size), price_name(size)}) typed[name] = "";
    return typed;
}

const Error* error_at(const Errors& errors, std::string_view field) {
    const auto found = std::ranges::find(errors, field, &Error::field);
    return found == errors.end() ? nullptr : &*found;
}

}  // namespace

http::Response SettingsDesk::services(Request& request, const Account& account) {
    const auto timetable = bookings_.timetable(request.shop);
    http::Dict values;
    std::size_t place = 0;
    const auto shown =
        std::ranges::count_if(timetable->catalogue, [](const auto& service) { return !service.retired; });
    for (const auto& service : timetable->catalogue) {
        auto& row = values.add(service.retired ? "RETIRED" : "SERVICE");
        row.set("NAME", service.name(request.language)).set("URL", services_url + "/" + service.id);
        row.set("ICON", service.icon).set("ID", service.id);
        if (!service.online) row.show("DESK_ONLY");
        if (!service.offers.empty())
            row.set(
                   "PRICES",
                   service.offers.front().price.display(request.language) +
                       (service.offers.size() > 1 ? " – " + service.offers.back().price.display(request.language) : ""))
                .set("TIMES", booking::duration_text(service.offers.front().duration));
        if (service.retired) continue;
        if (place > 0) row.show("UP");
        if (++place < static_cast<std::size_t>(shown)) row.show("DOWN");
    }
    if (place == 0) values.show("NOTHING");
    for (const auto size : all_sizes)
        values.add("SIZE")
            .set("NAME", scheduling::name_of(timetable->sizes, size, house_.messages, request.language))
            .set("EXAMPLES", scheduling::examples_of(timetable->sizes, size, house_.messages, request.language))
            .set("CAR", "car-" + std::string(code(size)))
            .set("URL", "/desk/settings/sizes/" + std::string(code(size)));
    return in_frame(request, account, "settings_services.html", values, say(request, "Services and prices"));
}

http::Response SettingsDesk::service(Request& request, const Account& account) {
    const bool is_new = !request.pattern.ends_with("{service}");
    Editor editor{.thing = {"service", is_new ? "" : request.path_parameters.at("service")},
                  .page = "settings_service.html",
                  .heading = say(request, is_new ? "New service" : "Change a service"),
                  .action = {},
                  .back = services_url,
                  .typed = {}};
    editor.action = is_new ? services_url : services_url + "/" + editor.thing.key;
    const bool posted = request.method == http::Method::post;
    editor.typed = posted ? typed_into(request.form()) : is_new ? empty_service() : typed_of(request, editor.thing);
    if (!is_new && typed_of(request, editor.thing).empty()) return gone(request, account);
    if (is_new)
        editor.new_key = [](store::Tx& tx, const Values& wanted) {
            return new_service_id(tx, value_in(wanted, "name_en"));
        };

    const auto timetable = bookings_.timetable(request.shop);
    editor.fill = [&, timetable](http::Dict& values, const Values& typed, const Errors& errors) {
        if (!is_new) values.show("CAN_RETIRE");
        for (const auto icon : service_icons()) {
            auto& row = values.add("ICON_CHOICE");
            row.set("ID", icon);
            if (value_in(typed, "icon") == icon) row.show("CHECKED");
        }
        const auto bays = split(value_in(typed, "bays"), ',');
        for (const auto& bay : timetable->rules.resources) {
            auto& row = values.add("BAY");
            const auto id = std::to_string(bay.id.value());
            row.set("ID", id).set("NAME", bay.name);
            if (std::ranges::find(bays, id) != bays.end()) row.show("CHECKED");
        }
        for (const auto size : all_sizes) {
            auto& row = values.add("SIZE");
            row.set("NAME", scheduling::name_of(timetable->sizes, size, house_.messages, request.language));
            row.set("MINUTES_FIELD", minutes_name(size)).set("PRICE_FIELD", price_name(size));
            row.set("MINUTES", repaired_utf8(value_in(typed, minutes_name(size))))
                .set("PRICE", repaired_utf8(value_in(typed, price_name(size))));
            if (const auto* error = error_at(errors, minutes_name(size)))
                row.add("MINUTES_ERROR").set("MESSAGE", say(request, error->message));
            if (const auto* error = error_at(errors, price_name(size)))
                row.add("PRICE_ERROR").set("MESSAGE", say(request, error->message));
        }
    };
    editor.preview = [&, timetable](store::Tx&, http::Dict& values, const Values& wanted) {
        const auto made = service_from(editor.thing.key, wanted);
        auto& sample = values.add("SERVICE_SAMPLE");
        sample.set("NL", made.name_nl)
            .set("EN", made.name_en)
            .set("ABOUT_NL", made.about_nl)
            .set("ABOUT_EN", made.about_en);
        sample.set("ICON", made.icon);
        const auto from = made.price_from ? say(request, "from") + " " : "";
        for (const auto& offer : made.offers) {
            sample.add("SIZE")
                .set("NAME", scheduling::name_of(timetable->sizes, offer.size, house_.messages, request.language))
                .set("PRICE", from + offer.price.display(request.language))
                .set("DURATION", booking::duration_text(offer.duration));
            const auto& bays = timetable->rules.resources;
            if (std::ranges::none_of(bays, [&](const auto& bay) { return bay.suits(made.need(offer.size)); }))
                values.add("WARNING").set(
                    "TEXT", say(request, "No bay can do this for size") + " " +
                                scheduling::name_of(timetable->sizes, offer.size, house_.messages, request.language) +
                                ".");
        }
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::order(Request& request, const Account& account) {
    const auto catalogue = house_.database.read(request.shop, scheduling::load_catalogue);
    std::vector<std::string> ids, retired;
    for (const auto& service : catalogue) (service.retired ? retired : ids).push_back(service.id);
    const auto& form = request.form();
    if (const auto whole = split(form.readable("order"), ','); !whole.empty()) {
        ids = whole;
    } else if (const auto found = std::ranges::find(ids, form.readable("service")); found != ids.end()) {
        const bool up = form.readable("to") == "up";
        if (up && found != ids.begin()) std::iter_swap(found, found - 1);
        if (!up && found + 1 != ids.end()) std::iter_swap(found, found + 1);
    }
    ids.insert(ids.end(), retired.begin(), retired.end());
    return act(request, account, {"order", std::string(all_key)}, Values{{"order", joined(ids, ",")}}, services_url);
}

http::Response SettingsDesk::size(Request& request, const Account& account) {
    const auto size = scheduling::size_from_code(request.path_parameters.at("size"));
    if (!size) return gone(request, account);
    Editor editor{.thing = {"size", std::string(code(*size))},
                  .page = "settings_size.html",
                  .heading = say(request, "Change a vehicle size"),
                  .action = "/desk/settings/sizes/" + std::string(code(*size)),
                  .back = services_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    if (request.method == http::Method::post)
        for (auto& [name, text] : editor.typed) text = request.form().text(name);
    editor.fill = [&](http::Dict& values, const Values&, const Errors&) {
        values.set("CAR", "car-" + std::string(code(*size)));
        for (const auto language : all_languages) {
            const auto suffix = ascii_upper(std::string(code(language)));
            values.set("USUAL_NAME_" + suffix, house_.messages.translate(language, label(*size)))
                .set("USUAL_EXAMPLES_" + suffix, house_.messages.translate(language, scheduling::examples(*size)));
        }
    };
    return edit(request, account, editor);
}

}  // namespace autojet::settings
