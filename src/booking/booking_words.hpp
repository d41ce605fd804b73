// How a booking is told to people: the same words on the site, at the desk and in messages.
#pragma once

#include "booking/booking.hpp"
#include "http/html.hpp"

namespace autojet::booking {

// "Tuesday 24 November 2026, 09:00"
std::string when_text(const Zone& zone, Instant start, Language language);
// "45 min", "1 h 30", "2 h"
std::string duration_text(scheduling::Minutes duration);
// "09:00–10:30"
std::string times_text(const Zone& zone, Span span);

// WHEN, UNTIL, SERVICE_NAME, SIZE_NAME, DURATION, PRICE, CAR: what is planned.
void show_plan(http::Dict& values, const House& house, const scheduling::Timetable& timetable,
               const scheduling::Service* service, VehicleSize size, Span span, Money price, Language language);

// The data of a person who asked for that is only kept (policy R5).
enum class Use { planned, only_kept };
Use use_of(store::Tx& tx, PersonId person);

// The same for a booking, with REFERENCE, STATUS and STATUS_CLASS; of one that is only kept: when, and that it is
// RESTRICTED, in place of what it is for.
void show_booking(http::Dict& values, const House& house, const scheduling::Timetable& timetable,
                  const Booking& booking, Use use, Language language);

// "Confirmed": what happened to a booking (Event::what); English, msgid.
std::string_view event_label(std::string_view event);

// HAS_PLATE {COUNTRY PLATE #FOREIGN}
void show_plate(http::Dict& values, const std::string& stored_plate);

}  // namespace autojet::booking
