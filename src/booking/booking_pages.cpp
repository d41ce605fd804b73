#include "booking/booking_pages.hpp"

#include "base/encoding.hpp"
#include "booking/booking_words.hpp"
#include "http/session.hpp"

namespace autojet::booking {

namespace {

using shop::Site;

const http::RateBudget booking_budget{"booking", 300, std::chrono::minutes{10}};

// The signs that drivers know; others are found under their own letters by calling.
constexpr std::array<std::string_view, 20> countries{"NL", "B",  "D",  "F", "L", "GB",  "PL", "E",  "I",  "A",
                                                     "CH", "CZ", "DK", "S", "N", "FIN", "P",  "RO", "BG", "UA"};

BookingFields fields_from(const http::Form& form) {
    BookingFields fields;
    fields.service = form.text("service");
    fields.size = form.text("size");
    fields.start = form.text("start");
    fields.contact = {.name = form.text("name"),
                      .email = form.text("email"),
                      .phone = form.text("phone"),
                      .plate = form.text("plate"),
                      .country = form.text("country"),
                      .vehicle = form.text("vehicle")};
    if (fields.contact.country.empty()) fields.contact.country = "NL";
    fields.message = form.text("message");
    return fields;
}

void hide(http::Dict& values, std::string_view name, std::string_view value) {
    values.add("HIDDEN").set("NAME", name).set("VALUE", value);
}

void hide_choice(http::Dict& values, const BookingFields& fields) {
    hide(values, "service", fields.service);
    hide(values, "size", fields.size);
}

void hide_details(http::Dict& values, const BookingFields& fields) {
    hide(values, "name", fields.contact.name);
    hide(values, "email", fields.contact.email);
    hide(values, "phone", fields.contact.phone);
    hide(values, "plate", fields.contact.plate);
    hide(values, "country", fields.contact.country);
    hide(values, "vehicle", fields.contact.vehicle);
    hide(values, "message", fields.message);
}

std::string choice_query(std::string_view service, std::string_view size) {
    return "?service=" + std::string(service) + "&size=" + std::string(size);
}

// "from 45 min" when it depends on the size.
std::string from_text(const Messages& messages, Language language, bool several, const std::string& text) {
    return several ? messages.translate(language, "from") + " " + text : text;
}

}  // namespace

void Pages::add_routes(http::Router& router) {
    using http::Method;
    http::RouteOptions posting;
    posting.rate = booking_budget;
    Site::add_page(router, Method::get, "/book", {}, [this](http::Request& r) { return choose_service(r); });
    Site::add_page(router, Method::post, "/book", posting, [this](http::Request& r) { return book(r); });
    Site::add_page(router, Method::get, "/book/time", {}, [this](http::Request& r) { return choose_time(r); });
    Site::add_page(router, Method::get, "/book/details", {}, [this](http::Request& r) { return give_details(r); });
    Site::add_page(router, Method::post, "/book/details", {}, [this](http::Request& r) { return change_details(r); });
    Site::add_page(router, Method::post, "/book/review", {}, [this](http::Request& r) { return review(r); });
}

http::Response Pages::choose_service(http::Request& request, const Errors& errors) const {
    const auto& messages = bookings_.house().messages;
    const auto timetable = bookings_.timetable(request.shop);
    const auto chosen_service = request.query.find("service").value_or("");
    const auto chosen_size = request.query.find("size").value_or("");

    http::Dict values;
    values.set("ACTION", Site::base(request) + "/book/time");
    shop::show_errors(values, errors, messages, request.language);
    for (const auto size : scheduling::all_sizes) {
        auto& row = values.add("SIZE");
        row.set("ID", code(size)).set("CAR", "car-" + std::string(code(size)));
        row.set("NAME", scheduling::name_of(timetable->sizes, size, messages, request.language))
            .set("EXAMPLES", scheduling::examples_of(timetable->sizes, size, messages, request.language));
        if (chosen_size == code(size)) row.show("CHECKED");
    }
    for (const auto* each : scheduling::offered(timetable->catalogue, scheduling::Where::website)) {
        const auto& service = *each;
        auto& row = values.add("SERVICE");
        const auto& first = service.offers.front();
        const bool several = service.offers.size() > 1;
        const bool begins_there = several || service.price_from;
        row.set("ID", service.id).set("ICON", service.icon).set("NAME", service.name(request.language));
        row.set("DESCRIPTION", service.about(request.language));
        row.set("PRICE_FROM",
                from_text(messages, request.language, begins_there, first.price.display(request.language)));
        row.set("DURATION_FROM", from_text(messages, request.language, several, duration_text(first.duration)));
        if (chosen_service == service.id) row.show("CHECKED");
    }
    return site_.page(
        request, "book_service.html", values,
        {.title = site_.say(request, "Book an appointment"), .description = "", .status = errors.empty() ? 200 : 422});
}

http::Response Pages::choose_time(http::Request& request) const {
    const auto timetable = bookings_.timetable(request.shop);
    BookingFields fields;
    fields.service = request.query.find("service").value_or("");
    fields.size = request.query.find("size").value_or("");
    Errors errors;
    const auto chosen = check_choice(timetable->catalogue, fields.service, fields.size, errors);
    if (!chosen) return choose_service(request, errors);

    const auto from = parse_date(request.query.find("from").value_or(""));
    const std::string query = choice_query(fields.service, fields.size);
    http::Dict values;
    show_plan(values, bookings_.house(), *timetable, chosen->service, chosen->offer->size,
              {Instant{}, Instant{} + chosen->offer->duration}, chosen->offer->price, request.language);
    values.set("METHOD", "get").set("ACTION", Site::base(request) + "/book/details");
    values.add("CHANGE").set("URL", Site::base(request) + "/book" + query);
    hide_choice(values, fields);
    show_week(values, bookings_, request.shop, request.language,
              {chosen->service, chosen->offer->duration, from ? std::optional{*from} : std::nullopt,
               Site::base(request) + "/book/time" + query, chosen->offer->size});
    return site_.page(request, "book_time.html", values,
                      {.title = site_.say(request, "Choose a time"), .description = ""});
}

http::Response Pages::give_details(http::Request& request) const {
    BookingFields fields;
    fields.service = request.query.find("service").value_or("");
    fields.size = request.query.find("size").value_or("");
    fields.start = request.query.find("start").value_or("");
    return details_page(request, fields, {});
}

http::Response Pages::change_details(http::Request& request) const {
    return details_page(request, fields_from(request.form()), {});
}

http::Response Pages::details_page(http::Request& request, const BookingFields& fields, const Errors& errors) const {
    const auto timetable = bookings_.timetable(request.shop);
    Errors choice_errors;
    const auto chosen = check_choice(timetable->catalogue, fields.service, fields.size, choice_errors);
    if (!chosen) return choose_service(request, choice_errors);
    const auto start = parse_rfc3339(fields.start, "start");
    const auto duration = chosen->offer->duration;
    if (!start || !timetable->rules.admit(*start, duration, bookings_.house().clock.now()))
        return taken_page(request, fields);

    const std::string query = choice_query(fields.service, fields.size);
    http::Dict values;
    show_plan(values, bookings_.house(), *timetable, chosen->service, chosen->offer->size, {*start, *start + duration},
              chosen->offer->price, request.language);
    values.set("ACTION", Site::base(request) + "/book/review");
    values.add("CHANGE").set("URL", Site::base(request) + "/book" + query);
    values.add("CHANGE_TIME")
        .set("URL", Site::base(request) + "/book/time" + query +
                        "&from=" + format_date(date_of(timetable->rules.zone.to_local(*start))));
    hide_choice(values, fields);
    hide(values, "start", fields.start);
    values.set("NAME_VALUE", fields.contact.name)
        .set("PHONE_VALUE", fields.contact.phone)
        .set("EMAIL_VALUE", fields.contact.email);
    values.set("PLATE_VALUE", fields.contact.plate)
        .set("VEHICLE_VALUE", fields.contact.vehicle)
        .set("MESSAGE_VALUE", fields.message);
    for (const auto country : countries) {
        auto& row = values.add("COUNTRY");
        row.set("CODE", country);
        if (country == fields.contact.country) row.show("SELECTED");
    }
    shop::show_errors(values, errors, bookings_.house().messages, request.language);
    return site_.page(request, "book_details.html", values,
                      {.title = site_.say(request, "Your details"),
                       .description = "",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : 422});
}

http::Response Pages::review(http::Request& request) const {
    const BookingFields fields = fields_from(request.form());
    const auto timetable = bookings_.timetable(request.shop);
    Errors errors;
    const auto checked = check(fields, timetable->catalogue, request.language, Channel::website, errors);
    if (!checked) return details_page(request, fields, errors);
    const auto chosen = check_choice(timetable->catalogue, fields.service, fields.size, errors);
    if (!timetable->rules.admit(checked->start, chosen->offer->duration, bookings_.house().clock.now()))
        return taken_page(request, fields);
    return summary_page(request, fields);
}

// What the person typed is shown back from the form itself: nothing has been stored yet, so nothing is opened.
http::Response Pages::summary_page(http::Request& request, const BookingFields& fields) const {
    const auto timetable = bookings_.timetable(request.shop);
    Errors none;
    const auto chosen = check_choice(timetable->catalogue, fields.service, fields.size, none);
    const Instant start = parse_rfc3339(fields.start).value();

    http::Dict values;
    show_plan(values, bookings_.house(), *timetable, chosen->service, chosen->offer->size,
              {start, start + chosen->offer->duration}, chosen->offer->price, request.language);
    values.set("ACTION", Site::base(request) + "/book").set("CHANGE_ACTION", Site::base(request) + "/book/details");
    hide_choice(values, fields);
    hide(values, "start", fields.start);
    hide_details(values, fields);
    hide(values, "key", http::new_session_token());
    values.add("HAS_NAME").set("NAME", fields.contact.name);
    if (!fields.contact.phone.empty())
        values.add("HAS_PHONE").set("PHONE", PhoneNumber::parse(fields.contact.phone).value().display());
    if (!fields.contact.email.empty()) values.add("HAS_EMAIL").set("EMAIL", trim(fields.contact.email));
    if (!trim(fields.contact.plate).empty()) {
        const auto plate = PlateNumber::parse(fields.contact.country, fields.contact.plate).value();
        show_plate(values, plate.country() + " " + plate.display());
    }
    if (!trim(fields.contact.vehicle).empty()) values.add("HAS_VEHICLE").set("VEHICLE", fields.contact.vehicle);
    if (!trim(fields.message).empty()) values.add("HAS_MESSAGE").set("MESSAGE", fields.message);
    return site_.page(
        request, "book_summary.html", values,
        {.title = site_.say(request, "Is everything right?"), .description = "", .personal = true, .form = true});
}

http::Response Pages::book(http::Request& request) {
    const BookingFields fields = fields_from(request.form());
    const auto timetable = bookings_.timetable(request.shop);
    Errors errors;
    const auto checked = check(fields, timetable->catalogue, request.language, Channel::website, errors);
    if (!checked) return details_page(request, fields, errors);

    const std::string key = request.form().text("key");
    const auto booked = bookings_.house().database.write(request.shop, [&](store::Tx& tx) {
        return book_once(tx, bookings_, *checked, privacy::Actor::stranger(), key, fields.start);
    });
    if (booked)
        return http::redirect_see_other(Site::base(request) + "/booking/" + bookings_.link(request.shop, *booked) +
                                        "/booked");
    if (booked.error().field == "start") return taken_page(request, fields);
    return details_page(request, fields, {booked.error()});
}

// The time is gone, or never was: other times, with everything that was typed kept.
http::Response Pages::taken_page(http::Request& request, const BookingFields& fields) const {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& zone = timetable->rules.zone;
    Errors errors;
    const auto chosen = check_choice(timetable->catalogue, fields.service, fields.size, errors);
    if (!chosen) return choose_service(request, errors);

    http::Dict values;
    show_plan(values, house, *timetable, chosen->service, chosen->offer->size,
              {Instant{}, Instant{} + chosen->offer->duration}, chosen->offer->price, request.language);
    const bool typed = !fields.contact.name.empty();
    const std::string action = Site::base(request) + (typed ? "/book/review" : "/book/details");
    values.set("METHOD", typed ? "post" : "get").set("ACTION", action);
    values.show("SLOT_TAKEN");
    if (typed) values.show("POSTED");
    values.add("CHANGE").set("URL", Site::base(request) + "/book" + choice_query(fields.service, fields.size));
    hide_choice(values, fields);
    if (typed) hide_details(values, fields);

    const auto wanted = parse_rfc3339(fields.start);
    const auto from = wanted ? std::optional{date_of(zone.to_local(*wanted))} : std::nullopt;
    show_week(values, bookings_, request.shop, request.language,
              {chosen->service, chosen->offer->duration, from,
               Site::base(request) + "/book/time" + choice_query(fields.service, fields.size), chosen->offer->size});
    constexpr std::size_t alternatives = 3;
    house.database.read(request.shop, [&](store::Tx& tx) {
        std::size_t shown = 0;
        const CivilDate first =
            std::max(from.value_or(timetable->rules.today(tx.now())), timetable->rules.today(tx.now()));
        for (const auto& day : scheduling::free_starts(tx, timetable->rules, chosen->service->need(chosen->offer->size),
                                                       chosen->offer->duration, first, 14))
            for (const Instant start : day.starts)
                if (shown++ < alternatives)
                    values.add("ALTERNATIVE")
                        .set("START", zone.format_rfc3339(start))
                        .set("TEXT", when_text(zone, start, request.language));
        return 0;
    });
    return site_.page(request, "book_time.html", values,
                      {.title = site_.say(request, "Choose another time"),
                       .description = "",
                       .personal = true,
                       .form = true,
                       .status = 409});
}

}  // namespace autojet::booking
