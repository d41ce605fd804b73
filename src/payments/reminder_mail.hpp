// Reminders by mail (policy P2: contact about the work that was done): written when they leave, for who may be written
// to at that moment.
#pragma once

#include "payments/reminder_words.hpp"
#include "shop/mail_writer.hpp"

namespace autojet::payments {

using ToContact = policy::Warrant<policy::Purpose::contact>;

// What the words need, but for the name.
ReminderFacts facts_of(store::Tx& tx, const House& house, const Reminder& reminder, CivilDate issued_on);

// The mail of one reminder: unreachable without an address, superseded when nothing is open any more, failed when the
// gate refuses (restricted, policy R5).
[[nodiscard]] shop::MailWriter reminder_mails(const House& house);

}  // namespace autojet::payments
