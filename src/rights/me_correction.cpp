#include <algorithm>

#include "rights/correction.hpp"
#include "rights/me.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

void show_fields(http::Dict& values, const CorrectionFields& fields) {
    values.set("NAME_VALUE", fields.name).set("EMAIL_VALUE", fields.email).set("PHONE_VALUE", fields.phone);
    for (std::size_t n = 0; n < fields.vehicles.size(); ++n) {
        const auto& vehicle = fields.vehicles[n];
        values.add("VEHICLE")
            .set("N", n)
            .set("PLATE_VALUE", vehicle.plate)
            .set("COUNTRY_VALUE", vehicle.country)
            .set("VEHICLE_VALUE", vehicle.vehicle);
    }
}

CorrectionFields fields_of(const http::Form& form, std::size_t vehicles) {
    CorrectionFields fields{form.readable("name"), form.readable("email"), form.readable("phone"), {}};
    for (std::size_t n = 0; n < vehicles; ++n) {
        const auto number = std::to_string(n);
        fields.vehicles.push_back(
            {form.readable("plate_" + number), form.readable("country_" + number), form.readable("vehicle_" + number)});
    }
    return fields;
}

}  // namespace

http::Response Me::ask_correction(http::Request& request, const Guest& guest) {
    auto& visit = shop::visit_of(request);
    const auto mine = house_.database.read(request.shop, [&](store::Tx& tx) {
        return read_details(tx, house_, guest.persons, visit.actor, visit.openings);
    });
    http::Dict values;
    if (mine.empty()) values.show("NOTHING");
    if (!mine.empty()) show_fields(values.add("FORM"), shown_of(mine));
    return page(request, "me_correction.html", values, "Correct your data");
}

http::Response Me::correct(http::Request& request, const Guest& guest) {
    auto& visit = shop::visit_of(request);
    const auto mine = house_.database.read(request.shop, [&](store::Tx& tx) {
        return read_details(tx, house_, guest.persons, visit.actor, visit.openings);
    });
    const auto shown = shown_of(mine);
    const auto typed = fields_of(request.form(), shown.vehicles.size());
    Errors errors;
    const auto changes = check_correction(mine, shown, typed, errors);
    if (!errors.empty() || mine.empty()) {
        http::Dict values;
        auto& form = values.add(mine.empty() ? "NOTHING" : "FORM");
        show_fields(form, typed);
        shop::show_errors(form, errors, house_.messages, request.language);
        return page(request, "me_correction.html", values, "Correct your data", 422);
    }
    return ask(request, guest, Kind::correction, [&](store::Tx& tx, const Request& opened) {
        auto done = correct_for(tx, house_, opened, changes);
        if (done && !changes.empty()) hold_on_to(tx, guest.pass, changes.front().person);
        return done;
    });
}

}  // namespace autojet::rights
