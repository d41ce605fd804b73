#include "booking/booking_words.hpp"

#include "privacy/standing.hpp"

namespace autojet::booking {

using scheduling::Minutes;

std::string when_text(const Zone& zone, Instant start, Language language) {
    return format_moment(zone.to_local(start), language);
}

std::string duration_text(Minutes duration) {
    const auto hours = std::chrono::floor<std::chrono::hours>(duration);
    const auto minutes = duration - hours;
    if (hours.count() == 0) return std::to_string(minutes.count()) + " min";
    if (minutes.count() == 0) return std::to_string(hours.count()) + " h";
    return std::to_string(hours.count()) + " h " + (minutes.count() < 10 ? "0" : "") + std::to_string(minutes.count());
}

std::string times_text(const Zone& zone, Span span) {
    return format_time_of_day(zone.to_local(span.start)) + "–" + format_time_of_day(zone.to_local(span.end));
}

namespace {

void show_span(http::Dict& values, const Zone& zone, Span span, Language language) {
    values.set("WHEN", when_text(zone, span.start, language));
    values.add("UNTIL").set("TIME", format_time_of_day(zone.to_local(span.end)));
    values.set("DURATION", duration_text(std::chrono::duration_cast<Minutes>(span.end - span.start)));
}

}  // namespace

void show_plan(http::Dict& values, const House& house, const scheduling::Timetable& timetable,
               const scheduling::Service* service, VehicleSize size, Span span, Money price, Language language) {
    show_span(values, timetable.rules.zone, span, language);
    values.set("SERVICE_NAME", service ? service->name(language) : "");
    values.set("SIZE_NAME", scheduling::name_of(timetable.sizes, size, house.messages, language));
    values.set("CAR", "car-" + std::string(code(size)));
    values.set("PRICE", (service && service->price_from ? house.messages.translate(language, "from") + " " : "") +
                            price.display(language));
}

Use use_of(store::Tx& tx, PersonId person) {
    return privacy::is_restricted(tx, person) ? Use::only_kept : Use::planned;
}

void show_booking(http::Dict& values, const House& house, const scheduling::Timetable& timetable,
                  const Booking& booking, Use use, Language language) {
    if (use == Use::planned) {
        show_plan(values, house, timetable, scheduling::find_service(timetable.catalogue, booking.service),
                  booking.size, booking.span, booking.price, language);
    } else {
        constexpr std::string_view nothing = "–";
        show_span(values, timetable.rules.zone, booking.span, language);
        values.show("RESTRICTED");
        values.set("SERVICE_NAME", house.messages.translate(language, privacy::restricted_badge));
        values.set("SIZE_NAME", nothing).set("PRICE", nothing).set("CAR", "car-medium");
    }
    values.set("REFERENCE", display_reference(booking.reference));
    values.set("STATUS", house.messages.translate(language, label(booking.status)))
        .set("STATUS_CLASS", code(booking.status));
}

std::string_view event_label(std::string_view event) {
    if (event == "received") return "Booked";
    if (event == "confirmed") return "Confirmed";
    if (event == "moved") return "Moved";
    if (event == "cancelled") return "Cancelled";
    return "Changed";
}

void show_plate(http::Dict& values, const std::string& stored_plate) {
    const auto [country, text] = customers::split_plate(stored_plate);
    auto& section = values.add("HAS_PLATE");
    section.set("COUNTRY", country).set("PLATE", text);
    if (country != "NL") section.show("FOREIGN");
}

}  // namespace autojet::booking
