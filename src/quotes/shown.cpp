#include "booking/reference.hpp"
#include "quotes/quoting.hpp"
#include "quotes/terms.hpp"

namespace autojet::quotes {

// Everything that the page of this version tells, in its language: what the digest is made of.
std::string Quoting::shown_text(store::Tx& tx, const Quote& quote, const WorkOrder& order,
                                const std::vector<QuoteLine>& lines, const std::string& message,
                                const ForWork& warrant) const {
    const auto say = [&](std::string_view english) { return house().messages.translate(quote.language, english); };
    const auto money = [&](Money amount) { return amount.display(quote.language); };
    const auto& shop = house().shops.load(tx.shop());
    const auto& zone = house().shops.zone(tx.shop());
    std::string text = shop.name + "\n" + say("Quote") + " " + booking::display_reference(order.reference) + ", " +
                       say("version") + " " + std::to_string(quote.version) + "\n" +
                       format_moment(zone.to_local(*quote.sent), quote.language) + "\n";
    if (!message.empty()) text += "\n" + message + "\n";
    text += "\n";
    std::vector<LineAmounts> amounts;
    for (const auto& line : lines) amounts.push_back(line.amounts);
    const auto totals = workshop::add_up(quote.basis, amounts).value();
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const auto& line = lines[n];
        text += std::to_string(n + 1) + ". " + line.description.open(warrant) + "\n   " +
                line.amounts.quantity.display(quote.language) + " " + say(invoicing::label(line.amounts.unit)) + " x " +
                money(line.amounts.unit_price);
        if (line.amounts.discount != Money{}) text += ", " + say("discount") + " " + money(line.amounts.discount);
        text += " = " + money(totals.lines[n].shown) + "  (" + say(invoicing::label(line.amounts.vat)) + ")";
        if (line.can_wait) text += "  [" + say("Can wait") + "]";
        if (line.agreed_before) text += "  [" + say("Agreed before") + "]";
        text += "\n";
    }
    text += "\n" + say("Without VAT") + " " + money(totals.net) + "\n" + say("VAT") + " " + money(totals.vat) + "\n" +
            say("Total including VAT") + " " + money(totals.gross) + "\n\n" + say("Valid until") + " " +
            format_long_date(last_day(zone, quote), quote.language) + "\n";
    for (const auto term : terms) text += "- " + say(term) + "\n";
    return text;
}

}  // namespace autojet::quotes
