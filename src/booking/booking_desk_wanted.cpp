#include <map>

#include "booking/booking_desk.hpp"
#include "shop/visit.hpp"

namespace autojet::booking {

namespace {

using policy::Purpose;

constexpr std::chrono::days looking_back{90};

struct Wanted {
    std::map<std::string, int> times;  // by service
    std::size_t left_out = 0;
};

// How often each service was wanted, never by whom (policy P4). Who objected or restricted the use of their data is not
// counted: the gate leaves them out.
Wanted count_wanted(store::Tx& tx, const House& house, const privacy::Actor& actor, policy::Openings& openings) {
    const auto bookings = between(tx, {tx.now() - looking_back, tx.now()});
    std::vector<PersonId> persons;
    for (const auto& booking : bookings) persons.push_back(booking.person);
    const auto warrant = house.gate.warrant<Purpose::improvement>(tx, actor, persons, openings);
    Wanted wanted;
    for (const auto& booking : bookings) {
        const auto closed = PersonalText<Category::appointment>::of(booking.person, booking.service);
        const auto service = warrant ? closed.open_if_covered(*warrant) : std::nullopt;
        if (service)
            ++wanted.times[*service];
        else
            ++wanted.left_out;
    }
    return wanted;
}

}  // namespace

http::Response DeskPages::wanted(http::Request& request, const staff::Account& account) {
    const auto& house = bookings_.house();
    const auto timetable = bookings_.timetable(request.shop);
    auto& visit = shop::visit_of(request);
    const auto wanted = house.database.read(
        request.shop, [&](store::Tx& tx) { return count_wanted(tx, house, visit.actor, visit.openings); });

    std::vector<std::pair<int, std::string>> by_times;
    for (const auto& [service, times] : wanted.times) by_times.emplace_back(times, service);
    std::ranges::sort(by_times, std::greater{});
    http::Dict values;
    if (by_times.empty()) values.show("NOTHING");
    if (!by_times.empty()) {
        auto& table = values.add("TABLE");
        for (const auto& [times, id] : by_times) {
            const auto* service = scheduling::find_service(timetable->catalogue, id);
            table.add("SERVICE").set("NAME", service ? service->name(request.language) : id).set("TIMES", times);
        }
    }
    if (wanted.left_out > 0) values.add("LEFT_OUT").set("COUNT", wanted.left_out);
    return desk_.page(request, account, "desk_wanted.html", values,
                      {.title = say(request, "Most wanted services"),
                       .description = "",
                       .section = staff::may(account.role, staff::Part::calendar) ? "week" : "figures"});
}

}  // namespace autojet::booking
