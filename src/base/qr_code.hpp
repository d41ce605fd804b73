#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace autojet {

// Modules row by row, as many down as across; without the quiet zone of four around them.
struct QrCode {
    std::vector<bool> dark;
    std::size_t across = 0;
};

// The bytes as a QR code (ISO/IEC 18004) with error correction M. Throws Broken when there are too many.
QrCode qr_code_of(std::string_view bytes);

}  // namespace autojet
