// How the shop looks on paper: its logo and colours.
#pragma once

#include <string>

namespace autojet::invoicing {

struct PaperColour {
    int red, green, blue;
};

struct PaperLook {
    std::string logo = {};  // PNG; where there is none, the seller's name is the wordmark
    PaperColour paint{0x05, 0x21, 0x2a};
    PaperColour glow{0x28, 0xe2, 0xd0};
    PaperColour link{0x00, 0x65, 0x6c};
};

}  // namespace autojet::invoicing
