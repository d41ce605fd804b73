#include "invoicing/pdf_qr.hpp"

#include <qrencode.h>

#include <memory>

#include "base/result.hpp"

namespace autojet::invoicing::paper {

Squares qr_squares(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free};
    if (!code) throw Broken{"a QR code cannot be made"};
    Squares squares;
    squares.across = static_cast<std::size_t>(code->width);
    for (std::size_t i = 0; i < squares.across * squares.across; ++i) squares.dark.push_back((code->data[i] & 1) != 0);
    return squares;
}

}  // namespace autojet::invoicing::paper
