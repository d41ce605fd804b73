#include <algorithm>

#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/order_words.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

constexpr std::array<std::string_view, 6> common_countries{"NL", "B", "D", "F", "GB", "PL"};

// Open orders of records with this plate, before there is a record of one's own.
std::vector<WorkOrder> open_with_plate(store::Tx& tx, privacy::Vault& vault, const customers::Details& details) {
    std::vector<WorkOrder> open;
    if (!details.plate_key) return open;
    for (const auto person : vault.find(tx, privacy::IndexKind::plate, *details.plate_key))
        for (auto& order : of_person(tx, person))
            if (order.is_open()) open.push_back(std::move(order));
    return open;
}

customers::ContactFields contact_in(const http::Form& form) {
    return {.name = form.text("name"),
            .email = form.text("email"),
            .phone = form.text("phone"),
            .plate = form.text("plate"),
            .country = form.has("country") ? form.readable("country") : "NL",
            .vehicle = form.text("vehicle")};
}

}  // namespace

http::Response WorkDesk::ask_new(http::Request& request, const staff::Account& account) const {
    return new_page(request, account, {}, {});
}

http::Response WorkDesk::new_page(http::Request& request, const staff::Account& account, const Errors& errors,
                                  const std::vector<WorkOrder>& same_vehicle) const {
    const auto& form = request.form();
    http::Dict values;
    desk_.show_errors(request, values, errors);
    for (const auto* field : {"name", "phone", "email", "plate", "vehicle", "wanted"})
        values.set(ascii_upper(field) + "_VALUE", form.readable(field));
    const auto country_chosen = form.has("country") ? form.readable("country") : "NL";
    for (const auto country : common_countries) {
        auto& row = values.add("COUNTRY").set("CODE", country);
        if (country == country_chosen) row.show("SELECTED");
    }
    for (const auto language : all_languages) {
        auto& row = values.add("LANGUAGE").set("ID", autojet::code(language));
        row.set("NAME", language == Language::nl ? "Nederlands" : "English");
        if (autojet::code(language) == (form.has("language") ? form.readable("language") : "nl")) row.show("SELECTED");
    }
    if (!same_vehicle.empty()) {
        auto& section = values.add("SAME_VEHICLE");
        for (const auto& order : same_vehicle)
            section.add("ORDER")
                .set("URL", url_of(order))
                .set("REFERENCE", booking::display_reference(order.reference))
                .set("STATE", say(request, told(order.stand)));
    }
    const int status = !same_vehicle.empty() ? 409 : errors.empty() ? 200 : http_status(errors.front().code);
    return desk_.page(request, account, "desk_order_new.html", values,
                      {.title = say(request, "New work order"),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = status});
}

http::Response WorkDesk::open_walk_in(http::Request& request, const staff::Account& account) const {
    const auto& form = request.form();
    Errors errors;
    const auto language = from_code(form.readable("language")).value_or(Language::nl);
    const auto details = customers::check(contact_in(form), language, errors);
    const auto wanted = clean_text(form.text("wanted"), longest_wanted, "wanted", Presence::optional);
    if (!wanted) errors.push_back(wanted.error());
    if (!errors.empty()) return new_page(request, account, errors, {});
    if (!form.has("all_the_same")) {
        const auto others = read(request, [&](store::Tx& tx) { return open_with_plate(tx, house().vault, *details); });
        if (!others.empty()) return new_page(request, account, {}, others);
    }
    const auto opened = write(request, [&](store::Tx& tx) {
        return orders_.open_walk_in(
            tx, *details,
            wanted->empty() ? std::nullopt : std::optional{PersonalText<Category::message>::collected(*wanted)},
            actor_of(request));
    });
    if (!opened) return new_page(request, account, {opened.error()}, {});
    return http::redirect_see_other(url_of(*opened) + "/intake");
}

http::Response WorkDesk::open_for_booking(http::Request& request, const staff::Account& account) const {
    const auto reference = booking::reference_from(request.path_parameters.at("booking"));
    const auto found = read(request, [&](store::Tx& tx) { return booking::find_by_reference(tx, reference); });
    if (!found)
        return desk_.error(request, account, 404, "There is no such booking",
                           "The number may have been misheard, or the booking has been erased.");
    if (!request.form().has("all_the_same")) {
        const auto others = read(request, [&](store::Tx& tx) {
            if (find_of(tx, found->id)) return std::vector<WorkOrder>{};  // it has one: that is where this leads
            return list_open_of_vehicle(tx, house().vault, found->person);
        });
        if (!others.empty()) return same_vehicle_page(request, account, *found, others);
    }
    const auto opened = write(request, [&](store::Tx& tx) { return orders_.open_for(tx, *found, actor_of(request)); });
    if (!opened) return gone(request, account, opened.error());
    return http::redirect_see_other(url_of(*opened));
}

http::Response WorkDesk::same_vehicle_page(http::Request& request, const staff::Account& account,
                                           const booking::Booking& booking,
                                           const std::vector<WorkOrder>& others) const {
    http::Dict values;
    values.set("BOOKING_URL", "/desk/bookings/" + booking.reference)
        .set("BOOKING", booking::display_reference(booking.reference))
        .set("ACTION", "/desk/orders/of/" + booking.reference);
    for (const auto& order : others)
        values.add("ORDER")
            .set("URL", url_of(order))
            .set("REFERENCE", booking::display_reference(order.reference))
            .set("STATE", say(request, told(order.stand)));
    return desk_.page(request, account, "desk_order_same_vehicle.html", values,
                      {.title = say(request, "This vehicle has an open order"),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = 409});
}

}  // namespace autojet::workshop
