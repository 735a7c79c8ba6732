// QR codes on pages.
#pragma once

#include <string>
#include <string_view>

namespace starfish {

// As an SVG picture that scales, with its quiet margin; "" if the text fits in none.
std::string qr_svg(std::string_view text, std::string_view label);

}  // namespace starfish
