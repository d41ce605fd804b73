#include "quotes/customer_view.hpp"

#include "booking/reference.hpp"
#include "quotes/terms.hpp"

namespace autojet::quotes {

void show_heading(http::Dict& values, const Whole& whole, const Zone& zone, Language language) {
    const auto& quote = whole.quote;
    values.set("REFERENCE", booking::display_reference(whole.order.reference)).set("VERSION", quote.version);
    values.set("SENT", format_long_date(date_of(zone.to_local(*quote.sent)), language));
    values.set("VALID_UNTIL", format_long_date(last_day(zone, quote), language));
}

void show_words(http::Dict& values, const std::string& message, const Messages& messages, Language language) {
    if (!message.empty()) values.add("MESSAGE").set("TEXT", message);
    for (const auto term : terms) values.add("TERM").set("TEXT", messages.translate(language, term));
}

void show_asking(http::Dict& page, const Whole& whole, const Asking& asking) {
    page.set("ACTION", asking.action).set("SEEN", whole.answers.size()).set("OPENED", asking.opened);
    page.set("QUESTION_VALUE", asking.question).show(whole.answers.empty() ? "FIRST" : "AGAIN");
}

}  // namespace autojet::quotes
