#include "invoicing/payment_qr.hpp"

#include "base/text.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::size_t longest_name = 70;
constexpr std::size_t longest_text = 140;
constexpr std::size_t most_bytes = 331;  // version 13 at error correction M
constexpr Money least = Money::of_cents(1);
constexpr Money most = Money::of_cents(99'999'999'999);

// Not clean_line(): the text is the program's own and bears the number of a document.
Result<std::string> line_of(std::string_view text, std::size_t max_characters, std::string field) {
    const auto trimmed = trim(text);
    if (!is_plain_text(trimmed))
        return refuse(ErrorCode::invalid, "not_text",
                      "This contains characters that we cannot read. Please type it again.", std::move(field));
    if (count_characters(trimmed) > max_characters)
        return refuse(ErrorCode::invalid, "too_long", "This text is too long. Please shorten it.", std::move(field));
    return std::string{trimmed};
}

}  // namespace

Result<std::string> payment_qr_text(const PaymentRequest& request) {
    const auto name = line_of(request.name, longest_name, "name");
    if (!name) return name;
    if (name->empty()) return refuse(ErrorCode::invalid, "required", "Please fill this in.", "name");
    const auto text = line_of(request.text, longest_text, "text");
    if (!text) return text;
    if (request.amount < least || request.amount > most)
        return refuse(ErrorCode::invalid, "amount_out_of_range", "This amount cannot be paid by QR code.", "amount");

    // Service tag, version, character set, SEPA credit transfer; no BIC.
    auto lines = "BCD\n002\n1\nSCT\n\n" + *name + '\n' + request.iban.text() + "\nEUR" + request.amount.decimal();
    // No purpose and no structured reference; what follows the last that is filled is left out.
    if (!text->empty()) lines += "\n\n\n" + *text;
    if (lines.size() > most_bytes)
        return refuse(ErrorCode::invalid, "too_long", "This text is too long. Please shorten it.", "qr");
    return lines;
}

}  // namespace autojet::invoicing
