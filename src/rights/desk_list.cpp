#include <algorithm>

#include "base/text.hpp"
#include "customers/customers.hpp"
#include "rights/desk.hpp"
#include "rights/record_words.hpp"
#include "rights/standing_requests.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

using policy::Purpose;

constexpr int answered_shown = 100;
constexpr std::size_t most_found = 40;

// By phone number, e-mail address or plate, whichever it reads like; closed from here on.
std::vector<PersonId> find_persons(store::Tx& tx, privacy::Vault& vault, const std::string& wanted) {
    std::vector<PersonId> found;
    const auto add = [&](const std::vector<PersonId>& more) { found.insert(found.end(), more.begin(), more.end()); };
    if (const auto email = EmailAddress::parse(wanted))
        add(vault.find(tx, privacy::IndexKind::email, Address::collected(email->key())));
    if (const auto phone = PhoneNumber::parse(wanted))
        add(vault.find(tx, privacy::IndexKind::phone, Address::collected(phone->e164())));
    if (const auto plate = PlateNumber::parse("NL", wanted))
        add(vault.find(tx, privacy::IndexKind::plate, PersonalText<Category::vehicle>::collected(plate->key())));
    for (const auto person : std::vector(found)) add(customers::linked_with(tx, person));
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.size() > most_found) found.resize(most_found);
    return found;
}

std::vector<PersonId> chosen_persons(const http::Form& form) {
    std::vector<PersonId> persons;
    for (const auto text : form.all("record"))
        if (const auto number = parse_whole(text); number && *number > 0) persons.push_back(PersonId{*number});
    return persons;
}

}  // namespace

http::Response DeskPages::list(http::Request& request, const staff::Account& account) {
    http::Dict values;
    const auto now = house_.clock.now();
    const auto requests =
        house_.database.read(request.shop, [](store::Tx& tx) { return all_requests(tx, answered_shown); });
    std::size_t open = 0, late = 0;
    for (const auto& asked : requests) {
        auto& row = values.add(asked.is_open() ? "WAITING" : "FINISHED");
        show_request(row, house_, request.shop, asked, request.language);
        row.set("URL", "/desk/requests/" + asked.number);
        open += asked.is_open() ? 1 : 0;
        late += asked.is_overdue(now) ? 1 : 0;
    }
    if (open == 0) values.show("NOTHING_OPEN");
    if (late > 0) values.add("LATE").set("COUNT", late);
    return desk_.page(request, account, "desk_requests.html", values,
                      {.title = desk_.say(request, "Requests"), .description = "", .personal = true});
}

http::Response DeskPages::ask_new(http::Request& request, const staff::Account& account) {
    return new_page(request, account, {}, false);
}

http::Response DeskPages::search(http::Request& request, const staff::Account& account) {
    return new_page(request, account, {}, true);
}

http::Response DeskPages::new_page(http::Request& request, const staff::Account& account, const Errors& errors,
                                   bool searched) {
    auto& visit = shop::visit_of(request);
    const auto& form = request.form();
    http::Dict values;
    const auto wanted = form.readable("wanted");
    values.set("WANTED_VALUE", wanted);
    auto& fields = values.add("FORM");
    fields.set("WANTED_VALUE", wanted)
        .set("CONTACT_VALUE", form.readable("contact"))
        .set("WORDS_VALUE", form.readable("words"));
    for (const auto kind : all_kinds) {
        auto& row = fields.add("KIND");
        row.set("CODE", code(kind)).set("LABEL", desk_.say(request, label(kind)));
        if (code(kind) == form.text("kind")) row.show("SELECTED");
    }
    for (const auto channel : all_channels) {
        if (channel == Channel::self_service) continue;
        auto& row = fields.add("CHANNEL");
        row.set("CODE", code(channel)).set("LABEL", desk_.say(request, label(channel)));
        if (code(channel) == form.text("channel")) row.show("SELECTED");
    }
    if (searched)
        house_.database.read(request.shop, [&](store::Tx& tx) {
            const auto persons = find_persons(tx, house_.vault, wanted);
            const auto warrant = house_.gate.warrant<Purpose::rights>(tx, visit.actor, persons, visit.openings);
            const auto chosen = chosen_persons(form);
            for (const auto person : persons) {
                const auto record = customers::load(tx, house_.vault, person);
                auto& row = fields.add("FOUND");
                row.set("RECORD", person.value());
                row.set("NAME", warrant && record ? record->name.open(*warrant)
                                                  : desk_.say(request, "A message from the website"));
                row.set("SINCE", record ? day_text(house_, request.shop, record->created, request.language) : "");
                if (chosen.empty() || std::ranges::find(chosen, person) != chosen.end()) row.show("CHECKED");
            }
            if (persons.empty()) fields.show("NOBODY");
            return 0;
        });
    desk_.show_errors(request, fields, errors);
    return desk_.page(request, account, "desk_request_new.html", values,
                      {.title = desk_.say(request, "New request"),
                       .description = "",
                       .personal = true,
                       .status = errors.empty() ? 200 : 422});
}

http::Response DeskPages::take_in(http::Request& request, const staff::Account& account) {
    const auto& form = request.form();
    Errors errors;
    const auto kind = kind_from_code(form.text("kind"));
    const auto channel = channel_from_code(form.text("channel"));
    if (!kind) errors.push_back({ErrorCode::invalid, "required", "Please choose what they ask for.", "kind"});
    if (!channel || *channel == Channel::self_service)
        errors.push_back({ErrorCode::invalid, "required", "Please choose how it came.", "channel"});
    const auto words = clean_text(form.text("words"), longest_words, "words", Presence::optional);
    if (!words) errors.push_back(words.error());
    const auto contact = clean_line(form.text("contact"), 254, "contact");
    if (!contact) errors.push_back(contact.error());
    if (!errors.empty()) return new_page(request, account, errors, true);

    const auto made = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Request> {
        // Only records of this shop that there are: numbers that somebody made up are left out.
        auto persons = chosen_persons(form);
        std::erase_if(persons, [&](PersonId person) {
            return std::ranges::none_of(holders_, [&](const Holder& holder) { return holder.knows(tx, person); });
        });
        return open_request(tx, house_.vault, house_.shops.zone(request.shop),
                            {.kind = *kind,
                             .channel = *channel,
                             .language = from_code(form.text("language")).value_or(request.language),
                             .persons = persons,
                             .words = words->empty() ? std::nullopt : std::optional{Words::collected(*words)},
                             .contact = Address::collected(*contact),
                             .identity = Identity::open});
    });
    if (!made) return new_page(request, account, {made.error()}, true);
    return http::redirect_see_other("/desk/requests/" + made->number);
}

}  // namespace autojet::rights
