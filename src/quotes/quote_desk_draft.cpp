#include "quotes/mails.hpp"
#include "quotes/quote_desk_change.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/line_form.hpp"

namespace autojet::quotes {

namespace {

QuoteLineId line_in(const http::Request& request) {
    return QuoteLineId{parse_whole(request.path_parameters.at("line")).value_or(0)};
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

http::Response QuoteDesk::send(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    workshop::FormReading form(request.form());
    const Sending sending{.message = form.words("message", longest_message),
                          .days = static_cast<int>(form.number("days", usual_days)),
                          .language = from_code(form.text("language")).value_or(Language::nl),
                          .seen = form.number("seen", -1)};
    if (sending.days < 1 || sending.days > most_days)
        form.refuse({ErrorCode::invalid, "too_long", "A quote can be answered for 1 to 90 days.", "days"});
    if (!form.errors().empty()) return page(request, account, order, form.errors());
    const bool by_mail = request.form().has("by_mail");
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor& actor) -> Result<void> {
                      const auto sent = quoting_.send(tx, id, sending, warrant, actor);
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
