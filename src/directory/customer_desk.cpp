#include <algorithm>

#include "booking/booking_words.hpp"
#include "customers/correction.hpp"
#include "directory/directory.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::directory {

namespace {

using booking::Booking;

constexpr std::array<std::string_view, 6> common_countries{"NL", "B", "D", "F", "GB", "PL"};

std::vector<Booking> bookings_of(store::Tx& tx, const std::vector<PersonId>& records) {
    std::vector<Booking> all;
    for (const auto record : records) {
        const auto more = booking::of_person(tx, record);
        all.insert(all.end(), more.begin(), more.end());
    }
    std::ranges::sort(all, std::ranges::greater{}, [](const Booking& one) { return one.span.start; });
    return all;
}

customers::ContactFields fields_of(const std::vector<Card>& cards) {
    const auto plate =
        cards.front().plate.empty() ? customers::PlateText{"NL", ""} : customers::split_plate(cards.front().plate);
    return {.name = newest(cards, &Card::name),
            .email = newest(cards, &Card::email),
            .phone = newest(cards, &Card::phone),
            .plate = plate.text,
            .country = plate.country,
            .vehicle = cards.front().vehicle};
}

customers::ContactFields typed_in(const http::Form& form) {
    return {.name = form.text("name"),
            .email = form.text("email"),
            .phone = form.text("phone"),
            .plate = form.text("plate"),
            .country = form.text("country").empty() ? "NL" : form.text("country"),
            .vehicle = form.text("vehicle")};
}

// What the record says becomes what was typed, where it said the same as was shown; vehicles are told by their plate.
customers::ContactFields corrected(const Card& card, const customers::ContactFields& was,
                                   const customers::ContactFields& becomes, const std::string& plate_shown) {
    const auto value = [](const std::string& has, const std::string& shown, const std::string& typed) {
        return has == shown ? typed : has;
    };
    const bool same_vehicle = card.plate == plate_shown;
    const auto own = card.plate.empty() ? customers::PlateText{"NL", ""} : customers::split_plate(card.plate);
    return {.name = value(card.name, was.name, becomes.name),
            .email = value(card.email, was.email, becomes.email),
            .phone = value(card.phone, was.phone, becomes.phone),
            .plate = same_vehicle ? becomes.plate : own.text,
            .country = same_vehicle ? becomes.country : own.country,
            .vehicle = same_vehicle ? becomes.vehicle : card.vehicle};
}

void show_fields(http::Dict& form, const customers::ContactFields& fields) {
    form.set("NAME_VALUE", fields.name).set("EMAIL_VALUE", fields.email).set("PHONE_VALUE", fields.phone);
    form.set("PLATE_VALUE", fields.plate).set("VEHICLE_VALUE", fields.vehicle);
    bool listed = false;
    const auto add = [&](std::string_view country) {
        auto& row = form.add("COUNTRY");
        row.set("CODE", country);
        if (country == fields.country) row.show("SELECTED");
        listed = listed || country == fields.country;
    };
    std::ranges::for_each(common_countries, add);
    if (!listed) add(fields.country);
}

}  // namespace

http::Response Directory::customer(Request& request, const Account& account) {
    return customer_page(request, account, {});
}

http::Response Directory::customer_page(Request& request, const Account& account, const Errors& errors) {
    const auto record = record_from(request.path_parameters.at("record"));
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const bool there = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto cards = open_cards(tx, house_, records_of(tx, record), visit.actor, visit.openings);
        if (cards.empty()) return false;
        values.set("URL", customer_url(record));
        show_customer(request, tx, values, cards, account);
        show_vehicles(request, tx, values, cards);
        show_links(request, tx, values, cards);
        show_companies_of(request, tx, values, cards);
        if (std::ranges::none_of(cards, &Card::restricted)) {
            values.add("CAN_BOOK").set("BOOK_URL", "/desk/bookings/new?record=" + std::to_string(record.value()));
            auto& form = values.add("CORRECTION");
            form.set("ACTION", customer_url(record) + "/correction");
            if (!errors.empty()) form.show("OPEN");
            show_fields(form, errors.empty() ? fields_of(cards) : typed_in(request.form()));
            desk_.show_errors(request, form, errors);
        }
        return true;
    });
    if (!there) return not_found(request, account);
    desk_.show_errors(request, values, errors);
    return desk_.page(request, account, "desk_customer.html", values,
                      {.title = say(request, "Customer"),
                       .description = "",
                       .section = "customers",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

void Directory::show_customer(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards,
                              const Account& account) const {
    std::vector<PersonId> records;
    for (const auto& card : cards) records.push_back(card.record);
    const auto name = newest(cards, &Card::name);
    values.set("NAME", name.empty() ? say(request, "Customer") : name);
    values.set("LANGUAGE_NAME", cards.front().language == Language::nl ? "Nederlands" : "English")
        .set("SINCE", day_of(request, cards.back().created));
    show_reach(values, cards);
    if (std::ranges::any_of(cards, &Card::restricted)) values.show("RESTRICTED");
    for (const auto record : records) {
        if (!privacy::objects(tx, record, privacy::Aim::marketing) &&
            !privacy::objects(tx, record, privacy::Aim::improvement))
            continue;
        values.show("OBJECTS");
        break;
    }

    const auto timetable = bookings_.timetable(request.shop);
    auto bookings = bookings_of(tx, records);
    const auto show = [&](const char* section, const Booking& one) {
        auto& row = values.add(section);
        booking::show_booking(row, house_, *timetable, one, booking::use_of(tx, one.person), request.language);
        row.set("BOOKING_URL", "/desk/bookings/" + one.reference);
        const auto card = std::ranges::find(cards, one.person, &Card::record);
        if (card != cards.end() && !card->plate.empty()) booking::show_plate(row, card->plate);
    };
    const auto first_past = std::ranges::find_if(bookings, [&](const Booking& one) { return one.is_over(tx.now()); });
    for (auto one = first_past; one != bookings.begin();) show("COMING", *--one);
    for (auto one = first_past; one != bookings.end(); ++one) show("PAST", *one);
    if (first_past == bookings.begin()) values.show("NOTHING_COMING");
    if (first_past == bookings.end()) values.show("NOTHING_PAST");

    if (!beside_.documents || !staff::may(account.role, staff::Part::invoices)) return;
    auto& section = values.add("DOCUMENTS");
    bool any = false;
    for (const auto record : records)
        for (const auto& document : beside_.documents(tx, record)) {
            auto& row = section.add("DOCUMENT");
            row.set("NUMBER", document.number).set("ISSUED", format_long_date(document.issued, request.language));
            row.set("HELD_UNTIL", day_of(request, document.held_until));
            if (staff::may(account.role, staff::Part::accounts))
                row.add("LINK").set("DOCUMENT_URL", document.url);
            else
                row.show("NO_LINK");
            any = true;
        }
    if (!any) section.show("NO_DOCUMENTS");
}

http::Response Directory::correct(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    auto& visit = shop::visit_of(request);
    const auto typed = typed_in(request.form());
    Errors errors;
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto cards = open_cards(tx, house_, records_of(tx, record), visit.actor, visit.openings);
        if (cards.empty()) return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
        const auto shown = fields_of(cards);
        for (const auto& card : cards) {
            if (auto may = privacy::may_change(tx, card.record); !may) return may;
            Errors wrong;
            const auto details =
                customers::check(corrected(card, shown, typed, cards.front().plate), card.language, wrong);
            for (auto& error : wrong)
                if (std::ranges::find(errors, error) == errors.end()) errors.push_back(std::move(error));
            if (!details) continue;
            if (auto put = customers::correct(tx, house_.vault, card.record, *details); !put) return put;
        }
        if (!errors.empty()) return tl::unexpected(errors.front());
        return {};
    });
    if (done) return http::redirect_see_other(customer_url(record));
    if (done.error().code == ErrorCode::not_found) return not_found(request, account);
    return customer_page(request, account, errors.empty() ? Errors{done.error()} : errors);
}

}  // namespace autojet::directory
