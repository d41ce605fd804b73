#include "booking/booking_words.hpp"
#include "directory/directory.hpp"
#include "http/json.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::directory {

namespace {

std::string display_phone(const Card& card) {
    return card.phone.empty() ? card.email : PhoneNumber::parse(card.phone).value().display();
}

// What is shown is opened, and nothing beside it.
struct Shown {
    Found found;
    std::vector<Card> cards;
};

Shown look_up(const House& house, Search& search, const http::Request& request, const std::string& typed) {
    auto& visit = shop::visit_of(request);
    return house.database.read(request.shop, [&](store::Tx& tx) {
        Shown shown{search.find(tx, typed), {}};
        shown.cards = open_cards(tx, house, shown.found.records, visit.actor, visit.openings);
        return shown;
    });
}

std::string_view advice(const Shown& shown) {
    if (shown.found.too_little) return "Type at least two letters or three digits.";
    if (shown.cards.empty()) return "Nobody found.";
    return shown.found.more ? "There are more: type on." : "";
}

bool wants_json(const http::Request& request) {
    return request.headers.get("Accept").starts_with("application/json");
}

}  // namespace

http::Response Directory::find(Request& request, const Account& account) {
    const auto typed = request.form().readable("words");
    return wants_json(request) ? found_json(request, typed) : found_page(request, account, typed);
}

http::Response Directory::find_page(Request& request, const Account& account) {
    http::Dict values;
    values.set("TYPED", "").show("ASK");
    return desk_.page(request, account, "desk_customers.html", values,
                      {.title = say(request, "Customers"), .description = "", .section = "customers"});
}

http::Response Directory::found_page(Request& request, const Account& account, const std::string& typed) {
    const auto shown = look_up(house_, search_, request, typed);
    http::Dict values;
    values.set("TYPED", typed);
    if (const auto text = advice(shown); !text.empty()) values.add("ADVICE").set("TEXT", say(request, text));
    if (!shown.cards.empty()) {
        auto& list = values.add("LIST");
        for (const auto& card : shown.cards) {
            auto& row = list.add("CUSTOMER");
            row.set("URL", url_of(card)).set("NAME", card.name).set("REACH", display_phone(card));
            if (card.restricted) row.add("RESTRICTED").set("TEXT", say(request, privacy::restricted_badge));
            if (!card.plate.empty()) booking::show_plate(row, card.plate);
            if (card.company)
                row.show("BUSINESS");
            else
                row.add("KNOWN").set("SINCE", day_of(request, card.created));
        }
    }
    return desk_.page(
        request, account, "desk_customers.html", values,
        {.title = say(request, "Customers"), .description = "", .section = "customers", .personal = true});
}

http::Response Directory::found_json(Request& request, const std::string& typed) {
    const auto shown = look_up(house_, search_, request, typed);
    http::JsonArray found;
    for (const auto& card : shown.cards) {
        const auto plate = card.plate.empty() ? customers::PlateText{} : customers::split_plate(card.plate);
        found.push_back(
            http::JsonObject{{"url", url_of(card)},
                             {"name", card.restricted ? say(request, privacy::restricted_badge) : card.name},
                             {"reach", display_phone(card)},
                             {"plate", plate.text},
                             {"country", plate.country}});
    }
    const auto text = advice(shown);
    return http::json(http::write_json(
        http::JsonObject{{"found", std::move(found)}, {"advice", text.empty() ? "" : say(request, text)}}));
}

}  // namespace autojet::directory
