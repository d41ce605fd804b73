#include "calendar/day_mail.hpp"

#include "calendar/calendar_wall.hpp"
#include "shop/outbox.hpp"

namespace autojet::calendar {

namespace {

using shop::OutboxState;

constexpr int days_ahead = 14;
// Nobody at the shop's address has a language of their own.
constexpr Language language_of_the_desk = Language::nl;

constexpr std::string_view select_setting = "SELECT mails_sheet FROM calendar_setting WHERE shop = $1";
constexpr std::string_view select_mailed =
    "SELECT 1 FROM calendar_setting WHERE shop = $1 AND (mailed_after >= $2 OR mails_sheet = 0)";
constexpr std::string_view upsert_setting =
    "INSERT INTO calendar_setting (shop, mails_sheet) VALUES ($1, $2) ON CONFLICT (shop) DO UPDATE SET mails_sheet = "
    "excluded.mails_sheet";
constexpr std::string_view upsert_mailed =
    "INSERT INTO calendar_setting (shop, mails_sheet, mailed_after) VALUES ($1, 1, $2) ON CONFLICT (shop) DO UPDATE "
    "SET mailed_after = excluded.mailed_after";

constexpr std::string_view delete_old =
    "DELETE FROM outbox WHERE shop = $1 AND event = 'calendar.day_sheet' AND created < $2";
constexpr std::chrono::days entries_stay{7};

std::int64_t number_of(CivilDate day) {
    return std::chrono::sys_days{day}.time_since_epoch().count();
}

std::optional<CivilDate> next_planned_day(store::Tx& tx, const Zone& zone, CivilDate after) {
    for (int n = 1; n <= days_ahead; ++n) {
        const auto day = add_days(after, n);
        if (!agenda(tx, {}, span_of(zone, day, 1)).is_empty()) return day;
    }
    return std::nullopt;
}

std::string lines_of(const House& house, const scheduling::Timetable& timetable, const Agenda& planned,
                     ResourceId bay) {
    std::string lines;
    const auto say = [&](std::string_view english) { return house.messages.translate(language_of_the_desk, english); };
    for (const auto& block : planned.blocks)
        if (block.resource == bay)
            lines +=
                "  " + booking::times_text(timetable.rules.zone, block.span) + "  " + say(label(block.reason)) + "\n";
    for (const auto& entry : planned.entries) {
        if (entry.booking.resource != bay) continue;
        const auto service = entry.use == booking::Use::only_kept
                                 ? std::string("–")
                                 : service_name(house, timetable, entry, language_of_the_desk) + ", " +
                                       say(scheduling::label(entry.booking.size));
        lines += "  " + booking::times_text(timetable.rules.zone, entry.booking.span) + "  " + service + "  (" +
                 short_reference(entry.booking) + ", " + say(label(entry.state)) + ")\n";
    }
    return lines;
}

}  // namespace

bool mails_sheet(store::Tx& tx) {
    return tx.find(select_setting, [](const store::Row& row) { return row.integer(0) != 0; }).value_or(true);
}

void set_mails_sheet(store::Tx& tx, bool wanted) {
    tx.run(upsert_setting, wanted ? 1 : 0);
}

void mail_after_closing(const booking::Bookings& bookings, ShopId shop) {
    const auto& house = bookings.house();
    const auto& rules = bookings.timetable(shop)->rules;
    const auto now = house.clock.now();
    const auto today = rules.today(now);
    const auto open = rules.open_spans(today);
    if (open.empty() || now < open.back().end) return;
    const auto is_done = [&](store::Tx& tx) { return tx.has(select_mailed, format_date(today)); };
    if (house.database.read(shop, is_done)) return;
    (void)house.database.write(shop, [&](store::Tx& tx) -> Result<void> {
        if (is_done(tx)) return {};
        tx.run(upsert_mailed, format_date(today));
        tx.run(delete_old, tx.now() - entries_stay);
        if (const auto day = next_planned_day(tx, rules.zone, today))
            shop::put_in_outbox(tx, day_sheet_event, number_of(*day));
        return {};
    });
}

shop::MailWriter day_sheet_writer(const booking::Bookings& bookings, const JobStates& jobs) {
    const auto write = [&](ShopId id, const shop::OutboxEntry& entry) -> tl::expected<shop::WrittenMail, OutboxState> {
        const auto& house = bookings.house();
        const auto& shop = house.shops.load(id);
        const auto timetable = bookings.timetable(id);
        const CivilDate day{std::chrono::sys_days{std::chrono::days{entry.subject}}};
        const auto planned = house.database.read(
            id, [&](store::Tx& tx) { return agenda(tx, jobs, span_of(timetable->rules.zone, day, 1)); });
        const auto say = [&](std::string_view english) {
            return house.messages.translate(language_of_the_desk, english);
        };
        const auto date = format_long_date(day, language_of_the_desk);
        std::string text = date + "\n\n";
        for (const auto& bay : timetable->rules.resources) {
            const auto lines = lines_of(house, *timetable, planned, bay.id);
            text += bay.name + "\n" + (lines.empty() ? "  " + say("Nothing planned.") + "\n" : lines) + "\n";
        }
        text += say("The whole sheet, with names and phone numbers, to print now:") + "\n" + shop.url +
                "/desk/day/sheet?date=" + format_date(day) + "\n";
        return shop::WrittenMail{.person = {},
                                 .purpose = policy::Purpose::appointment,
                                 .categories = {},
                                 .to = shop.email,
                                 .language = language_of_the_desk,
                                 .subject = say("Day sheet") + ": " + date,
                                 .text = std::move(text)};
    };
    return {.event = day_sheet_event, .write = write};
}

}  // namespace autojet::calendar
