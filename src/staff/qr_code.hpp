#pragma once

#include <string>
#include <string_view>

namespace autojet::staff {

// An inline picture without a style of its own: dark modules on white, with the quiet zone of four (ISO/IEC 18004).
// Hidden from screen readers: what it says stands beside it as text. Throws Broken when the text is too long.
std::string qr_code_svg(std::string_view text);

}  // namespace autojet::staff
