#include "http/json.hpp"
#include "policy/page.hpp"
#include "rights/copy.hpp"
#include "rights/dossier.hpp"
#include "rights/me.hpp"
#include "rights/portable.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

http::Response file(std::string content, std::string_view type, std::string_view name) {
    return http::bytes(std::move(content), type)
        .set("Content-Disposition", "attachment; filename=\"" + std::string(name) + "\"");
}

}  // namespace

http::Response Me::ask_copy(http::Request& request, const Guest& guest) {
    const auto made = house_.database.write(request.shop, [&](store::Tx& tx) {
        const auto opened =
            open_request(tx, house_.vault, house_.shops.zone(request.shop), wanted(request, guest, Kind::access));
        return answer(tx, house_.vault, house_.messages, opened.id, Outcome::granted, "");
    });
    return to_request(request, *made);
}

http::Response Me::ask_export(http::Request& request, const Guest& guest) {
    const auto made = house_.database.write(request.shop, [&](store::Tx& tx) {
        const auto opened =
            open_request(tx, house_.vault, house_.shops.zone(request.shop), wanted(request, guest, Kind::portability));
        return answer(tx, house_.vault, house_.messages, opened.id, Outcome::granted, "");
    });
    return to_request(request, *made);
}

http::Response Me::copy(http::Request& request, const Guest& guest) {
    http::Dict values;
    show_copy(values, house_, request.shop, copy_of(house_, holders_, request, guest.persons), request.language);
    values.add("BY_THEMSELVES").set("JSON_URL", url(request, "/copy.json"));
    return page(request, "me_copy.html", values, "A copy of your data");
}

http::Response Me::copy_json(http::Request& request, const Guest& guest) {
    return file(copy_as_json(house_, request.shop, copy_of(house_, holders_, request, guest.persons), request.language),
                "application/json", "my-data.json");
}

http::Response Me::export_json(http::Request& request, const Guest& guest) {
    const auto& shop = house_.shops.load(request.shop);
    return file(to_json(export_of(house_, holders_, request, guest.persons), shop.name, house_.clock.now()),
                "application/json", "export.json");
}

http::Response Me::export_csv(http::Request& request, const Guest& guest) {
    return file(to_csv(export_of(house_, holders_, request, guest.persons)), "text/csv; charset=utf-8", "export.csv");
}

}  // namespace autojet::rights
