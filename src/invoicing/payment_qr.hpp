#pragma once

#include <string>

#include "base/money.hpp"
#include "base/result.hpp"
#include "invoicing/iban.hpp"

namespace autojet::invoicing {

struct PaymentRequest {
    std::string name;  // of whom is paid, at most 70 characters
    Iban iban;
    Money amount;      // 0.01 to 999,999,999.99
    std::string text;  // what the transfer says, at most 140 characters; may be empty
};

// The text of a payment QR code (EPC069-12, version 002, UTF-8), for error correction M and at most version 13. Refused
// with `required` or `too_long` (name, text), `not_text`, `amount_out_of_range` (amount) and `too_long` (qr) for more
// than 331 bytes.
Result<std::string> payment_qr_text(const PaymentRequest& request);

}  // namespace autojet::invoicing
