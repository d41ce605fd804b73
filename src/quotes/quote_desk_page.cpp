#include <algorithm>

#include "booking/reference.hpp"
#include "quotes/link.hpp"
#include "quotes/mails.hpp"
#include "quotes/quote_desk.hpp"
#include "quotes/terms.hpp"
#include "shop/visit.hpp"
#include "staff/qr_code.hpp"
#include "workshop/agreed.hpp"
#include "workshop/line_form.hpp"
#include "workshop/order_words.hpp"

namespace autojet::quotes {

http::Response QuoteDesk::page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                               const Errors& errors) const {
    http::Dict values;
    desk_.show_errors(request, values, errors);
    const auto filled = house().database.read(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto now = workshop::load(tx, order.id);
        if (!now) return tl::unexpected(now.error());
        return fill(tx, request, account, *now, errors, values);
    });
    if (!filled)
        return desk_.error(request, account, http_status(filled.error().code),
                           say(request, "This quote cannot be shown now"), say(request, filled.error().message));
    return desk_.page(request, account, "desk_quote.html", values,
                      {.title = say(request, "Quote") + " " + booking::display_reference(order.reference),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

Result<void> QuoteDesk::fill(store::Tx& tx, http::Request& request, const staff::Account& account,
                             const WorkOrder& order, const Errors& errors, http::Dict& values) const {
    auto& visit = shop::visit_of(request);
    const auto warrant =
        house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
    if (!warrant) return tl::unexpected(warrant.error());
    values.set("ORDER_URL", "/desk/orders/" + order.reference)
        .set("REFERENCE", booking::display_reference(order.reference))
        .set("STATE", say(request, workshop::told(order.stand)))
        .set("STATE_CLASS", workshop::class_of(order.stand))
        .set("QUOTE_URL", url_of(order));
    show_price(tx, request, order, *warrant, values);
    const bool ready = order.stand.state == workshop::State::ready || order.stand.state == workshop::State::collected;
    if (staff::may(account.role, staff::Part::invoices)) {
        if (const auto invoice = find_invoice(tx, order.id))
            values.add("INVOICED").set("URL", "/desk/invoices/" + std::to_string(invoice->value()));
        else if (ready)
            values.add("CAN_INVOICE").set("URL", "/desk/invoices/of-order/" + order.reference);
    }
    const auto versions = of_order(tx, order.id);
    const bool drafting = !versions.empty() && versions.front().state == QuoteState::draft;
    if (!drafting && order.is_open()) values.show(versions.empty() ? "CAN_BEGIN" : "CAN_RENEW");
    if (!drafting) values.show("LIVE");
    const auto standing = find_standing(tx, order.id);
    http::Dict* history = nullptr;
    for (const auto& version : versions) {
        const auto whole = load_whole(tx, house().vault, version);
        if (!whole) return tl::unexpected(whole.error());
        if (version.state == QuoteState::draft)
            show_draft(tx, request, *whole, *warrant, errors, values);
        else if (standing && standing->id == version.id)
            show_sent(tx, request, *whole, *warrant, values);
        if (version.state == QuoteState::draft) continue;
        if (!history) history = &values.add("HISTORY");
        show_version(tx, request, *whole, *warrant, history->add("VERSION"));
    }
    return {};
}

// PRICE {AGREED HOW WHEN MOST SUM #ABOVE #ABSORBED AGREEMENT{..}} or NOTHING_AGREED, and the two forms.
void QuoteDesk::show_price(store::Tx& tx, http::Request& request, const WorkOrder& order, const ForWork& warrant,
                           http::Dict& values) const {
    auto& visit = shop::visit_of(request);
    const auto money = [&](Money amount) { return amount.display(request.language); };
    const auto sum = gross_of(order.basis, workshop::amounts_of(tx, order.id)).value_or(Money{});
    values.set("SUM", money(sum)).set("AMOUNT_VALUE", request.form().readable("amount"));
    values.set("WORDS_VALUE", request.form().readable("words"));
    if (order.is_open()) values.show("MAY_AGREE");
    const auto all = workshop::agreements_of(tx, house().vault, order);
    if (!all || all->empty()) {
        values.show("NOTHING_AGREED");
        return;
    }
    workshop::StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
    const auto& zone = house().shops.zone(tx.shop());
    const auto& last = all->back();
    auto& price = values.add("PRICE");
    price.set("AGREED", money(last.amount)).set("HOW", say(request, label(last.how)));
    if (last.how == workshop::Agreement::absorbed)
        price.show("ABSORBED");
    else
        price.add("BOUND").set("MOST", money(last.most()));
    if (sum > last.most()) price.show("ABOVE");
    if (last.how != workshop::Agreement::absorbed && order.is_open()) values.show("CAN_ABSORB");
    for (const auto& agreed : *all) {
        auto& row = price.add("AGREEMENT").set("AMOUNT", money(agreed.amount));
        row.set("LABEL", say(request, label(agreed.how)));
        row.set("WHEN", workshop::moment_text(zone, agreed.at, tx.now(), request.language));
        if (agreed.actor.starts_with("staff:")) row.add("BY").set("NAME", names.of(agreed.actor));
        if (agreed.words) row.add("SAID").set("TEXT", agreed.words->open_if_covered(warrant).value_or(""));
    }
}

void QuoteDesk::show_draft(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                           const Errors& errors, http::Dict& values) const {
    auto& draft = values.add("DRAFT").set("VERSION_NUMBER", whole.quote.version);
    draft.set("URL", url_of(whole.order) + "/" + std::to_string(whole.quote.id.value()));
    draft.set("SEEN", whole.quote.revision);
    show_lines(draft, whole, {}, warrant, house().messages, request.language);
    std::vector<LineAmounts> taken;
    for (const auto& line : whole.lines)
        if (line.work_line) taken.push_back(line.amounts);
    const auto there = workshop::amounts_of(tx, whole.order.id);
    if (taken.size() != there.size() || !std::ranges::is_permutation(taken, there)) draft.show("ORDER_CHANGED");
    draft.show(whole.lines.empty() ? "NO_LINES" : "CAN_SEND");
    const auto& form = request.form();
    const bool typed = !errors.empty() && form.has("description");
    workshop::show_line_form(draft, typed ? workshop::typed_from(form) : workshop::TypedLine{}, {},
                             [&](std::string_view english) { return say(request, english); });
    draft.set("MESSAGE_VALUE", form.readable("message"));
    draft.set("DAYS_VALUE", form.has("days") ? form.readable("days") : std::to_string(usual_days));
    const bool back = form.has("back");
    const auto language = back ? from_code(form.readable("language")).value_or(Language::nl) : whole.quote.language;
    draft.show(language == Language::nl ? "IN_DUTCH" : "IN_ENGLISH");
    if (!can_be_mailed(tx, house().vault, whole.quote.person))
        draft.show("NO_ADDRESS");
    else if (auto& mail = draft.add("CAN_MAIL"); !back || form.has("by_mail"))
        mail.show("BY_MAIL");
}

// The version that the customer has before them: how to bring it to them, and what they say.
void QuoteDesk::show_sent(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                          http::Dict& values) const {
    const auto& quote = whole.quote;
    const auto& zone = house().shops.zone(tx.shop());
    auto& sent = values.add("SENT").set("VERSION_NUMBER", quote.version);
    sent.set("URL", url_of(whole.order) + "/" + std::to_string(quote.id.value())).set("SEEN", whole.answers.size());
    sent.set("WHEN", workshop::moment_text(zone, *quote.sent, tx.now(), request.language));
    sent.set("VALID_UNTIL", format_long_date(last_day(zone, quote), request.language));
    if (quote.is_expired(tx.now())) sent.show("EXPIRED");
    sent.show(whole.answers.empty() ? "WAITS" : "ANSWERED");
    if (whole.answers.empty()) sent.show("CAN_WITHDRAW");
    const auto answered = whole.order.stand.waiting_for == workshop::Waiting::approval && !whole.answers.empty();
    if (answered) sent.show("CAN_RESUME");
    show_lines(sent, whole, chosen_decisions(whole), warrant, house().messages, request.language);
    if (answerable(tx, quote, Via::by_phone)) sent.show("CAN_ANSWER");
    if (!answerable(tx, quote, Via::by_link)) return;
    const auto link = site_.url(tx.shop()) + "/" + std::string(autojet::code(quote.language)) + "/q/" +
                      link_of(house().vault, tx.shop(), quote.id, tx.now());
    auto& share = sent.add("SHARE").set("LINK", link);
    share.set("TEXT", house().messages.translate(quote.language,
                                                 "Our quote for your car is ready. You say yes or no to each part of "
                                                 "it, without signing in:") +
                          " " + link);
    share.set_trusted_html("QR", staff::qr_code_svg(link));
}

// What was sent and what was answered, as it is kept.
void QuoteDesk::show_version(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                             http::Dict& row) const {
    auto& visit = shop::visit_of(request);
    const auto& quote = whole.quote;
    const auto& zone = house().shops.zone(tx.shop());
    workshop::StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
    const auto moment = [&](Instant at) { return workshop::moment_text(zone, at, tx.now(), request.language); };
    row.set("VERSION_NUMBER", quote.version).set("WHEN", moment(*quote.sent)).set("BY", names.of(quote.sent_by));
    row.set("GROSS", quote.gross.display(request.language));
    if (quote.withdrawn) row.add("WITHDRAWN").set("AT", moment(*quote.withdrawn));
    if (whole.frozen.shown) row.set("SHOWN", whole.frozen.shown->open_if_covered(warrant).value_or(""));
    if (whole.frozen.digest) row.set("DIGEST", whole.frozen.digest->open_if_covered(warrant).value_or(""));
    if (whole.answers.empty()) row.show("UNANSWERED");
    for (const auto& answer : whole.answers) {
        auto& told = row.add("ANSWER").set("AT", moment(answer.at)).set("VIA", say(request, label(answer.via)));
        if (answer.via != Via::by_link) told.add("NOTED").set("NAME", names.of(answer.actor));
        if (answer.opened) told.add("OPENED").set("AT_TIME", moment(*answer.opened));
        if (const auto gross = approved_gross(quote, whole.lines, answer.decisions))
            told.set("APPROVED_GROSS", gross->display(request.language));
        for (const auto& line : whole.lines) {
            const auto decision = answer.decisions.find(line.id);
            if (decision == answer.decisions.end()) continue;
            told.add("DECISION")
                .set("TEXT", line.description.open_if_covered(warrant).value_or(""))
                .show(decision->second ? "YES" : "NO");
        }
        if (answer.question) told.add("QUESTION").set("TEXT", answer.question->open_if_covered(warrant).value_or(""));
    }
}

}  // namespace autojet::quotes
