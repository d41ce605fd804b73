#include "booking/booking_desk.hpp"
#include "booking/booking_words.hpp"
#include "shop/visit.hpp"

namespace autojet::booking {

namespace {

constexpr int days_shown = 7;
constexpr std::array<std::string_view, 6> common_countries{"NL", "B", "D", "F", "GB", "PL"};

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

// The customer that a page or a form names by the number of their record; zero: somebody new.
PersonId customer_named(const http::Request& request) {
    const bool posted = request.method == http::Method::post;
    const auto typed = posted ? request.form().text("record") : std::string(request.query.find("record").value_or(""));
    return PersonId{parse_whole(typed).value_or(0)};
}

// What is known of the customer, opened for a new appointment (policy P1).
void fill_in(customers::ContactFields& fields, store::Tx& tx, const House& house, PersonId person,
             const http::Request& request) {
    auto& visit = shop::visit_of(request);
    const auto warrant = house.gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {person}, visit.openings);
    const auto record = customers::load(tx, house.vault, person);
    if (!warrant || !record) return;
    const auto opened = [&](const auto& closed) {
        return closed ? closed->open_if_covered(*warrant).value_or("") : std::string{};
    };
    fields.name = opened(std::optional{record->name});
    fields.email = opened(record->email);
    fields.phone = opened(record->phone);
    fields.vehicle = opened(record->vehicle);
    const auto stored = opened(record->plate);
    if (stored.empty()) return;
    const auto plate = customers::split_plate(stored);
    fields.plate = plate.text;
    fields.country = plate.country;
}

}  // namespace

http::Response DeskPages::ask_new(http::Request& request, const staff::Account& account) {
    BookingFields fields;
    fields.service = request.query.find("service").value_or("");
    fields.size = request.query.find("size").value_or("");
    if (const auto person = customer_named(request); person != PersonId{})
        bookings_.house().database.read(request.shop, [&](store::Tx& tx) {
            if (customers::exists(tx, person)) fill_in(fields.contact, tx, bookings_.house(), person, request);
            return 0;
        });
    return new_page(request, account, fields, {});
}

http::Response DeskPages::new_page(http::Request& request, const staff::Account& account, const BookingFields& fields,
                                   const Errors& errors) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const bool posted = request.method == http::Method::post;
    const auto asked = parse_date(posted ? request.form().text("date") : request.query.find("date").value_or(""));
    const CivilDate from = std::max(asked ? *asked : rules.today(house.clock.now()), rules.today(house.clock.now()));

    http::Dict values;
    shop::show_errors(values, errors, house.messages, request.language);
    values.set("DATE_VALUE", format_date(from));
    for (const auto* service : scheduling::offered(timetable->catalogue, scheduling::Where::desk)) {
        auto& row = values.add("SERVICE");
        row.set("ID", service->id).set("NAME", service->name(request.language));
        if (service->id == fields.service) row.show("SELECTED");
    }
    for (const auto size : scheduling::all_sizes) {
        auto& row = values.add("SIZE");
        row.set("ID", code(size))
            .set("NAME", scheduling::name_of(timetable->sizes, size, house.messages, request.language));
        if (fields.size == code(size)) row.show("SELECTED");
    }

    const auto person = customer_named(request);
    const auto record = person == PersonId{} ? std::string{} : std::to_string(person.value());
    if (!record.empty()) values.add("FOR_CUSTOMER").set("RECORD", record);

    Errors ignored;
    const auto chosen =
        check_choice(timetable->catalogue, fields.service, fields.size, ignored, scheduling::Where::desk);
    if (chosen) {
        auto& form = values.add("FORM");
        shop::show_errors(form, errors, house.messages, request.language);
        form.set("ACTION", "/desk/bookings")
            .set("PRICE", chosen->offer->price.display(request.language))
            .set("DURATION", duration_text(chosen->offer->duration));
        form.add("HIDDEN").set("NAME", "service").set("VALUE", fields.service);
        form.add("HIDDEN").set("NAME", "size").set("VALUE", fields.size);
        form.add("HIDDEN").set("NAME", "date").set("VALUE", format_date(from));
        if (!record.empty()) form.add("HIDDEN").set("NAME", "record").set("VALUE", record);
        form.set("NAME_VALUE", fields.contact.name)
            .set("PHONE_VALUE", fields.contact.phone)
            .set("EMAIL_VALUE", fields.contact.email);
        form.set("PLATE_VALUE", fields.contact.plate)
            .set("VEHICLE_VALUE", fields.contact.vehicle)
            .set("MESSAGE_VALUE", fields.message);
        for (const auto country : common_countries) {
            auto& row = form.add("COUNTRY");
            row.set("CODE", country);
            if (country == fields.contact.country) row.show("SELECTED");
        }
        for (const auto language : all_languages) {
            auto& row = form.add("LANGUAGE");
            row.set("ID", code(language)).set("NAME", language == Language::nl ? "Nederlands" : "English");
            if (code(language) == (posted ? request.form().text("language") : "nl")) row.show("SELECTED");
        }
        house.database.read(request.shop, [&](store::Tx& tx) {
            for (const auto& day : scheduling::free_starts(tx, rules, chosen->service->need(chosen->offer->size),
                                                           chosen->offer->duration, from, days_shown)) {
                auto& row = form.add("DAY");
                row.set("DATE_LABEL", format_long_date(day.date, request.language));
                for (const Instant start : day.starts) {
                    const std::string value = rules.zone.format_rfc3339(start);
                    auto& time = row.add("START");
                    time.set("VALUE", value).set("TIME", format_time_of_day(rules.zone.to_local(start)));
                    if (value == fields.start) time.show("CHECKED");
                }
                if (day.starts.empty())
                    row.add("NONE").set("TEXT", say(request, rules.open_spans(day.date).empty() ? "closed" : "full"));
            }
            return 0;
        });
        form.add("MORE").set("URL", "/desk/bookings/new?service=" + fields.service + "&size=" + fields.size +
                                        "&date=" + format_date(add_days(from, days_shown)) +
                                        (record.empty() ? "" : "&record=" + record));
    }
    return desk_.page(request, account, "desk_booking_new.html", values,
                      {.title = say(request, "New booking"),
                       .description = "",
                       .section = "new",
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response DeskPages::book(http::Request& request, const staff::Account& account) {
    const BookingFields fields = fields_from(request.form());
    const auto timetable = bookings_.timetable(request.shop);
    const auto language = from_code(request.form().text("language")).value_or(Language::nl);
    Errors errors;
    const auto checked = check(fields, timetable->catalogue, language, Channel::desk, errors);
    if (!checked) return new_page(request, account, fields, errors);
    // Booked from the page of a customer, the new record is one of theirs.
    const auto customer = customer_named(request);
    const auto booked = bookings_.house().database.write(request.shop, [&](store::Tx& tx) -> Result<Booking> {
        auto made = bookings_.book(tx, *checked, shop::visit_of(request).actor);
        if (!made || customer == PersonId{} || !customers::exists(tx, customer)) return made;
        if (auto linked = customers::link(tx, customer, made->person); !linked) return tl::unexpected(linked.error());
        return made;
    });
    if (!booked) return new_page(request, account, fields, {booked.error()});
    return http::redirect_see_other("/desk/bookings/" + booked->reference);
}

}  // namespace autojet::booking
