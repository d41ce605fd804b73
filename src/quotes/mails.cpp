#include "quotes/mails.hpp"

#include "booking/reference.hpp"
#include "customers/customers.hpp"
#include "quotes/link.hpp"
#include "quotes/terms.hpp"

namespace autojet::quotes {

namespace {

using policy::Purpose;
using shop::OutboxEntry;
using shop::OutboxState;
using Outgoing = tl::expected<shop::WrittenMail, OutboxState>;

constexpr std::string_view delete_lost =
    "DELETE FROM outbox WHERE shop = $1 AND event = 'quote.sent' AND subject NOT IN (SELECT q.quote FROM quote q WHERE "
    "q.shop = $1)";
constexpr std::string_view delete_of_person =
    "DELETE FROM outbox WHERE shop = $1 AND event = 'quote.sent' AND subject IN (SELECT q.quote FROM quote q WHERE "
    "q.shop = $1 AND q.person = $2)";

policy::Categories told() {
    policy::Categories all;
    for (const auto category : {Category::name, Category::contact, Category::appointment})
        all.set(static_cast<std::size_t>(category));
    return all;
}

Outgoing compose(store::Tx& tx, const House& house, const OutboxEntry& entry, const Actor& actor,
                 policy::Openings& openings) {
    const auto quote = find(tx, QuoteId{entry.subject});
    if (!quote) return tl::unexpected(OutboxState::unreachable);
    const auto standing = find_standing(tx, quote->order);
    if (!standing || standing->id != quote->id || quote->is_expired(tx.now()))
        return tl::unexpected(OutboxState::superseded);
    const auto order = workshop::load(tx, quote->order);
    const auto record = customers::load(tx, house.vault, quote->person);
    if (!order || !record || !record->email) return tl::unexpected(OutboxState::unreachable);
    const auto warrant = house.gate.warrant<Purpose::contact>(tx, actor, {quote->person}, openings);
    if (!warrant)
        return tl::unexpected(warrant.error().reason == "restricted" ? OutboxState::superseded : OutboxState::failed);

    const auto language = quote->language;
    const auto& shop = house.shops.load(tx.shop());
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    const auto page = shop.url + "/" + std::string(autojet::code(language));
    const auto phone = PhoneNumber::parse(shop.phone);
    std::string text = say("Hello") + " " + record->name.open(*warrant) + ",\n\n";
    text += say("Our quote for your car is ready. You say yes or no to each part of it, without signing in:") + "\n" +
            page + "/q/" + link_of(house.vault, tx.shop(), quote->id, tx.now()) + "\n\n";
    text += say("Total including VAT") + ": " + quote->gross.display(language) + "\n" + say("Valid until") + ": " +
            format_long_date(last_day(house.shops.zone(tx.shop()), *quote), language) + "\n\n";
    text += say("Whoever has this link can read the quote and answer it, so pass it on to nobody else.") + "\n\n";
    text += say("Questions? Call or reply to this message.") + " " + (phone ? phone->display() : shop.phone) + "\n\n" +
            shop.name + "\n\n" + say("What we keep about you, for how long and which rights you have:") + "\n" + page +
            "/privacy\n";
    return shop::WrittenMail{.person = quote->person,
                             .purpose = Purpose::contact,
                             .categories = told(),
                             .to = record->email->open(*warrant),
                             .language = language,
                             .subject = say("Your quote") + " " + booking::display_reference(order->reference),
                             .text = std::move(text)};
}

}  // namespace

bool can_be_mailed(store::Tx& tx, privacy::Vault& vault, PersonId person) {
    const auto record = customers::load(tx, vault, person);
    return record && record->email;
}

void put_in_outbox(store::Tx& tx, QuoteId quote) {
    shop::put_in_outbox(tx, quote_sent, quote.value());
}

shop::MailWriter mail_writer(const House& house) {
    const auto write = [&house](ShopId shop, const OutboxEntry& entry) {
        const auto actor = Actor::job("messaging");
        policy::Openings openings;
        auto written =
            house.database.read(shop, [&](store::Tx& tx) { return compose(tx, house, entry, actor, openings); });
        house.ledger.settle(shop, actor, openings);
        return written;
    };
    return {.event = quote_sent, .write = write};
}

std::int64_t forget_messages(store::Tx& tx) {
    const auto gone = tx.run(delete_lost);
    if (gone > 0) tx.announce(store::Topic::erasure);
    return gone;
}
void forget_messages(store::Tx& tx, PersonId person) {
    tx.run(delete_of_person, person);
}

}  // namespace autojet::quotes
