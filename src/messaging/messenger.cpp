#include "messaging/messenger.hpp"

#include <thread>

#include <array>
#include <optional>

#include "booking/booking_words.hpp"
#include "booking/calendar_file.hpp"
#include "http/log.hpp"
#include "messaging/booking_reader.hpp"
#include "messaging/texts.hpp"
#include "privacy/disclosures.hpp"
#include "privacy/shown.hpp"

namespace autojet::messaging {

namespace {

using http::Level;
using shop::OutboxEntry;
using shop::OutboxState;
using namespace std::chrono_literals;

constexpr int entries_at_a_time = 20;

// Together almost two days.
constexpr std::array<std::chrono::seconds, 7> delays{1min, 5min, 30min, 2h, 6h, 12h, 24h};

// Nobody at the shop has a language of their own here.
constexpr Language language_of_the_desk = Language::nl;

// `about` says whose data it carries, unless it tells of nobody.
outbound::Mail mail_from(const Shop& shop, const OutboxEntry& entry, Instant now, Language language, Text text,
                         std::optional<outbound::Contents> about) {
    const auto name = outbound::entry_name(shop.id, entry.id.value());
    return {.shop = shop.id,
            .about = std::move(about),
            .entry = name,
            .date = now,
            .from = shop.email,
            .from_name = shop.name,
            .reply_to = shop.email,
            .to = {},
            .subject = std::move(text.subject),
            .text = std::move(text.body),
            .html = {},
            .attachments = {},
            .message_id = "<" + name + shop.email.substr(shop.email.find('@')) + ">",
            .headers = {{"Content-Language", std::string(code(language))}, {"Auto-Submitted", "auto-generated"}}};
}

// What booking_text and the calendar file tell.
outbound::Contents contents_of(PersonId person, bool has_words) {
    outbound::Contents contents{.person = person, .categories = {}, .purpose = policy::Purpose::contact};
    using policy::Category;
    for (const auto category : {Category::name, Category::contact, Category::appointment})
        contents.categories.set(static_cast<std::size_t>(category));
    contents.categories.set(static_cast<std::size_t>(Category::message), has_words);
    return contents;
}

// Data that went out is written down with its recipient (policy S2); what was refused stands in the ledger.
void record(store::Tx& tx, const House& house, const outbound::Mailer& mailer, const outbound::Contents& about,
            bool delivered) {
    if (delivered && mailer.recipient()) {
        privacy::disclosed(tx, about.person, *mailer.recipient(), about.categories, about.purpose, "message");
    } else if (!delivered) {
        policy::Openings refused;
        for (const auto category : policy::all_categories)
            if (about.categories.test(static_cast<std::size_t>(category)))
                refused.refused({about.person, category, about.purpose});
        house.ledger.append(tx, privacy::Actor::job("messaging"), refused);
    }
}

void log_round(ShopId shop, const Round& round) {
    std::string counts;
    for (const auto& [state, count] : round)
        counts += (counts.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(code(state));
    if (!counts.empty()) http::log(Level::info, "messages of shop {}: {}", shop.value(), counts);
}

}  // namespace

Round Messenger::deliver_due(ShopId shop, const std::stop_token& stop) {
    auto& database = bookings_.house().database;
    Round round;
    while (!stop.stop_requested() && !round.contains(OutboxState::waiting)) {
        const auto entries =
            database.read(shop, [](store::Tx& tx) { return shop::due_outbox_entries(tx, entries_at_a_time); });
        if (entries.empty()) break;
        for (const auto& entry : entries) {
            const auto outcome = attempt(shop, entry);
            database.write(shop, [&](store::Tx& tx) -> Result<void> {
                mark(tx, entry, outcome);
                return {};
            });
            ++round[outcome.state];
            const bool is_away = outcome.state == OutboxState::waiting && !outcome.about;
            if (is_away || stop.stop_requested()) break;
            std::this_thread::sleep_for(pace_);
        }
    }
    log_round(shop, round);
    return round;
}

void Messenger::mark(store::Tx& tx, const OutboxEntry& entry, const Outcome& outcome) const {
    shop::set_outbox_state(tx, entry.id, outcome.state, tx.now() + outcome.delay);
    if (outcome.about) record(tx, bookings_.house(), mailer_, *outcome.about, outcome.state == OutboxState::delivered);
    const auto writer = writers_.find(entry.event);
    if (outcome.state == OutboxState::delivered && writer != writers_.end() && writer->second.delivered)
        writer->second.delivered(tx, entry);
}

Messenger::Outcome Messenger::attempt(ShopId shop, const OutboxEntry& entry) {
    const auto tries = static_cast<std::size_t>(entry.attempts);
    const auto later = tries < delays.size() ? Outcome{OutboxState::waiting, delays.at(tries), {}}
                                             : Outcome{OutboxState::failed, 0s, {}};
    const auto name = outbound::entry_name(shop, entry.id.value());
    try {
        const auto mail = prepare(shop, entry);
        if (!mail) return {mail.error(), 0s, {}};
        const auto delivered = deliver(*mail, entry);
        if (delivered) return {OutboxState::delivered, 0s, mail->about};
        http::log(Level::warning, "message {}, attempt {}: {} {}", name, tries + 1, delivered.error().reason,
                  delivered.error().message);
        if (delivered.error().code == ErrorCode::forbidden) return {later.state, later.delay, mail->about};
        return delivered.error().reason == "mail_refused" ? Outcome{OutboxState::failed, 0s, {}} : later;
    } catch (const Broken& broken) {
        http::log(Level::error, "message {}, attempt {}: {}", name, tries + 1, broken.what());
    } catch (const std::exception&) {
        http::log(Level::error, "message {}, attempt {}: an unexpected fault", name, tries + 1);
    }
    return later;
}

// What passes the door passes it for this person too: a provider whom they have not been told of carries nothing of
// theirs but the news itself (policy S2, GDPR 13(3)).
Result<void> Messenger::deliver(const outbound::Mail& mail, const OutboxEntry& entry) {
    const auto writer = writers_.find(entry.event);
    const bool is_the_news = writer != writers_.end() && writer->second.tells_what_changed;
    if (mail.about && mailer_.recipient() && !is_the_news) {
        const auto& house = bookings_.house();
        const auto may = house.database.read(mail.shop, [&](store::Tx& tx) {
            return privacy::may_disclose(tx, mail.about->person, *mailer_.recipient(), *house.policies.of(tx));
        });
        if (!may) return tl::unexpected(may.error());
    }
    return mailer_.deliver(mail);
}

Messenger::Prepared Messenger::prepare(ShopId shop_id, const OutboxEntry& entry) const {
    if (const auto writer = writers_.find(entry.event); writer != writers_.end())
        return prepare_mail_of(writer->second, shop_id, entry);
    if (entry.event.starts_with("booking.")) return prepare_booking_mail(shop_id, entry);
    if (entry.event != shop::contact_received) return tl::unexpected(OutboxState::failed);
    const auto& house = bookings_.house();
    const auto& shop = house.shops.load(shop_id);
    auto mail = mail_from(shop, entry, house.clock.now(), language_of_the_desk,
                          contact_text(shop, house.messages, language_of_the_desk), std::nullopt);
    mail.to = shop.email;
    return mail;
}

Messenger::Prepared Messenger::prepare_mail_of(const shop::MailWriter& writer, ShopId shop_id,
                                               const OutboxEntry& entry) const {
    auto written = writer.write(shop_id, entry);
    if (!written) return tl::unexpected(written.error());
    const auto& house = bookings_.house();
    const outbound::Contents about{written->person, written->categories, written->purpose};
    auto mail = mail_from(house.shops.load(shop_id), entry, house.clock.now(), written->language,
                          {std::move(written->subject), std::move(written->text)},
                          about.categories.any() ? std::optional{about} : std::nullopt);
    mail.to = std::move(written->to);
    return mail;
}

Messenger::Prepared Messenger::prepare_booking_mail(ShopId shop_id, const OutboxEntry& entry) const {
    const auto reading = read_booking(bookings_.house(), shop_id, entry);
    if (!reading) return tl::unexpected(reading.error());
    const auto& [booking, language, name, email, reason] = *reading;

    const auto& house = bookings_.house();
    const auto& shop = house.shops.load(shop_id);
    const auto timetable = bookings_.timetable(shop_id);
    const auto* service = scheduling::find_service(timetable->catalogue, booking.service);
    const auto& zone = house.shops.zone(shop_id);
    const auto service_name = service ? service->name(language) : booking.service;
    const auto calendar = house.database.read(shop_id, [&](store::Tx& tx) {
        return booking::calendar_entry(tx, bookings_, booking, service_name, language);
    });
    const BookingNews news{
        .event = entry.event,
        .status = booking.status,
        .name = name,
        .service =
            service_name + " (" + scheduling::name_of(timetable->sizes, booking.size, house.messages, language) + ")",
        .when = booking::when_text(zone, booking.span.start, language),
        .until = format_time_of_day(zone.to_local(booking.span.end)),
        .price = booking.price.display(language),
        .reference = booking::display_reference(booking.reference),
        .reason = reason,
        .manage_url = calendar.url};
    auto mail =
        mail_from(shop, entry, house.clock.now(), language,
                  booking_text(news, shop, house.messages, language, house.database.read(shop_id, shop::load_look)),
                  contents_of(booking.person, !reason.empty()));
    mail.to = email;
    mail.attachments.push_back(
        {"appointment.ics", std::string(booking::calendar_type), booking::calendar_file(calendar)});
    return mail;
}

}  // namespace autojet::messaging
