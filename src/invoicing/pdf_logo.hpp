#pragma once

#include <optional>
#include <string_view>

#include "invoicing/pdf_paper.hpp"

namespace autojet::invoicing::paper {

// The shop's logo, as large as it stands on paper.
struct Logo {
    Picture picture;
    bool is_light = false;  // made for a dark ground: on white nobody would see it
};

// Nothing where the PNG cannot be read: no invoice waits for its logo.
std::optional<Logo> read_logo(std::string_view png);

}  // namespace autojet::invoicing::paper
