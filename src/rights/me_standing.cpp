#include "base/text.hpp"
#include "privacy/standing.hpp"
#include "rights/me.hpp"
#include "rights/standing_requests.hpp"

namespace autojet::rights {

namespace {

std::string_view template_of(Kind kind) {
    if (kind == Kind::restriction) return "me_restriction.html";
    if (kind == Kind::objection) return "me_objection.html";
    return "me_complaint.html";
}

std::string_view title_of(Kind kind) {
    if (kind == Kind::restriction) return "Restrict the use of your data";
    if (kind == Kind::objection) return "Object to the use of your data";
    return "Complain";
}

}  // namespace

http::Response Me::standing_page(http::Request& request, const Guest& guest, Kind kind, const Errors& errors) {
    http::Dict values;
    shop::show_errors(values, errors, house_.messages, request.language);
    values.set("WORDS_VALUE", request.form().readable("words"));
    house_.database.read(request.shop, [&](store::Tx& tx) {
        show_standing(values, tx, house_, guest.persons, request.language);
        return 0;
    });
    return page(request, template_of(kind), values, title_of(kind), errors.empty() ? 200 : 422);
}

http::Response Me::ask_restriction(http::Request& request, const Guest& guest) {
    return standing_page(request, guest, Kind::restriction, {});
}
http::Response Me::ask_objection(http::Request& request, const Guest& guest) {
    return standing_page(request, guest, Kind::objection, {});
}
http::Response Me::ask_complaint(http::Request& request, const Guest& guest) {
    return standing_page(request, guest, Kind::complaint, {});
}

http::Response Me::restrict_data(http::Request& request, const Guest& guest) {
    const auto ground = privacy::ground_from_code(request.form().text("ground"));
    if (!ground)
        return standing_page(request, guest, Kind::restriction,
                             {{ErrorCode::invalid, "required", "Please choose a reason.", "ground"}});
    return ask(request, guest, Kind::restriction, [&](store::Tx& tx, const Request& opened) {
        return restrict_for(tx, house_, opened, guest.persons, *ground);
    });
}

http::Response Me::object(http::Request& request, const Guest& guest) {
    const auto& form = request.form();
    const auto aim = aim_from_code(form.text("aim"));
    Errors errors;
    if (!aim) errors.push_back({ErrorCode::invalid, "required", "Please choose what you object to.", "aim"});
    const auto words = clean_text(form.text("words"), longest_words, "words", Presence::optional);
    if (!words) errors.push_back(words.error());
    if (!errors.empty()) return standing_page(request, guest, Kind::objection, errors);
    const auto object_with = [&](store::Tx& tx, const Request& opened) {
        return object_for(tx, house_, opened, guest.persons, *aim);
    };
    return ask(request, guest, Kind::objection, object_with,
               words->empty() ? std::nullopt : std::optional{Words::collected(*words)});
}

http::Response Me::complain(http::Request& request, const Guest& guest) {
    const auto words = clean_text(request.form().text("words"), longest_words, "words");
    if (!words) return standing_page(request, guest, Kind::complaint, {words.error()});
    return ask(
        request, guest, Kind::complaint, [](store::Tx&, const Request& opened) { return opened; },
        Words::collected(*words));
}

}  // namespace autojet::rights
