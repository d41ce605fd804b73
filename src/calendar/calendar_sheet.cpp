#include "calendar/calendar_wall.hpp"
#include "shop/visit.hpp"
#include "staff/colleagues.hpp"

namespace autojet::calendar {

namespace {

using policy::Purpose;

std::string name_on_paper(const std::vector<staff::Colleague>& team, const Plan& plan) {
    if (!plan.person) return {};
    const auto found = std::ranges::find(team, *plan.person, &staff::Colleague::id);
    return found == team.end() ? std::string{} : found->first_name;
}

}  // namespace

http::Response WallAndSheet::sheet(http::Request& request, const staff::Account& account) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const auto asked = parse_date(request.query.find("date").value_or(""));
    const auto day = asked ? *asked : rules.today(house.clock.now());
    const std::string date = format_date(day);
    auto& visit = shop::visit_of(request);
    http::Dict values;
    values.set("DATE_LABEL", format_long_date(day, request.language)).set("DAY_URL", "/desk/day?date=" + date);
    values.set("PRINTED", booking::when_text(rules.zone, house.clock.now(), request.language));
    house.database.read(request.shop, [&](store::Tx& tx) {
        const auto planned = agenda(tx, jobs_, span_of(rules.zone, day, 1));
        const auto team = staff::colleagues(tx, house, visit.actor, visit.openings);
        std::vector<PersonId> persons;
        for (const auto& entry : planned.entries) persons.push_back(entry.booking.person);
        const auto warrant = house.gate.warrant<Purpose::appointment>(tx, visit.actor, persons, visit.openings);
        if (planned.is_empty()) values.show("NOTHING");
        for (const auto& bay : rules.resources) {
            auto& section = values.add("BAY");
            section.set("NAME", bay.name);
            bool any = false;
            for (const auto& block : planned.blocks) {
                if (block.resource != bay.id) continue;
                any = true;
                section.add("BLOCK")
                    .set("TIMES", booking::times_text(rules.zone, block.span))
                    .set("REASON", say(request, label(block.reason)));
            }
            for (const auto& entry : planned.entries) {
                if (entry.booking.resource != bay.id) continue;
                any = true;
                auto& row = section.add("ENTRY");
                row.set("WHO_DOES_IT", name_on_paper(team, entry.plan));
                show_sheet_entry(tx, request, entry, warrant, row);
            }
            if (!any) section.show("NOTHING_PLANNED");
        }
        if (staff::may(account.role, staff::Part::settings)) {
            auto& mailing = values.add("MAILING");
            mailing.set("ADDRESS", house.shops.load(request.shop).email);
            mailing.show(mails_sheet(tx) ? "IS_ON" : "IS_OFF");
            mailing.set("DATE", date);
        }
        return 0;
    });
    return desk_.page(request, account, "desk_sheet.html", values,
                      {.title = say(request, "Day sheet") + " " + date, .description = "", .section = "day"});
}

void WallAndSheet::show_sheet_entry(store::Tx& tx, const http::Request& request, const Entry& entry,
                                    const Result<policy::Warrant<Purpose::appointment>>& warrant, http::Dict& row) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    booking::show_booking(row, house, *timetable, entry.booking, entry.use, request.language);
    row.set("TIMES", booking::times_text(timetable->rules.zone, entry.booking.span))
        .set("STATE", say(request, label(entry.state)));
    const auto record = customers::load(tx, house.vault, entry.booking.person);
    if (!record || !warrant || entry.use == booking::Use::only_kept) return;
    const auto opened = [&](const auto& closed) {
        return closed ? closed->open_if_covered(*warrant) : std::optional<std::string>{};
    };
    if (const auto name = record->name.open_if_covered(*warrant)) row.add("HAS_NAME").set("NAME", *name);
    if (const auto phone = opened(record->phone))
        row.add("HAS_PHONE").set("PHONE", PhoneNumber::parse(*phone).value().display());
    if (const auto plate = opened(record->plate))
        row.add("HAS_PLATE").set("PLATE", customers::split_plate(*plate).text);
    if (const auto vehicle = opened(record->vehicle)) row.add("HAS_VEHICLE").set("VEHICLE", *vehicle);
    if (const auto words = booking::load_words(tx, house.vault, entry.booking))
        if (const auto message = opened(words->message)) row.add("HAS_MESSAGE").set("MESSAGE", *message);
}

http::Response WallAndSheet::set_mailing(http::Request& request, const staff::Account&) {
    const bool wanted = request.form().readable("mails") == "1";
    (void)bookings_.house().database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        set_mails_sheet(tx, wanted);
        return {};
    });
    const auto date = parse_date(request.form().readable("date"));
    return http::redirect_see_other(date ? "/desk/day/sheet?date=" + format_date(*date) : "/desk/day/sheet");
}

}  // namespace autojet::calendar
