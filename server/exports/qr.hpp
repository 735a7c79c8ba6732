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
    std::vector<bool> dark;  // row by row, side * side of them

    bool dark_at(std::size_t x, std::size_t y) const { return dark[y * side + x]; }
};

// The clear margin a reader needs on every side (ISO/IEC 18004).
inline constexpr std::size_t qr_quiet_modules = 4;

// Error correction M: a fold or a stain of 15 % is survived. nullopt for nothing, and for more
// than a code holds (2,331 bytes).
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace starfish::exports
