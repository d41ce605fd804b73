// The typefaces of the house, which the program carries inside: paper looks the same on every machine.
#pragma once

#include "base/language.hpp"

struct _PangoContext;

namespace autojet::invoicing::paper {

// Sets text in "Manrope" and "Sora"; what they lack comes from the machine's fonts. One for each thread and language.
_PangoContext* fonts_for(Language language);

}  // namespace autojet::invoicing::paper
