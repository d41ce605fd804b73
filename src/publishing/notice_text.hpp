// The words of the mail that tells somebody of a new version of the policy.
#pragma once

#include <vector>

#include "base/messages.hpp"
#include "policy/difference.hpp"
#include "privacy/policies.hpp"
#include "shop/mail_writer.hpp"
#include "shop/shop.hpp"

namespace autojet::publishing {

// What changes, from when, what it means for data that the shop has already, and the right to object, each plainly
// (GDPR 13(3), 21(4)). Without person and address; it opens no name.
shop::WrittenMail notice_mail(Language language, const std::vector<policy::Change>& changes,
                              const privacy::InForce& in_force, const Shop& shop, const Messages& messages);

}  // namespace autojet::publishing
