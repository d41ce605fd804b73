#include "rights/receipt.hpp"

#include "base/encoding.hpp"
#include "privacy/seal.hpp"

namespace autojet::rights {

namespace {

using privacy::Vault;

constexpr std::string_view insert_receipt =
    "INSERT INTO rights_receipt (shop, request, digest, made) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view update_receipt =
    "UPDATE rights_receipt SET receipt = $3, signature = $4, made = $5 WHERE shop = $1 AND request = $2";
constexpr std::string_view select_receipt =
    "SELECT request, receipt, signature FROM rights_receipt WHERE shop = $1 AND digest = $2";
constexpr std::string_view select_by_request =
    "SELECT 1 FROM rights_receipt WHERE shop = $1 AND request = $2 AND receipt IS NOT NULL";

privacy::Place place(RequestId request) {
    return {privacy::RetentionClass::rights, "rights_receipt.receipt", request.value()};
}

}  // namespace

std::string receipt_secret(Vault& vault, ShopId shop, RequestId request, Instant now) {
    const auto digest = vault.shop_digest(shop, "addresses of receipts", std::to_string(request.value()), now);
    return encode_base64url(store::as_text(digest));
}

void promise_receipt(store::Tx& tx, Vault& vault, const Request& request) {
    tx.run(insert_receipt, request.id, privacy::digest_of(receipt_secret(vault, tx.shop(), request.id, tx.now())),
           tx.now());
}

void write_receipt(store::Tx& tx, Vault& vault, privacy::Signer& signer, const Request& request,
                   const std::string& text) {
    promise_receipt(tx, vault, request);
    tx.run(update_receipt, request.id, vault.seal(tx, Words::of(request.subject(), text), place(request.id)),
           signer.sign(tx.shop(), receipt_use, text, tx.now()), tx.now());
}

std::optional<Receipt> find_receipt(store::Tx& tx, Vault& vault, std::string_view secret) {
    std::optional<store::Bytes> sealed;
    auto receipt = tx.find(
        select_receipt,
        [&](const store::Row& row) {
            sealed = row.find_bytes(1);
            return Receipt{RequestId{row.integer(0)}, std::nullopt, row.is_null(2) ? "" : row.text(2)};
        },
        privacy::digest_of(secret));
    if (!receipt || !sealed) return receipt;
    auto text =
        vault.unseal<Category::message>(tx, PersonId{receipt->request.value()}, *sealed, place(receipt->request));
    if (!text) return std::nullopt;
    receipt->text = std::move(*text);
    return receipt;
}

bool has_receipt(store::Tx& tx, RequestId request) {
    return tx.has(select_by_request, request);
}

}  // namespace autojet::rights
