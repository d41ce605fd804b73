#include "workshop/order_words.hpp"

#include "base/phone.hpp"
#include "booking/booking_words.hpp"
#include "privacy/standing.hpp"
#include "staff/people.hpp"

namespace autojet::workshop {

namespace {

using policy::Purpose;

void show_reach(http::Dict& values, const customers::Record& record, const ForWork& warrant) {
    if (record.phone)
        if (const auto number = record.phone->open_if_covered(warrant)) {
            const auto phone = PhoneNumber::parse(*number).value();
            values.add("HAS_PHONE").set("PHONE", phone.display()).set("PHONE_URL", phone.e164());
        }
    if (record.email)
        if (const auto email = record.email->open_if_covered(warrant)) values.add("HAS_EMAIL").set("EMAIL", *email);
}

}  // namespace

std::string StaffNames::of(PersonId account) {
    if (const auto found = known_.find(account); found != known_.end()) return found->second;
    auto name = house_.messages.translate(language_, "somebody who left");
    const auto closed = staff::name_of(tx_, house_.vault, account);
    if (closed) {
        const auto warrant = house_.gate.warrant<Purpose::staff_access>(tx_, actor_, {account}, openings_);
        if (warrant) name = closed->open_if_covered(*warrant).value_or(name);
    }
    return known_.emplace(account, std::move(name)).first->second;
}

std::string StaffNames::of(const std::string& actor_in_ledger) {
    constexpr std::string_view of_staff = "staff:";
    if (!actor_in_ledger.starts_with(of_staff)) return house_.messages.translate(language_, "the program");
    return of(PersonId{parse_whole(std::string_view(actor_in_ledger).substr(of_staff.size())).value_or(0)});
}

std::string_view told(const Stand& stand) {
    return stand.waiting_for ? label(*stand.waiting_for) : label(stand.state);
}

std::string class_of(const Stand& stand) {
    return "state-" + std::string(code(stand.state));
}

std::string time_spent(std::chrono::seconds spent) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(spent);
    return booking::duration_text(std::max(minutes, std::chrono::minutes{1}));
}

std::string moment_text(const Zone& zone, Instant moment, Instant now, Language language) {
    const auto local = zone.to_local(moment);
    if (date_of(local) == date_of(zone.to_local(now))) return format_time_of_day(local);
    return format_moment(local, language);
}

void show_order(http::Dict& values, store::Tx& tx, const House& house, const WorkOrder& order,
                const Result<ForWork>& warrant, const staff::Account& account, Language language) {
    values.set("ORDER_URL", "/desk/orders/" + order.reference)
        .set("REFERENCE", booking::display_reference(order.reference));
    values.set("STATE", house.messages.translate(language, told(order.stand)))
        .set("STATE_CLASS", class_of(order.stand));
    values.set("SINCE", moment_text(house.shops.zone(tx.shop()), order.since, tx.now(), language)).set("NAME", "");
    if (privacy::is_restricted(tx, order.person)) {
        values.show("RESTRICTED");
        return;
    }
    const auto record = customers::load(tx, house.vault, order.person);
    if (!record || !warrant) return;
    values.set("NAME", record->name.open_if_covered(*warrant).value_or(""));
    if (record->plate)
        if (const auto plate = record->plate->open_if_covered(*warrant)) booking::show_plate(values, *plate);
    if (record->vehicle)
        if (const auto vehicle = record->vehicle->open_if_covered(*warrant))
            values.add("HAS_VEHICLE").set("VEHICLE", *vehicle);
    // Who works on the car has no need to call or write.
    if (staff::may(account.role, staff::Part::customers)) show_reach(values, *record, *warrant);
}

}  // namespace autojet::workshop
