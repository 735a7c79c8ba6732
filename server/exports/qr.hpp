// QR codes, as squares to draw.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace starfish::exports {

struct QrCode {
    std::size_t side{};      // modules
    std::vector<bool> dark;  // row by row, side * side modules

    bool dark_at(std::size_t x, std::size_t y) const { return dark[y * side + x]; }
};

// The clear margin that a reader needs on every side (ISO/IEC 18004).
inline constexpr std::size_t qr_quiet_modules = 4;

// Error correction level M: the code survives 15 % damage. nullopt for an empty text, and for more
// than 2,331 bytes, a code's capacity.
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace starfish::exports
