#include <algorithm>

#include "quotes/quote_desk_change.hpp"
#include "workshop/agreed.hpp"
#include "workshop/form_reading.hpp"

namespace autojet::quotes {

// What the customer said on the phone or at the desk, written down by who heard it.
http::Response QuoteDesk::answer(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    workshop::FormReading form(request.form());
    const auto question = form.words("question", longest_question);
    const auto via = via_from_code(form.text("via"));
    if (!via || *via == Via::by_link)
        form.refuse({ErrorCode::invalid, "unknown_way", "Please say how the customer answered.", "via"});
    if (!form.errors().empty()) return page(request, account, order, form.errors());
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId id, const ForWork& warrant, const Actor& actor) -> Result<void> {
                      const auto lines = lines_of(tx, house().vault, *find(tx, id));
                      if (!lines) return tl::unexpected(lines.error());
                      const NewAnswer given{.via = *via,
                                            .opened = std::nullopt,
                                            .decisions = decisions_from(request.form(), *lines),
                                            .question = question,
                                            .answers_seen = static_cast<std::size_t>(form.number("seen", 0))};
                      if (auto answered = quoting_.answer(tx, id, given, warrant, actor); !answered)
                          return tl::unexpected(answered.error());
                      return {};
                  });
}

// From waiting for the answer back to work.
http::Response QuoteDesk::resume(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId, const ForWork&, const Actor& actor) -> Result<void> {
                      const workshop::Stand waiting{workshop::State::waiting, workshop::Waiting::approval};
                      if (auto moved = quoting_.orders().move_to(tx, order.id, waiting,
                                                                 {workshop::State::in_progress, std::nullopt}, actor);
                          !moved)
                          return tl::unexpected(moved.error());
                      return {};
                  });
}

http::Response QuoteDesk::consent(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    workshop::FormReading form(request.form());
    const auto amount = form.take(Money::parse(form.text("amount"), "amount"), Money{});
    const auto words = form.line("words", workshop::longest_agreement_words);
    const auto via = form.text("via");
    if (via != "by_phone" && via != "at_desk")
        form.refuse({ErrorCode::invalid, "unknown_way", "Please say how the customer agreed.", "consent_via"});
    if (form.errors().empty() && (amount <= Money{} || amount > invoicing::most_money))
        form.refuse(
            {ErrorCode::invalid, "not_an_amount", "Please give the amount that the customer agreed to.", "amount"});
    if (!form.errors().empty()) return page(request, account, order, form.errors());
    const auto how = via == "by_phone" ? workshop::Agreement::by_phone : workshop::Agreement::at_desk;
    return change(request, account, order,
                  [&](store::Tx& tx, QuoteId, const ForWork&, const Actor& actor) -> Result<void> {
                      const auto there = workshop::changeable(tx, order.id);
                      if (!there) return tl::unexpected(there.error());
                      workshop::agree(tx, house().vault, *there, how, amount, words, actor);
                      return {};
                  });
}

// The price stays as it was agreed, whatever is added to the order from now on.
http::Response QuoteDesk::absorb(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return change(
        request, account, order, [&](store::Tx& tx, QuoteId, const ForWork&, const Actor& actor) -> Result<void> {
            const auto there = workshop::changeable(tx, order.id);
            if (!there) return tl::unexpected(there.error());
            const auto agreed = workshop::find_agreed(tx, house().vault, *there);
            if (!agreed) return tl::unexpected(agreed.error());
            if (!*agreed)
                return autojet::refuse(ErrorCode::conflict, "nothing_agreed",
                                       "No price was agreed for this order, so there is nothing to keep to.");
            if ((*agreed)->how == workshop::Agreement::absorbed) return {};
            workshop::agree(tx, house().vault, *there, workshop::Agreement::absorbed, (*agreed)->amount, "", actor);
            return {};
        });
}

}  // namespace autojet::quotes
