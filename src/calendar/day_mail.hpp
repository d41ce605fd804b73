// The next day by mail when the shop closes, so that a power cut costs nothing. It goes to the shop's own address and
// tells of nobody: times, bays, services and the first letters of the references (docs/adr/0025).
#pragma once

#include "calendar/agenda.hpp"
#include "shop/module.hpp"

namespace autojet::calendar {

inline constexpr std::string_view day_sheet_event = "calendar.day_sheet";

bool mails_sheet(store::Tx& tx);  // unless the owner switched it off
void set_mails_sheet(store::Tx& tx, bool wanted);

// Puts the sheet of the next day with something planned into the outbox, once after each closing time; not when nothing
// is planned in the fortnight after it.
void mail_after_closing(const booking::Bookings& bookings, ShopId shop);

// Uses both.
[[nodiscard]] shop::MailWriter day_sheet_writer(const booking::Bookings& bookings, const JobStates& jobs);

}  // namespace autojet::calendar
