#pragma once

#include <string>

#include "invoicing/pdf_paper.hpp"

namespace autojet::invoicing::paper {

// The text as a QR code (ISO/IEC 18004) with error correction M.
Squares qr_squares(const std::string& text);

}  // namespace autojet::invoicing::paper
