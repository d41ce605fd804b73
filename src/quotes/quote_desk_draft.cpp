#include "quotes/customer_view.hpp"
#include "quotes/mails.hpp"
#include "quotes/quote_desk_change.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/line_form.hpp"

namespace autojet::quotes {

namespace {

QuoteLineId line_in(const http::Request& request) {
    return QuoteLineId{parse_whole(request.path_parameters.at("line")).value_or(0)};
}

tl::expected<Sending, Errors> sending_from(const http::Form& typed) {
    workshop::FormReading form(typed);
    Sending sending{.message = form.words("message", longest_message),
                    .days = static_cast<int>(form.number("days", usual_days)),
                    .language = from_code(form.text("language")).value_or(Language::nl),
                    .seen = form.number("seen", -1)};
    if (sending.days < 1 || sending.days > most_days)
        form.refuse({ErrorCode::invalid, "too_long", "A quote can be answered for 1 to 90 days.", "days"});
    if (!form.errors().empty()) return tl::unexpected(form.errors());
    return sending;
}

}  // namespace

http::Response QuoteDesk::open_draft(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId, const ForWork& warrant, const Actor& actor) -> Result<void> {
                      if (auto made = quoting_.open_draft(tx, order.id, warrant, actor); !made)
                          return tl::unexpected(made.error());
                      return {};
                  });
}

http::Response QuoteDesk::take_over(http::Request& request, const staff::Account& account,
                                    const WorkOrder& order) const {
    return change(request, account, order, [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor&) {
        return quoting_.take_over(tx, id, warrant);
    });
}

http::Response QuoteDesk::add_line(http::Request& request, const staff::Account& account,
                                   const WorkOrder& order) const {
    const auto line = workshop::line_from(request.form());
    if (!line) return page(request, account, order, line.error());
    const bool can_wait = request.form().has("can_wait");
    return change(request, account, order, [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor&) {
        return quoting_.add_line(tx, id, *line, can_wait, warrant);
    });
}

http::Response QuoteDesk::set_can_wait(http::Request& request, const staff::Account& account,
                                       const WorkOrder& order) const {
    const bool can_wait = request.form().readable("can_wait") == "yes";
    return change(request, account, order, [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor&) {
        return quoting_.set_can_wait(tx, id, line_in(request), can_wait, warrant);
    });
}

http::Response QuoteDesk::remove_line(http::Request& request, const staff::Account& account,
                                      const WorkOrder& order) const {
    return change(request, account, order, [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor&) {
        return quoting_.remove_line(tx, id, line_in(request), warrant);
    });
}

http::Response QuoteDesk::discard(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId id, const ForWork&, const Actor&) { return quoting_.discard(tx, id); });
}

// As the customer will see it: the same page in the same frame and language, with what goes along to be sent.
http::Response QuoteDesk::preview(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    if (request.form().has("back")) return page(request, account, order, {});
    const auto sending = sending_from(request.form());
    if (!sending) return page(request, account, order, sending.error());
    const auto say_at_desk = [this, desk_language = request.language](std::string_view english) {
        return house().messages.translate(desk_language, english);
    };
    http::Dict values;
    const auto shown = house().database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        auto& visit = shop::visit_of(request);
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto draft = quote_in(tx, request, order);
        if (!draft) return autojet::refuse(ErrorCode::not_found, "not_found", "This quote is not there any more.");
        auto ready = quoting_.make_ready(tx, draft->id, *sending, visit.actor);
        if (!ready) return tl::unexpected(ready.error());
        auto begun_lines = begun(tx, ready->quote, ready->lines, {});
        const Whole whole{
            std::move(ready->quote), std::move(ready->order), std::move(ready->lines), {}, std::move(begun_lines), {}};
        show_heading(values, whole, house().shops.zone(request.shop), sending->language);
        show_words(values, sending->message, house().messages, sending->language);
        auto& asked = values.add("ASKED");
        show_lines(asked, whole, chosen_decisions(whole), *warrant, house().messages, sending->language);
        show_asking(asked, whole, {.action = request.path, .opened = {}, .question = {}});
        return {};
    });
    if (!shown) return page(request, account, order, {shown.error()});
    auto& bar = values.add("PREVIEW").set("ACTION", request.path);
    bar.set("SEND_URL", request.path.substr(0, request.path.rfind('/')) + "/sending");
    bar.set("TITLE", say_at_desk("Preview: this is what your customer will see."));
    bar.set("NOTHING_SENT", say_at_desk("Nothing has been sent yet."));
    bar.set("BACK", say_at_desk("Back")).set("SEND", say_at_desk("Send this version"));
    bar.set("MESSAGE_VALUE", sending->message).set("DAYS_VALUE", sending->days).set("SEEN_VALUE", sending->seen);
    bar.set("LANGUAGE_VALUE", code(sending->language));
    if (request.form().has("by_mail")) bar.show("BY_MAIL");
    request.language = sending->language;
    request.path = "/";  // from where the frame's links lead on
    return site_.page(request, "quote.html", values,
                      {.title = site_.say(request, "Quote"), .description = "", .personal = true, .form = true});
}

http::Response QuoteDesk::send(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    const auto sending = sending_from(request.form());
    if (!sending) return page(request, account, order, sending.error());
    const bool by_mail = request.form().has("by_mail");
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor& actor) -> Result<void> {
                      const auto sent = quoting_.send(tx, id, *sending, warrant, actor);
                      if (!sent) return tl::unexpected(sent.error());
                      if (by_mail && can_be_mailed(tx, house().vault, order.person)) put_in_outbox(tx, id);
                      return {};
                  });
}

http::Response QuoteDesk::withdraw(http::Request& request, const staff::Account& account,
                                   const WorkOrder& order) const {
    return change(request, account, order, [&](store::Tx& tx, QuoteId id, const ForWork&, const Actor& actor) {
        return quoting_.withdraw(tx, id, actor);
    });
}

}  // namespace autojet::quotes
