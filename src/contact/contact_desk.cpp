#include "base/phone.hpp"
#include "base/text.hpp"
#include "contact/contact.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::contact {

namespace {

constexpr std::size_t letters_on_a_page = 20;

std::optional<LetterId> parse_id(std::string_view text) {
    const auto number = parse_whole(text);
    return number && *number > 0 ? std::optional{LetterId{*number}} : std::nullopt;
}

using ToAnswer = policy::Warrant<privacy::Purpose::contact>;

// What a restriction or a version of the policy closes is left out.
void show_letter(http::Dict& values, const Letter& letter, const ToAnswer* warrant) {
    const auto opened = [&](const auto& closed) {
        return warrant ? closed.open_if_covered(*warrant) : std::optional<std::string>{};
    };
    values.set("NAME", opened(letter.name).value_or("")).set("MESSAGE", opened(letter.body).value_or(""));
    if (const auto number = letter.phone ? opened(*letter.phone) : std::nullopt) {
        const auto phone = PhoneNumber::parse(*number).value();
        values.add("HAS_PHONE").set("PHONE", phone.display()).set("PHONE_URL", phone.e164());
    }
    if (const auto email = letter.email ? opened(*letter.email) : std::nullopt)
        values.add("HAS_EMAIL").set("EMAIL", *email);
    if (letter.handled)
        values.show("HANDLED");
    else
        values.add("CAN_HANDLE").set("URL", "/desk/messages/" + std::to_string(letter.id.value()) + "/handling");
}

std::string when(const Zone& zone, Instant instant, Language language) {
    const auto local = zone.to_local(instant);
    return format_short_date(date_of(local), language) + ", " + format_time_of_day(local);
}

}  // namespace

http::Response Contact::show_letters(http::Request& request, const staff::Account& account) const {
    auto& visit = shop::visit_of(request);
    const auto& zone = house_.shops.zone(request.shop);
    http::Dict values;
    const auto shown = house_.database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto waiting = count_waiting(tx);
        values.set("SUMMARY", std::to_string(waiting) + " " +
                                  desk_.say(request, waiting == 1 ? "message waits" : "messages wait"));
        if (waiting == 0) values.show("NOTHING");
        const auto before = parse_id(request.query.find("before").value_or(""));
        const auto page = newest(tx, house_.vault, before, letters_on_a_page);
        if (page.older_than)
            values.add("OLDER").set("URL", "/desk/messages?before=" + std::to_string(page.older_than->value()));

        std::vector<PersonId> senders;
        for (const auto& letter : page.letters) senders.push_back(letter.sender);
        const auto warrant = house_.gate.warrant<privacy::Purpose::contact>(tx, visit.actor, senders, visit.openings);
        for (const auto& letter : page.letters) {
            auto& row = values.add("LETTER");
            row.set("TIME", when(zone, letter.created, request.language));
            if (privacy::is_restricted(tx, letter.sender)) row.show("RESTRICTED");
            show_letter(row, letter, warrant ? &*warrant : nullptr);
        }
        return {};
    });
    if (!shown)
        return desk_.error(request, account, http_status(shown.error().code), "Not permitted", shown.error().message);
    return desk_.page(
        request, account, "desk_messages.html", values,
        {.title = desk_.say(request, "Messages"), .description = "", .section = "messages", .personal = true});
}

http::Response Contact::handle(http::Request& request, const staff::Account& account) const {
    const auto id = parse_id(request.path_parameters.at("message"));
    const auto done =
        house_.database.write(request.shop, [&](store::Tx& tx) { return mark_handled(tx, id.value_or(LetterId{})); });
    if (!done) return desk_.error(request, account, http_status(done.error().code), "Not found", done.error().message);
    return http::redirect_see_other("/desk/messages");
}

}  // namespace autojet::contact
