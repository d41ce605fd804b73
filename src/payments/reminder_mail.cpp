#include "payments/reminder_mail.hpp"

#include "accounts/invoice_settings.hpp"
#include "customers/customers.hpp"

namespace autojet::payments {

namespace {

using privacy::Actor;
using shop::OutboxEntry;
using shop::OutboxState;
using shop::WrittenMail;
using Outgoing = tl::expected<WrittenMail, OutboxState>;

Outgoing write(store::Tx& tx, const House& house, ReminderId id, const Actor& actor, policy::Openings& openings) {
    const auto reminder = find_reminder(tx, id);
    if (!reminder) return tl::unexpected(OutboxState::unreachable);
    if (bookkeeping::open_amount(tx, reminder->document) <= Money{} || find_pause(tx, reminder->document))
        return tl::unexpected(OutboxState::superseded);
    const auto document = accounts::find_by_number(tx, reminder->document.text());
    const auto record = customers::load(tx, house.vault, reminder->person);
    if (!document || !record || !record->email) return tl::unexpected(OutboxState::unreachable);
    const auto warrant = house.gate.warrant<policy::Purpose::contact>(tx, actor, {reminder->person}, openings);
    if (!warrant) return tl::unexpected(OutboxState::failed);
    auto facts = facts_of(tx, house, *reminder, document->issued_on);
    const auto name = record->name.open_if_covered(*warrant);
    const auto to = record->email->open_if_covered(*warrant);
    if (!name || !to) return tl::unexpected(OutboxState::failed);
    facts.name = *name;
    auto words = words_of(facts, house.messages, reminder->language);
    const auto only = [](policy::Category category) {
        return policy::Categories{}.set(static_cast<std::size_t>(category));
    };
    return WrittenMail{.person = reminder->person,
                       .purpose = policy::Purpose::contact,
                       .categories = only(policy::Category::name) | only(policy::Category::contact) |
                                     only(policy::Category::appointment),
                       .to = *to,
                       .language = reminder->language,
                       .subject = std::move(words.subject),
                       .text = std::move(words.body)};
}

}  // namespace

ReminderFacts facts_of(store::Tx& tx, const House& house, const Reminder& reminder, CivilDate issued_on) {
    const auto& shop = house.shops.load(tx.shop());
    const auto phone = PhoneNumber::parse(shop.phone);
    const auto iban = accounts::load_settings(tx).iban;
    return {.step = reminder.step,
            .to_business = reminder.to_business,
            .name = {},
            .number = reminder.document,
            .issued_on = issued_on,
            .amount = reminder.amount,
            .costs = reminder.costs,
            .pay_by = reminder.pay_by,
            .iban = iban ? iban->display() : "",
            .shop = shop.name,
            .phone = phone ? phone->display() : shop.phone};
}

shop::MailWriter reminder_mails(const House& house) {
    const auto write_it = [&house](ShopId shop, const OutboxEntry& entry) {
        const auto actor = Actor::job("messaging");
        policy::Openings openings;
        auto written = house.database.read(
            shop, [&](store::Tx& tx) { return write(tx, house, ReminderId{entry.subject}, actor, openings); });
        house.ledger.settle(shop, actor, openings);
        return written;
    };
    const auto delivered = [](store::Tx& tx, const OutboxEntry& entry) {
        mark_delivered(tx, ReminderId{entry.subject});
    };
    return {.event = reminder_wanted, .write = write_it, .delivered = delivered};
}

}  // namespace autojet::payments
