#include "base/qr_code.hpp"

#include <qrencode.h>

#include <memory>

#include "base/result.hpp"

namespace autojet {

QrCode qr_code_of(std::string_view bytes) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> drawn{
        QRcode_encodeData(static_cast<int>(bytes.size()), reinterpret_cast<const unsigned char*>(bytes.data()), 0,
                          QR_ECLEVEL_M),
        &QRcode_free};
    if (!drawn) throw Broken{"this does not fit into a QR code"};
    QrCode code;
    code.across = static_cast<std::size_t>(drawn->width);
    for (std::size_t i = 0; i < code.across * code.across; ++i) code.dark.push_back((drawn->data[i] & 1) != 0);
    return code;
}

}  // namespace autojet
