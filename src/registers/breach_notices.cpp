// What is said about a breach, and to whom: the draft for the authority (GDPR 33(3)), and the people concerned with a
// draft for them (GDPR 34).
#include <algorithm>

#include "registers/registers.hpp"
#include "shop/visit.hpp"
#include "staff/people.hpp"

namespace autojet::registers {

namespace {

Scope name_and_contact() {
    Scope scope{.categories = {}, .from = Instant{}, .until = Instant::max()};
    for (const auto category : {policy::Category::name, policy::Category::contact})
        scope.categories.set(static_cast<std::size_t>(category));
    return scope;
}

std::string two_parts(std::int64_t first, const std::string& first_word, std::int64_t second,
                      const std::string& second_word) {
    return std::to_string(first) + " " + first_word + ", " + std::to_string(second) + " " + second_word;
}

}  // namespace

std::string Registers::clock_words(const Request& request, const Breach& breach) const {
    const auto now = house_.clock.now();
    const auto left = std::chrono::abs(breach.deadline() - now);
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(left);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(left - hours);
    const auto span = two_parts(hours.count(), say(request, "hours"), minutes.count(), say(request, "minutes"));
    return breach.deadline() > now ? say(request, "Left") + ": " + span : say(request, "Late by") + ": " + span;
}

http::Response Registers::show_breach_notice(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    const auto& shop = house_.shops.load(request.shop);
    http::Dict values;
    values.set("BACK", "/desk/registers/breaches/" + std::to_string(breach->id.value()));
    values.set("SHOP", shop.name + ", " + shop.street + ", " + shop.postcode + " " + shop.city).set("KVK", shop.kvk);
    values.set("NATURE", breach->nature).set("CATEGORIES", titles(request, breach->categories));
    values.set("PEOPLE", breach->people).set("RECORDS", breach->records).set("CONTACT", breach->contact);
    values.set("CONSEQUENCES", breach->consequences).set("MEASURES", breach->measures);
    values.set("AWARE", when(request, breach->aware)).set("BEGAN", format_date(breach->began));
    values.set("ENDED", format_date(breach->ended)).set("RISK", say(request, label(breach->risk)));
    if (breach->is_late(house_.clock.now())) values.add("LATE").set("DELAY", breach->delay);
    if (breach->risk == Risk::high) values.show("HIGH");
    return page(request, account, "breach_notice.html", values, "Notification");
}

http::Response Registers::show_breach_people(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    auto& visit = shop::visit_of(request);
    http::Dict values;
    values.set("BACK", "/desk/registers/breaches/" + std::to_string(breach->id.value()));
    values.set("BEGAN", format_date(breach->began)).set("ENDED", format_date(breach->ended));
    const auto opened = house_.database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        auto affected = affected_people(tx, house_.vault, *breach, house_.shops.zone(request.shop));
        const auto colleagues =
            std::erase_if(affected.persons, [&](PersonId person) { return staff::role_of(tx, person).has_value(); });
        values.set("COUNT", affected.persons.size()).set("ENTRIES", affected.entries);
        values.set("COLLEAGUES", colleagues).set("ERASED", affected.erased);
        if (affected.persons.empty()) values.show("NOTHING");
        if (affected.everybody) values.show("EVERYBODY");
        const auto warrant =
            house_.gate.warrant<policy::Purpose::legal_duty>(tx, visit.actor, affected.persons, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        for (const auto person : affected.persons) {
            auto& line = values.add("PERSON");
            for (const auto& slice : slices_)
                for (const auto& record : slice(tx, person, *warrant, name_and_contact()))
                    for (const auto& value : record.values) line.add("VALUE").set("TEXT", value.value);
        }
        return {};
    });
    if (!opened)
        return desk_.error(request, account, http_status(opened.error().code), "Not permitted", opened.error().message);
    return page(request, account, "breach_people.html", values, "People concerned");
}

}  // namespace autojet::registers
