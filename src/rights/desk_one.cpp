#include <set>

#include "booking/reference.hpp"
#include "customers/customers.hpp"
#include "privacy/standing.hpp"
#include "rights/copy.hpp"
#include "rights/desk.hpp"
#include "rights/erasure.hpp"
#include "rights/notices.hpp"
#include "rights/record_words.hpp"
#include "rights/standing_requests.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

using policy::Purpose;

// What to do, in plain words.
std::string_view advice(Kind kind) {
    switch (kind) {
        case Kind::access:
            return "Print the copy and send it, or let them look at it themselves with a code. Then answer.";
        case Kind::correction:
            return "Let them correct it themselves with a code, or ask what is wrong and put it right in the booking. "
                   "Then answer.";
        case Kind::deletion:
            return "Erase everything with the button below. What the law keeps stays, and the receipt says so.";
        case Kind::restriction:
            return "Choose their reason below. From then on the data is only kept.";
        case Kind::objection:
            return "Stop the use with the button below. Then weigh it: are there reasons that weigh more than theirs? "
                   "Mostly there are none.";
        case Kind::portability:
            return "Let them fetch the file themselves with a code, or send them the files. Then answer.";
        case Kind::withdrawal:
            return "Let them withdraw it themselves with a code. Then answer.";
        case Kind::complaint:
            return "Look at what happened, and answer with what you do about it.";
    }
    return "";
}

void show_choices(http::Dict& values, const staff::Desk& desk, const http::Request& request) {
    for (const auto identity : all_identities)
        if (identity != Identity::open)
            values.add("IDENTITY").set("CODE", code(identity)).set("LABEL", desk.say(request, label(identity)));
    for (const auto outcome : all_outcomes)
        values.add("OUTCOME").set("CODE", code(outcome)).set("LABEL", desk.say(request, label(outcome)));
    const auto& form = request.form();
    values.set("REASON_VALUE", form.readable("reason")).set("REASONS_VALUE", form.readable("reasons"));
    values.set("DOUBT_VALUE", form.readable("doubt")).set("MORE_VALUE", form.readable("more"));
}

}  // namespace

http::Response DeskPages::one(http::Request& request, const staff::Account& account) {
    const auto asked = find(request);
    return asked ? one_page(request, account, *asked, {}) : not_found(request, account);
}

http::Response DeskPages::one_page(http::Request& request, const staff::Account& account, const Request& asked,
                                   const Errors& errors, std::string_view code_to_read) {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    show_request(values, house_, request.shop, asked, request.language);
    values.set("URL", "/desk/requests/" + asked.number).set("ADVICE", desk_.say(request, advice(asked.kind)));
    values.set("IDENTITY_NOW", desk_.say(request, label(asked.identity)));
    if (!code_to_read.empty()) values.add("CODE").set("TEXT", code_to_read);
    desk_.show_errors(request, values, errors);

    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto persons = persons_of(tx, asked.id);
        auto all = persons;
        all.push_back(asked.subject());
        const auto warrant = house_.gate.warrant<Purpose::rights>(tx, visit.actor, all, visit.openings);
        if (!warrant) return 0;
        std::set<std::string> names;
        for (const auto person : persons) {
            const auto record = customers::load(tx, house_.vault, person);
            const auto name = record ? record->name.open(*warrant) : desk_.say(request, "A message from the website");
            if (names.insert(name).second) values.add("PERSON").set("NAME", name);
        }
        if (persons.empty()) values.show("NO_PERSON");
        const auto written = load_written(tx, house_.vault, asked);
        const auto show = [&](std::string_view section, const auto& closed) {
            if (closed) values.add(section).set("TEXT", closed->open(*warrant));
        };
        show("HAS_WORDS", written.words);
        show("HAS_REASONS", written.reasons);
        show("HAS_DOUBT", written.doubt);
        show("HAS_MORE", written.more);
        show("HAS_ANSWER", written.answer);
        show("HAS_CONTACT", written.contact);
        if (written.contact && !written.delivered && !asked.is_open()) values.show("TO_DELIVER");
        if (written.delivered)
            values.add("DELIVERED").set("DAY", day_text(house_, request.shop, *written.delivered, request.language));

        const bool known = asked.identity != Identity::open;
        if (asked.is_open()) {
            auto& open = values.add("CAN");
            show_choices(open, desk_, request);
            desk_.show_errors(request, open, errors);
            if (!known) open.show(written.doubt ? "DOUBTED" : "UNKNOWN");
            if (!asked.extended && tx.now() < asked.due) open.show("EXTEND");
            if (known && !persons.empty()) {
                open.show("GIVE_CODE");
                if (asked.kind == Kind::access || asked.kind == Kind::portability) open.show("PRINT");
                if (asked.kind == Kind::deletion) open.show("ERASE");
                if (asked.kind == Kind::objection) open.show("OBJECT");
                if (asked.kind == Kind::restriction) {
                    auto& restriction = open.add("RESTRICT");
                    for (const auto ground : privacy::all_grounds)
                        restriction.add("GROUND")
                            .set("CODE", privacy::code(ground))
                            .set("LABEL", desk_.say(request, privacy::label(ground)));
                }
            }
        }
        auto& standing = values.add("STANDING");
        show_standing(standing, tx, house_, persons, request.language);
        for (const auto& notice : notices_of(tx, house_.vault, asked)) {
            auto& row = values.add("NOTICE_TO");
            const auto in_force = house_.policies.of(request.shop);
            const auto* recipient = policy::find(in_force->model.recipients, notice.recipient);
            row.set("WHO", recipient ? recipient->title.in(request.language) : notice.recipient);
            if (notice.told)
                row.add("TOLD")
                    .set("DAY", day_text(house_, request.shop, *notice.told, request.language))
                    .set("SAID", notice.confirmation ? notice.confirmation->open(*warrant) : "");
            else
                row.add("TELL").set("NOTICE", notice.id.value());
        }
        if (has_receipt(tx, asked.id))
            values.add("RECEIPT").set("RECEIPT_URL",
                                      shop::Site::base(request) + "/receipt/" +
                                          receipt_secret(house_.vault, request.shop, asked.id, tx.now()));
        return 0;
    });
    return desk_.page(request, account, "desk_request.html", values,
                      {.title = desk_.say(request, "Request") + " " + booking::display_reference(asked.number),
                       .description = "",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response DeskPages::copy(http::Request& request, const staff::Account& account) {
    const auto asked = find(request);
    if (!asked || asked->identity == Identity::open) return not_found(request, account);
    const auto persons = house_.database.read(request.shop, [&](store::Tx& tx) { return persons_of(tx, asked->id); });
    request.language = asked->language;  // of the person, not of the desk
    http::Dict values;
    show_copy(values, house_, request.shop, copy_of(house_, holders_, request, persons), request.language);
    return desk_.page(request, account, "me_copy.html", values,
                      {.title = desk_.say(request, "A copy of your data"), .description = "", .personal = true});
}

}  // namespace autojet::rights
