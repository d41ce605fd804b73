// Receipts: what was done for somebody, signed by the shop, on a page with a secret address. Whoever has the secret can
// read it, keep it and verify it; the data has only a digest of the secret.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "privacy/signer.hpp"
#include "rights/request.hpp"

namespace autojet::rights {

// What the signed bytes begin with, behind it a line feed and the text.
inline constexpr std::string_view receipt_use = "receipt";

// 256 bits, base64url: the last part of the address.
std::string receipt_secret(privacy::Vault& vault, ShopId shop, RequestId request, Instant now);

// The address exists from here on; what it tells comes with write_receipt.
void promise_receipt(store::Tx& tx, privacy::Vault& vault, const Request& request);
void write_receipt(store::Tx& tx, privacy::Vault& vault, privacy::Signer& signer, const Request& request,
                   const std::string& text);

struct Receipt {
    RequestId request;
    std::optional<Words> text;  // closed; absent while it is still being done
    std::string signature;
};
std::optional<Receipt> find_receipt(store::Tx& tx, privacy::Vault& vault, std::string_view secret);
bool has_receipt(store::Tx& tx, RequestId request);

}  // namespace autojet::rights
