// Payments, reminders and the bank at the desk.
#pragma once

#include "payments/bank_desk.hpp"
#include "payments/payments_desk.hpp"
#include "payments/reminders_desk.hpp"
#include "shop/module.hpp"

namespace autojet::payments {

class Payments {
public:
    Payments(const House& house, const staff::Desk& desk)
        : house_(house), payments_(house, desk), reminders_(house, desk), bank_(house, desk) {}

    // Its routes and jobs use the Payments.
    [[nodiscard]] Module module() const;

private:
    const House& house_;
    PaymentsDesk payments_;
    RemindersDesk reminders_;
    BankDesk bank_;
};

}  // namespace autojet::payments
