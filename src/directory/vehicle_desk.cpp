#include <algorithm>

#include "booking/booking_words.hpp"
#include "directory/directory.hpp"
#include "directory/vehicles.hpp"
#include "shop/visit.hpp"

namespace autojet::directory {

namespace {

std::string vehicle_url(PersonId record) {
    return "/desk/vehicles/" + std::to_string(record.value());
}

std::optional<Instant> day_typed(const http::Form& form, const Zone& zone) {
    const auto date = parse_date(form.text("since"));
    return date ? std::optional{zone.start_of(*date)} : std::nullopt;
}

}  // namespace

void Directory::show_vehicles(Request& request, store::Tx& tx, http::Dict& values,
                              const std::vector<Card>& cards) const {
    std::vector<const Card*> shown;
    for (const auto& card : cards) {
        if (card.plate.empty()) continue;
        if (std::ranges::any_of(shown, [&](const Card* other) { return other->is_same_plate(card); })) continue;
        shown.push_back(&card);
        auto& row = values.add("CAR");
        booking::show_plate(row, card.plate);
        row.set("CAR_URL", vehicle_url(card.record)).set("DESCRIPTION", card.vehicle);
        const auto since = left_since(tx, card.record);
        if (since)
            row.add("LEFT").set("SINCE", day_of(request, *since));
        else if (booked_by_another(tx, house_.vault, card.record))
            row.show("DOUBTFUL");
    }
    if (shown.empty()) values.show("NO_CAR");
}

http::Response Directory::vehicle(Request& request, const Account& account) {
    return vehicle_page(request, account, {});
}

http::Response Directory::vehicle_page(Request& request, const Account& account, const Errors& errors) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto timetable = bookings_.timetable(request.shop);
    const auto& zone = timetable->rules.zone;
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const bool there = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto records = with_same_plate(tx, house_.vault, record);
        const auto cards = open_cards(tx, house_, records, visit.actor, visit.openings);
        if (cards.empty()) return false;
        const auto plate = newest(cards, &Card::plate);
        if (!plate.empty()) booking::show_plate(values, plate);
        if (std::ranges::any_of(cards, &Card::restricted)) values.show("RESTRICTED");
        values.set("DESCRIPTION", newest(cards, &Card::vehicle)).set("OWNER_URL", customer_url(record));
        const auto name = newest(cards, &Card::name);
        values.set("OWNER_NAME", name.empty() ? say(request, "Customer") : name);
        std::vector<booking::Booking> jobs;
        const auto since = left_since(tx, record);
        for (const auto& card : cards)
            for (auto& one : booking::of_person(tx, card.record))
                if (!since || one.span.start < *since) jobs.push_back(std::move(one));
        std::ranges::sort(jobs, std::ranges::greater{}, [](const auto& one) { return one.span.start; });
        for (const auto& job : jobs) {
            auto& row = values.add("JOB");
            booking::show_booking(row, house_, *timetable, job, booking::use_of(tx, job.person), request.language);
            row.set("BOOKING_URL", "/desk/bookings/" + job.reference);
        }
        if (jobs.empty()) values.show("NO_JOB");
        if (std::ranges::any_of(cards, &Card::restricted)) return true;
        if (since) {
            values.add("HAS_LEFT")
                .set("SINCE", day_of(request, *since))
                .set("RETURN_URL", vehicle_url(record) + "/return");
            return true;
        }
        auto& form = values.add("HANDOVER");
        form.set("ACTION", vehicle_url(record) + "/handover");
        const auto other = booked_by_another(tx, house_.vault, record);
        if (other) form.add("DOUBTFUL").set("DAY", day_of(request, *other));
        const auto suggested = other && *other <= tx.now() ? *other : tx.now();
        const auto typed = request.form().text("since");
        form.set("DATE_VALUE", typed.empty() ? format_date(date_of(zone.to_local(suggested))) : typed);
        desk_.show_errors(request, form, errors);
        return true;
    });
    if (!there) return not_found(request, account);
    desk_.show_errors(request, values, errors);
    return desk_.page(request, account, "desk_vehicle.html", values,
                      {.title = say(request, "Vehicle"),
                       .description = "",
                       .section = "customers",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response Directory::hand_over(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto since = day_typed(request.form(), house_.shops.zone(request.shop));
    if (!since)
        return vehicle_page(request, account, {{ErrorCode::invalid, "required", "Please choose a day.", "since"}});
    const auto done = house_.database.write(
        request.shop, [&](store::Tx& tx) { return directory::hand_over(tx, house_.vault, record, *since); });
    if (done) return http::redirect_see_other(vehicle_url(record));
    if (done.error().code == ErrorCode::not_found) return not_found(request, account);
    return vehicle_page(request, account, {done.error()});
}

http::Response Directory::take_back(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto done = house_.database.write(
        request.shop, [&](store::Tx& tx) { return directory::take_back(tx, house_.vault, record); });
    if (done) return http::redirect_see_other(vehicle_url(record));
    return desk_.error(request, account, http_status(done.error().code), "This cannot be done", done.error().message);
}

}  // namespace autojet::directory
