#include "calendar/calendar_desk.hpp"
#include "http/json.hpp"
#include "shop/visit.hpp"

namespace autojet::calendar {

namespace {

using booking::Use;
using policy::Purpose;

constexpr int week_length = 7;

// On the wall clock of the shop, which is what the calendar shows wherever the browser is.
std::string wall_clock(const Zone& zone, Instant instant) {
    return zone.format_rfc3339(instant).substr(0, 19);
}

// What every view shows. Who comes is added for the day's.
http::JsonObject event_of(const House& house, const scheduling::Timetable& timetable, const Entry& entry,
                          Language language) {
    const auto& zone = timetable.rules.zone;
    const auto& booking = entry.booking;
    http::JsonObject event;
    event["reference"] = booking.reference;
    event["start"] = wall_clock(zone, booking.span.start);
    event["end"] = wall_clock(zone, booking.span.end);
    event["bay"] = std::to_string(booking.resource.value());
    event["person"] = std::to_string(entry.plan.person.value_or(PersonId{}).value());
    event["waits"] = entry.plan.waits;
    event["seen"] = seen_word(entry.placement());
    event["service"] = service_name(house, timetable, entry, language);
    event["fixed"] = entry.use == Use::only_kept;
    event["state"] = std::string(code(entry.state));
    event["word"] = house.messages.translate(language, label(entry.state));
    event["icon"] = std::string(icon(entry.state));
    return event;
}

void add_customer(store::Tx& tx, const House& house, const Entry& entry,
                  const Result<policy::Warrant<Purpose::appointment>>& warrant, http::JsonObject& event) {
    const auto record = customers::load_label(tx, house.vault, entry.booking.person);
    if (!record || !warrant || entry.use == Use::only_kept) return;
    event["name"] = record->name.open_if_covered(*warrant).value_or("");
    const auto plate = record->plate ? record->plate->open_if_covered(*warrant) : std::nullopt;
    if (plate) event["plate"] = customers::split_plate(*plate).text;
}

http::JsonObject block_of(const House& house, const Zone& zone, const scheduling::Block& block, Language language) {
    http::JsonObject event;
    event["id"] = std::to_string(block.id.value());
    event["start"] = wall_clock(zone, block.span.start);
    event["end"] = wall_clock(zone, block.span.end);
    event["bay"] = std::to_string(block.resource.value());
    event["word"] = house.messages.translate(language, label(block.reason));
    return event;
}

}  // namespace

http::Response CalendarDesk::day_events(Request& request, const Account&) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto& zone = timetable->rules.zone;
    const auto day = parse_date(request.query.find("date").value_or(""));
    if (!day) return http::problem(day.error());
    auto& visit = shop::visit_of(request);
    http::JsonObject all;
    house().database.read(request.shop, [&](store::Tx& tx) {
        const auto planned = agenda(tx, jobs_, span_of(zone, *day, 1));
        std::vector<PersonId> persons;
        for (const auto& entry : planned.entries) persons.push_back(entry.booking.person);
        const auto warrant = house().gate.warrant<Purpose::appointment>(tx, visit.actor, persons, visit.openings);
        http::JsonArray events, blocks;
        for (const auto& entry : planned.entries) {
            auto event = event_of(house(), *timetable, entry, request.language);
            add_customer(tx, house(), entry, warrant, event);
            events.push_back(std::move(event));
        }
        for (const auto& block : planned.blocks) blocks.push_back(block_of(house(), zone, block, request.language));
        all["events"] = std::move(events);
        all["blocks"] = std::move(blocks);
        return 0;
    });
    return http::json(http::write_json(all));
}

http::Response CalendarDesk::week_events(Request& request, const Account&) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto& zone = timetable->rules.zone;
    const auto day = parse_date(request.query.find("date").value_or(""));
    if (!day) return http::problem(day.error());
    const auto planned = house().database.read(request.shop, [&](store::Tx& tx) {
        return agenda(tx, jobs_, span_of(zone, monday_of_week(*day), week_length));
    });
    http::JsonArray events, blocks;
    for (const auto& entry : planned.entries) events.push_back(event_of(house(), *timetable, entry, request.language));
    for (const auto& block : planned.blocks) blocks.push_back(block_of(house(), zone, block, request.language));
    http::JsonObject all;
    all["events"] = std::move(events);
    all["blocks"] = std::move(blocks);
    return http::json(http::write_json(all));
}

}  // namespace autojet::calendar
