// The words of a reminder, in the language of who gets it: for a mail and for a letter on paper alike.
#pragma once

#include <string>

#include "base/messages.hpp"
#include "payments/reminders.hpp"

namespace autojet::payments {

struct ReminderFacts {
    Step step{};
    bool to_business = false;
    std::string name;
    InvoiceNumber number;
    CivilDate issued_on;
    Money amount;
    Money costs;
    CivilDate pay_by;
    std::string iban;  // of the shop, in groups of four; empty where nothing is transferred
    std::string shop;
    std::string phone;
};

struct ReminderText {
    std::string subject;
    std::string body;  // paragraphs, an empty line between them
};

// The last one to a consumer says what BW 6:96(6) asks for: the amount, the costs, and fourteen days from the day after
// it was received.
ReminderText words_of(const ReminderFacts& facts, const Messages& messages, Language language);

}  // namespace autojet::payments
