// Reminders of unpaid invoices, in three steps: a friendly one, a second, and the last one with what the law asks
// before collection costs may be charged to a consumer: fourteen full days, counted from the day after it was received,
// and the amount (BW 6:96(6), Besluit vergoeding voor buitengerechtelijke incassokosten). Kept with the accounts
// (policy K3).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "payments/open_list.hpp"

namespace autojet::payments {

enum class Step { friendly = 1, second, last };
std::string_view label(Step step);  // msgid

enum class Way { mail, letter };
std::string_view code(Way way);
std::optional<Way> find_way(std::string_view code);

struct Reminder;
using ReminderId = Id<Reminder>;

struct Reminder {
    ReminderId id;
    PersonId person;
    InvoiceNumber document;
    Step step{};
    Way way{};
    Language language{};
    bool to_business = false;
    CivilDate day;
    Money amount;  // that was open
    Money costs;   // that the last one announces
    CivilDate pay_by;
    bool delivered = false;
    PersonId account;
};

// Days after the invoice is due, and between one reminder and the next.
inline constexpr int days_before_the_first = 7;
inline constexpr int days_between_reminders = 14;
inline constexpr int days_to_pay_when_reminded = 7;
inline constexpr int days_to_pay_at_last = 14;
// A letter is received some days after it was written; a mail on its day. The law counts from the day after that.
inline constexpr int days_by_post = 3;

// 15 % of the first 2,500, 10 % of the next 2,500, 5 % of the next 5,000, 1 % of the next 190,000, 0.5 % of the rest;
// at least 40 and at most 6,775. Without VAT: a shop that can deduct it may not add it.
Money collection_costs(Money principal);

CivilDate pay_by(Step step, Way way, CivilDate day);

// Why nobody is reminded: a code, never words about somebody.
enum class Pause { disputed, agreed, insurer, mistake };
inline constexpr std::array all_pauses{Pause::disputed, Pause::agreed, Pause::insurer, Pause::mistake};
std::string_view code(Pause pause);
std::string_view label(Pause pause);  // msgid
std::optional<Pause> find_pause(std::string_view code);

struct Paused {
    Pause reason{};
    CivilDate since;
};

std::vector<Reminder> reminders_of(store::Tx& tx, const InvoiceNumber& document);
std::optional<Reminder> find_reminder(store::Tx& tx, ReminderId id);
std::optional<Paused> find_pause(store::Tx& tx, const InvoiceNumber& document);
void pause(store::Tx& tx, const InvoiceNumber& document, Pause reason, const By& by);
void go_on(store::Tx& tx, const InvoiceNumber& document);

// The step that comes next and the day from which it is due; nothing after the last.
struct Next {
    Step step{};
    CivilDate from;
};
std::optional<Next> next_of(const OpenInvoice& open, const std::vector<Reminder>& before);

// Why no reminder may go to the buyer of this invoice, or nothing. Refused with `nothing_open`, `unknown_buyer`,
// `erased` (policy R3), `restricted` (policy R5).
Result<void> may_remind(store::Tx& tx, const OpenInvoice& open);

// Writes the next reminder down, and for a mail puts it in the outbox. Refused with what may_remind() says, `paused`,
// `not_yet`, `reminded_thrice`, `no_mail` (a mail without a record that has an address).
Result<ReminderId> remind(store::Tx& tx, const OpenInvoice& open, Way way, Language language, const By& by);

// That the mail left.
void mark_delivered(store::Tx& tx, ReminderId id);

inline constexpr std::string_view reminder_wanted = "payment.reminder";

}  // namespace autojet::payments
