#include "payments/reminders.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "customers/customers.hpp"
#include "privacy/standing.hpp"
#include "shop/outbox.hpp"

namespace autojet::payments {

namespace {

constexpr EnumNames<4> step_labels{"", "Friendly reminder", "Second reminder", "Last reminder"};
constexpr EnumNames<2> way_codes{"mail", "letter"};
constexpr EnumNames<4> pause_codes{"disputed", "agreed", "insurer", "mistake"};
constexpr EnumNames<4> pause_labels{"The customer does not agree with the invoice", "We agreed on another day",
                                    "An insurer or lease company pays", "We made a mistake ourselves"};

#define REMINDER_COLUMNS \
    "reminder, person, document, step, means, language, business, day, amount, costs, pay_by, delivered, account"

constexpr std::string_view insert_reminder = "INSERT INTO payment_reminder (shop, " REMINDER_COLUMNS
                                             ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, $13)";
constexpr std::string_view select_of_document =
    "SELECT " REMINDER_COLUMNS " FROM payment_reminder WHERE shop = $1 AND document = $2 ORDER BY step";
constexpr std::string_view select_reminder =
    "SELECT " REMINDER_COLUMNS " FROM payment_reminder WHERE shop = $1 AND reminder = $2";
constexpr std::string_view update_delivered =
    "UPDATE payment_reminder SET delivered = $3 WHERE shop = $1 AND reminder = $2";
constexpr std::string_view select_pause = "SELECT reason, day FROM payment_pause WHERE shop = $1 AND document = $2";
constexpr std::string_view upsert_pause =
    "INSERT INTO payment_pause (shop, document, reason, day, account) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop, "
    "document) DO UPDATE SET reason = excluded.reason, day = excluded.day, account = excluded.account";
constexpr std::string_view delete_pause = "DELETE FROM payment_pause WHERE shop = $1 AND document = $2";

Instant midnight(CivilDate day) {
    return Instant{std::chrono::sys_days{day}};
}
CivilDate day_of(const store::Row& row, int column) {
    return std::chrono::floor<std::chrono::days>(row.instant(column));
}

Reminder reminder_from(const store::Row& row) {
    return {.id = ReminderId{row.integer(0)},
            .person = PersonId{row.integer(1)},
            .document = InvoiceNumber::parse(row.text(2)).value(),
            .step = static_cast<Step>(row.integer(3)),
            .way = find_way(row.text(4)).value(),
            .language = from_code(row.text(5)).value(),
            .to_business = row.integer(6) == 1,
            .day = day_of(row, 7),
            .amount = Money::of_cents(row.integer(8)),
            .costs = Money::of_cents(row.integer(9)),
            .pay_by = day_of(row, 10),
            .delivered = !row.is_null(11),
            .account = PersonId{row.integer(12)}};
}

Result<void> may_be_mailed(store::Tx& tx, const OpenInvoice& open) {
    if (customers::exists(tx, open.document->person)) return {};
    return refuse(ErrorCode::conflict, "no_mail", "There is no e-mail address: print it as a letter.", "way");
}

struct Band {
    std::int64_t width_euros;  // of the principal
    std::int64_t permille;
};
constexpr std::array bands{Band{2'500, 150}, Band{2'500, 100}, Band{5'000, 50}, Band{190'000, 10}};
constexpr std::int64_t permille_of_the_rest = 5;
constexpr Money least_costs = Money::of_cents(40'00);
constexpr Money most_costs = Money::of_cents(6'775'00);

}  // namespace

std::string_view label(Step step) {
    return name_in(step_labels, step);
}
std::string_view code(Way way) {
    return name_in(way_codes, way);
}
std::optional<Way> find_way(std::string_view code) {
    return value_in<Way>(way_codes, code);
}
std::string_view code(Pause pause) {
    return name_in(pause_codes, pause);
}
std::string_view label(Pause pause) {
    return name_in(pause_labels, pause);
}
std::optional<Pause> find_pause(std::string_view code) {
    return value_in<Pause>(pause_codes, code);
}

Money collection_costs(Money principal) {
    Money costs;
    auto rest = principal;
    for (const auto& band : bands) {
        const auto part = std::min(rest, Money::of_cents(band.width_euros * 100));
        costs += part.portion_half_up(band.permille, 1000);
        rest -= part;
    }
    costs += rest.portion_half_up(permille_of_the_rest, 1000);
    return std::clamp(costs, least_costs, most_costs);
}

CivilDate pay_by(Step step, Way way, CivilDate day) {
    if (step != Step::last) return add_days(day, days_to_pay_when_reminded);
    return add_days(day, (way == Way::letter ? days_by_post : 0) + 1 + days_to_pay_at_last);
}

std::vector<Reminder> reminders_of(store::Tx& tx, const InvoiceNumber& document) {
    return tx.all(select_of_document, reminder_from, document.text());
}
std::optional<Reminder> find_reminder(store::Tx& tx, ReminderId id) {
    return tx.find(select_reminder, reminder_from, id);
}

std::optional<Paused> find_pause(store::Tx& tx, const InvoiceNumber& document) {
    return tx.find(
        select_pause,
        [](const store::Row& row) {
            return Paused{find_pause(row.text(0)).value(), day_of(row, 1)};
        },
        document.text());
}
void pause(store::Tx& tx, const InvoiceNumber& document, Pause reason, const By& by) {
    tx.run(upsert_pause, document.text(), code(reason), midnight(by.today), by.account);
}
void go_on(store::Tx& tx, const InvoiceNumber& document) {
    tx.run(delete_pause, document.text());
}

std::optional<Next> next_of(const OpenInvoice& open, const std::vector<Reminder>& before) {
    if (before.empty()) return Next{Step::friendly, add_days(open.due_on, days_before_the_first)};
    const auto& newest = before.back();
    if (newest.step == Step::last) return std::nullopt;
    const auto next = newest.step == Step::friendly ? Step::second : Step::last;
    return Next{next, std::max(add_days(newest.day, days_between_reminders), add_days(newest.pay_by, 1))};
}

Result<void> may_remind(store::Tx& tx, const OpenInvoice& open) {
    if (open.amount <= Money{}) return refuse(ErrorCode::conflict, "nothing_open", "Nothing is open on this invoice.");
    if (!open.document || open.buyer.empty())
        return refuse(ErrorCode::conflict, "unknown_buyer", "Nobody knows here whom this invoice was for.");
    const auto person = open.document->person;
    if (open.is_of_booking && !customers::exists(tx, person))
        return refuse(ErrorCode::conflict, "erased",
                      "This customer asked us to erase their data: we do not write to them any more.");
    if (privacy::is_restricted(tx, person))
        return refuse(ErrorCode::conflict, "restricted",
                      "This person asked us to only keep their data; nothing can be changed until that is lifted.");
    return {};
}

Result<ReminderId> remind(store::Tx& tx, const OpenInvoice& open, Way way, Language language, const By& by) {
    if (auto may = may_remind(tx, open); !may) return tl::unexpected(may.error());
    if (find_pause(tx, open.number))
        return refuse(ErrorCode::conflict, "paused", "Reminders of this invoice are paused.");
    const auto next = next_of(open, reminders_of(tx, open.number));
    if (!next) return refuse(ErrorCode::conflict, "reminded_thrice", "The last reminder has been sent.");
    if (next->from > by.today) return refuse(ErrorCode::conflict, "not_yet", "The next reminder is not due yet.");
    if (way == Way::mail)
        if (auto may = may_be_mailed(tx, open); !may) return tl::unexpected(may.error());
    const auto id = tx.new_id<Reminder>();
    const auto costs = next->step == Step::last ? collection_costs(open.amount) : Money{};
    tx.run(insert_reminder, id, open.document->person, open.number.text(), static_cast<int>(next->step), code(way),
           code(language), open.to_business ? 1 : 0, midnight(by.today), open.amount.cents(), costs.cents(),
           midnight(pay_by(next->step, way, by.today)), by.account);
    if (way == Way::mail) shop::put_in_outbox(tx, reminder_wanted, id.value());
    return id;
}

void mark_delivered(store::Tx& tx, ReminderId id) {
    tx.run(update_delivered, id, tx.now());
}

}  // namespace autojet::payments
