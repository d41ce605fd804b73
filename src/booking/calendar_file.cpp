#include "booking/calendar_file.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace autojet::booking {

namespace {

struct Free {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

icaltimetype utc(Instant instant) {
    return icaltime_from_timet_with_zone(static_cast<std::time_t>(instant.time_since_epoch().count()), 0,
                                         icaltimezone_get_utc_timezone());
}

icalproperty_status status_in_calendar(Status status) {
    switch (status) {
        case Status::pending:
            return ICAL_STATUS_TENTATIVE;
        case Status::confirmed:
            return ICAL_STATUS_CONFIRMED;
        case Status::cancelled:
            break;
    }
    return ICAL_STATUS_CANCELLED;
}

icalproperty* organizer(const CalendarEntry& entry) {
    icalproperty* property = icalproperty_new_organizer(("mailto:" + entry.organizer_email).c_str());
    // A quote has no place in a parameter and no escape (RFC 5545 3.2).
    std::string name = entry.organizer_name;
    std::erase(name, '"');
    icalproperty_add_parameter(property, icalparameter_new_cn(name.c_str()));
    return property;
}

Component event_of(const CalendarEntry& entry) {
    Component event{icalcomponent_new(ICAL_VEVENT_COMPONENT)};
    for (icalproperty* property :
         {icalproperty_new_uid(entry.uid.c_str()), icalproperty_new_dtstamp(utc(entry.written)),
          icalproperty_new_sequence(entry.version), icalproperty_new_dtstart(utc(entry.span.start)),
          icalproperty_new_dtend(utc(entry.span.end)), icalproperty_new_status(status_in_calendar(entry.status)),
          icalproperty_new_summary(entry.summary.c_str()), icalproperty_new_description(entry.description.c_str()),
          icalproperty_new_location(entry.location.c_str()), icalproperty_new_url(entry.url.c_str()), organizer(entry)})
        icalcomponent_add_property(event.get(), property);
    return event;
}

int changes_of(store::Tx& tx, BookingId id) {
    const auto events = events_of(tx, id);
    return static_cast<int>(std::ranges::count_if(events, [](const Event& event) { return event.what != "received"; }));
}

// The right side of addresses that this shop is known by.
std::string domain_of(const Shop& shop) {
    return shop.email.substr(shop.email.find('@') + 1);
}

}  // namespace

std::string calendar_file(const CalendarEntry& entry) {
    const Component calendar{icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    for (icalproperty* property :
         {icalproperty_new_version("2.0"), icalproperty_new_prodid("-//AutoJet//Appointments//EN"),
          icalproperty_new_calscale("GREGORIAN"), icalproperty_new_method(ICAL_METHOD_PUBLISH)})
        icalcomponent_add_property(calendar.get(), property);
    icalcomponent_add_component(calendar.get(), event_of(entry).release());
    const std::unique_ptr<char, Free> text{icalcomponent_as_ical_string_r(calendar.get())};
    if (!text) throw Broken{"a calendar file cannot be written"};
    return text.get();
}

CalendarEntry calendar_entry(store::Tx& tx, const Bookings& bookings, const Booking& booking,
                             std::string_view service_name, Language language) {
    const auto& house = bookings.house();
    const Shop& shop = house.shops.load(tx.shop());
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    const auto url = shop.url + "/" + std::string(code(language)) + "/booking/" + bookings.link(shop.id, booking);
    const auto service = service_name.empty() ? say("Your booking") : std::string(service_name);
    return {.uid = booking.reference + "@" + domain_of(shop),
            .version = changes_of(tx, booking.id),
            .written = tx.now(),
            .span = booking.span,
            .status = booking.status,
            .summary = service + " " + say("at") + " " + shop.name,
            .description = say("Reference:") + " " + display_reference(booking.reference) + "\n" +
                           say("See, move or cancel your booking:") + " " + url,
            .location = shop.name + ", " + shop.street + ", " + shop.postcode + " " + shop.city,
            .url = url,
            .organizer_name = shop.name,
            .organizer_email = shop.email};
}

}  // namespace autojet::booking
