#include "server/exports/qr.hpp"

#include <memory>

#include <qrencode.h>

namespace starfish::exports {

std::optional<QrCode> qr_code(std::string_view text) {
    constexpr std::size_t bytes_max = 2'331;
    constexpr int smallest_version_that_fits = 0;
    if (text.empty() || text.size() > bytes_max) return std::nullopt;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> encoded(
        QRcode_encodeData(static_cast<int>(text.size()),
                          reinterpret_cast<const unsigned char*>(text.data()),
                          smallest_version_that_fits, QR_ECLEVEL_M),
        QRcode_free);
    if (!encoded) return std::nullopt;
    QrCode code{.side = static_cast<std::size_t>(encoded->width)};
    code.dark.resize(code.side * code.side);
    // The lowest bit of a module is its colour.
    for (std::size_t i = 0; i < code.dark.size(); ++i) code.dark[i] = (encoded->data[i] & 1) != 0;
    return code;
}

}  // namespace starfish::exports
