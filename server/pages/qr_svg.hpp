// QR codes on pages.
#pragma once

#include <string>
#include <string_view>

namespace starfish {

// A scalable SVG picture with its quiet margin; "" if the text does not fit in any QR code.
std::string qr_svg(std::string_view text, std::string_view label);

}  // namespace starfish
