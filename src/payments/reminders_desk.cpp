#include "payments/reminders_desk.hpp"

#include <algorithm>

#include "accounts/invoice_settings.hpp"
#include "customers/customers.hpp"

namespace autojet::payments {

namespace {

std::string url_of(const OpenInvoice& open) {
    return "/desk/payments/reminders/of/" + std::to_string(open.document->id.value());
}
std::string url_of(ReminderId letter) {
    return "/desk/payments/letters/" + std::to_string(letter.value());
}

// Paragraphs stand apart; a line in them ends where it ends.
void show_words(http::Dict& values, std::string_view body) {
    http::Dict* paragraph = nullptr;
    while (!body.empty()) {
        const auto end = body.find('\n');
        const auto line = body.substr(0, end);
        if (line.empty()) paragraph = nullptr;
        if (!line.empty() && !paragraph) paragraph = &values.add("PARAGRAPH");
        if (!line.empty()) paragraph->add("LINE").set("TEXT", line);
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    }
}

}  // namespace

http::Handler RemindersDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        return (this->*handler)(request, account);
    });
}

void RemindersDesk::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/payments/reminders", guarded(&RemindersDesk::show_due));
    router.add(Method::get, "/desk/payments/reminders/of/{document}", guarded(&RemindersDesk::show_one));
    router.add(Method::post, "/desk/payments/reminders/of/{document}", guarded(&RemindersDesk::send));
    router.add(Method::post, "/desk/payments/reminders/of/{document}/pause", guarded(&RemindersDesk::set_pause));
    router.add(Method::get, "/desk/payments/letters/{reminder}", guarded(&RemindersDesk::letter));
}

http::Response RemindersDesk::gone(http::Request& request, const staff::Account& account) const {
    return desk_.error(request, account, 404, "Not found", "This document is not there any more.");
}

// How to write to the buyer. Contact is what it is for (policy P2); who has no record is named as on the invoice.
void RemindersDesk::reach(store::Tx& tx, shop::Visit& visit, About& about) const {
    about.name = about.open.buyer;
    if (const auto iban = accounts::load_settings(tx).iban) about.iban = iban->display();
    if (!about.may) return;
    const auto person = about.open.document->person;
    const auto record = customers::load(tx, house_.vault, person);
    if (!record) return;
    about.language = record->language;
    about.has_email = record->email.has_value();
    // Who keeps the books sends it too, without seeing more than the invoice says: the mail is written when it leaves.
    if (!visit.actor.purposes.test(static_cast<std::size_t>(policy::Purpose::contact))) return;
    const auto warrant = house_.gate.warrant<policy::Purpose::contact>(tx, visit.actor, {person}, visit.openings);
    if (!warrant) {
        about.may = tl::unexpected(warrant.error());
        return;
    }
    about.name = record->name.open_if_covered(*warrant).value_or(about.name);
}

std::optional<RemindersDesk::About> RemindersDesk::about_of(http::Request& request) const {
    auto& visit = shop::visit_of(request);
    const accounts::DocumentId id{parse_whole(request.path_parameters.at("document")).value_or(0)};
    return house_.database.read(request.shop, [&](store::Tx& tx) -> std::optional<About> {
        const auto document = accounts::find(tx, id);
        if (!document) return std::nullopt;
        auto open = load_open(tx, house_, visit, InvoiceNumber::parse(document->number).value());
        if (!open) return std::nullopt;
        About about{.open = std::move(*open),
                    .before = {},
                    .next = {},
                    .paused = {},
                    .may = {},
                    .name = {},
                    .language = request.language,
                    .has_email = false,
                    .iban = {}};
        about.before = reminders_of(tx, about.open.number);
        about.next = next_of(about.open, about.before);
        about.paused = find_pause(tx, about.open.number);
        about.may = may_remind(tx, about.open);
        reach(tx, visit, about);
        about.language = from_code(request.query.find("language").value_or("")).value_or(about.language);
        return about;
    });
}

http::Response RemindersDesk::show_due(http::Request& request, const staff::Account& account) const {
    const auto today = today_of(house_, request.shop);
    auto& visit = shop::visit_of(request);
    http::Dict values;
    int due = 0, later = 0;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        for (const auto& open : open_list(tx, house_, visit, today)) {
            if (open.amount <= Money{} || !open.document || open.due_on >= today) continue;
            const auto next = next_of(open, reminders_of(tx, open.number));
            const auto paused = find_pause(tx, open.number);
            const auto may = may_remind(tx, open);
            const bool now = next && next->from <= today && !paused && may;
            auto& row = values.add(now ? "DUE" : "LATER");
            ++(now ? due : later);
            row.set("NUMBER", open.number.text()).set("BUYER", open.buyer).set("URL", url_of(open));
            row.set("AMOUNT", open.amount.display(request.language));
            row.set("SINCE", format_short_date(open.due_on, request.language));
            row.set("STEP", next ? desk_.say(request, label(next->step)) : "");
            row.set("WHY",
                    !may     ? desk_.say(request, may.error().message)
                    : paused ? desk_.say(request, "Paused:") + " " + desk_.say(request, label(paused->reason))
                    : !next  ? desk_.say(request, "The last reminder has been sent.")
                            : desk_.say(request, "Not before") + " " + format_short_date(next->from, request.language));
        }
        return 0;
    });
    if (due == 0) values.show("NOTHING_DUE");
    if (later > 0) values.show("ANY_LATER");
    return desk_.page(request, account, "desk_reminders.html", values,
                      head_of(account, desk_.say(request, "Reminders")));
}

http::Response RemindersDesk::show_one(http::Request& request, const staff::Account& account) const {
    const auto about = about_of(request);
    if (!about) return gone(request, account);
    return one_page(request, account, *about, {});
}

http::Response RemindersDesk::send(http::Request& request, const staff::Account& account) const {
    const auto about = about_of(request);
    if (!about) return gone(request, account);
    const auto way = find_way(request.form().readable("way"));
    const auto language = from_code(request.form().readable("language")).value_or(about->language);
    if (!way)
        return one_page(request, account, *about,
                        {{ErrorCode::invalid, "not_chosen", "Please choose how it goes out.", "way"}});
    if (!about->may) return one_page(request, account, *about, {about->may.error()});
    if (*way == Way::mail && !about->has_email)
        return one_page(request, account, *about,
                        {{ErrorCode::conflict, "no_mail", "There is no e-mail address: print it as a letter.", "way"}});
    auto& visit = shop::visit_of(request);
    const auto sent = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<ReminderId> {
        const auto open = load_open(tx, house_, visit, about->open.number);
        if (!open) return tl::unexpected(open.error());
        return remind(tx, *open, *way, language, by_of(house_, request, account));
    });
    if (!sent) return one_page(request, account, *about, {sent.error()});
    return http::redirect_see_other(*way == Way::letter ? url_of(*sent) : url_of(about->open) + "?sent=1");
}

http::Response RemindersDesk::set_pause(http::Request& request, const staff::Account& account) const {
    const auto about = about_of(request);
    if (!about) return gone(request, account);
    const auto reason = find_pause(request.form().readable("reason"));
    const bool goes_on = request.form().has("go_on");
    if (!reason && !goes_on)
        return one_page(request, account, *about, {{ErrorCode::invalid, "not_chosen", "Please choose why.", "reason"}});
    (void)house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        if (goes_on)
            go_on(tx, about->open.number);
        else
            pause(tx, about->open.number, *reason, by_of(house_, request, account));
        return {};
    });
    return http::redirect_see_other(url_of(about->open));
}

http::Response RemindersDesk::one_page(http::Request& request, const staff::Account& account, const About& about,
                                       const Errors& errors) const {
    const auto today = today_of(house_, request.shop);
    const auto& open = about.open;
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.set("NUMBER", open.number.text()).set("BUYER", about.name).set("URL", url_of(open));
    values.set("PAYMENTS_URL", payments_url(open.document->id));
    values.set("AMOUNT", open.amount.display(request.language));
    values.set("DUE", format_long_date(open.due_on, request.language));
    for (const auto& reminder : about.before) {
        auto& row = values.add("BEFORE");
        row.set("DAY", format_short_date(reminder.day, request.language));
        row.set("STEP", desk_.say(request, label(reminder.step))).set("LETTER_URL", url_of(reminder.id));
        row.set("PAY_BY", format_short_date(reminder.pay_by, request.language));
        row.show(reminder.way == Way::letter ? "BY_LETTER" : reminder.delivered ? "DELIVERED" : "UNDER_WAY");
    }
    if (request.query.find("sent") && errors.empty()) values.show("SENT");
    if (!about.may) values.add("REFUSED").set("WHY", desk_.say(request, about.may.error().message));
    if (about.paused)
        values.add("PAUSED").set("REASON", desk_.say(request, label(about.paused->reason)));
    else
        for (const auto reason : all_pauses)
            values.add("PAUSE_REASON").set("VALUE", code(reason)).set("LABEL", desk_.say(request, label(reason)));
    if (!about.paused) values.show("CAN_PAUSE");
    if (!about.next) values.show("THRICE");
    if (about.may && about.next && !about.paused) {
        auto& next = values.add("NEXT");
        next.set("STEP", desk_.say(request, label(about.next->step)));
        next.set("FROM", format_long_date(about.next->from, request.language));
        const auto way = about.has_email ? Way::mail : Way::letter;
        const auto& shop = house_.shops.load(request.shop);
        const auto phone = PhoneNumber::parse(shop.phone);
        const ReminderFacts facts{.step = about.next->step,
                                  .to_business = open.to_business,
                                  .name = about.name,
                                  .number = open.number,
                                  .issued_on = open.issued_on,
                                  .amount = open.amount,
                                  .costs = about.next->step == Step::last ? collection_costs(open.amount) : Money{},
                                  .pay_by = pay_by(about.next->step, way, today),
                                  .iban = about.iban,
                                  .shop = shop.name,
                                  .phone = phone ? phone->display() : shop.phone};
        const auto words = words_of(facts, house_.messages, about.language);
        next.set("SUBJECT", words.subject).set("LANGUAGE", code(about.language));
        show_words(next, words.body);
        if (about.next->from > today) {
            next.show("TOO_EARLY");
        } else {
            auto& now = next.add("NOW");
            if (about.has_email) now.show("BY_MAIL");
        }
    }
    return desk_.page(request, account, "desk_reminder.html", values,
                      head_of(account, desk_.say(request, "Reminders") + " " + open.number.text(), errors));
}

// As it was written that day, whatever was paid since.
http::Response RemindersDesk::letter(http::Request& request, const staff::Account& account) const {
    auto& visit = shop::visit_of(request);
    const ReminderId id{parse_whole(request.path_parameters.at("reminder")).value_or(0)};
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto reminder = find_reminder(tx, id);
        if (!reminder) return false;
        const auto open = load_open(tx, house_, visit, reminder->document);
        if (!open || !open->document) return false;
        auto facts = facts_of(tx, house_, *reminder, open->issued_on);
        facts.name = open->buyer;
        const auto words = words_of(facts, house_.messages, reminder->language);
        const auto& shop = house_.shops.load(request.shop);
        values.set("SUBJECT", words.subject).set("TO", open->buyer).set("PLACE", shop.city);
        show_words(values, words.body);
        values.set("URL", url_of(*open)).set("LETTER_LANG", code(reminder->language));
        values.set("DAY", format_long_date(reminder->day, reminder->language));
        values.set("SHOP", shop.name).set("STREET", shop.street).set("CITY", shop.postcode + " " + shop.city);
        return true;
    });
    if (!found) return gone(request, account);
    return desk_.page(request, account, "desk_reminder_letter.html", values,
                      head_of(account, desk_.say(request, "Letter")));
}

}  // namespace autojet::payments
