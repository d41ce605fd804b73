// A document as people read it, for paper and screen.
#pragma once

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "invoicing/invoice.hpp"
#include "invoicing/pdf_look.hpp"

namespace autojet::invoicing {

// A PDF on A4 with its fonts inside, tagged, in the language; all that Wet OB 35a asks stands on it. How to pay, with a
// payment QR code, stands on an invoice of which something is to be transferred. The shop's logo stands at its head, on
// a ground of its own colour where it is too light for paper. The UBL text is attached as
// "factuur.xml"; nothing is attached when it is empty. The same values give the same bytes: its only date is the date
// of issue. May be called from several threads at once: each has its own font map. Throws Broken when it cannot be
// drawn.
std::string to_pdf(const Invoice& invoice, Language language, std::string_view ubl, const PaperLook& look = {});

}  // namespace autojet::invoicing
