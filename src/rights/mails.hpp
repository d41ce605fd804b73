// What is written to people about their requests: codes for `/me`, answers, longer terms, receipts. Answering somebody
// about their rights is lawful whatever else is restricted (purpose rights).
#pragma once

#include <vector>

#include "shop/holder.hpp"
#include "shop/house.hpp"
#include "shop/mail_writer.hpp"

namespace autojet::rights {

// One for each event. They use both when they write, not before.
[[nodiscard]] std::vector<shop::MailWriter> mail_writers(const House& house, const std::vector<Holder>& holders);

}  // namespace autojet::rights
