#include "rights/copy.hpp"
#include "rights/me.hpp"
#include "rights/portable.hpp"

namespace autojet::rights {

// Granted at once: its page leads to what was asked for.
http::Response Me::ask_to_see(http::Request& request, const Guest& guest, Kind kind) {
    return ask(request, guest, kind, [&](store::Tx& tx, const Request& opened) {
        return answer(tx, house_.vault, house_.messages, opened.id, Outcome::granted, "");
    });
}

http::Response Me::ask_copy(http::Request& request, const Guest& guest) {
    return ask_to_see(request, guest, Kind::access);
}

http::Response Me::ask_export(http::Request& request, const Guest& guest) {
    return ask_to_see(request, guest, Kind::portability);
}

http::Response Me::copy(http::Request& request, const Guest& guest) {
    http::Dict values;
    show_copy(values, house_, request.shop, copy_of(house_, holders_, request, guest.persons), request.language);
    values.add("BY_THEMSELVES").set("JSON_URL", url(request, "/copy.json"));
    return page(request, "me_copy.html", values, "A copy of your data");
}

http::Response Me::copy_json(http::Request& request, const Guest& guest) {
    return http::download(
        copy_as_json(house_, request.shop, copy_of(house_, holders_, request, guest.persons), request.language),
        "application/json", "my-data.json");
}

http::Response Me::export_json(http::Request& request, const Guest& guest) {
    const auto& shop = house_.shops.load(request.shop);
    return http::download(to_json(export_of(house_, holders_, request, guest.persons), shop.name, house_.clock.now()),
                          "application/json", "export.json");
}

http::Response Me::export_csv(http::Request& request, const Guest& guest) {
    return http::download(to_csv(export_of(house_, holders_, request, guest.persons)), "text/csv; charset=utf-8",
                          "export.csv");
}

}  // namespace autojet::rights
