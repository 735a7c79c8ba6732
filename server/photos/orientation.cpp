// The one thing of a photo's metadata that is needed to look at it: which way up it is. The rest
// (where it was taken, when, with what) is never read.
#include "server/photos/picture.hpp"

#include <algorithm>

namespace starfish::photos {
namespace {

// Numbers in either byte order, at places that may lie outside.
struct Tiff {
    std::string_view bytes;
    bool big_end_first{};

    std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes.size() || bytes.size() - at < size) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t place = big_end_first ? i : size - 1 - i;
            value = value << 8 | static_cast<unsigned char>(bytes[at + place]);
        }
        return value;
    }
};

// TIFF 6.0, section 2: a header of 8 bytes, then a directory of entries of 12.
int orientation_in(std::string_view bytes) {
    constexpr std::uint32_t tag_orientation = 0x0112;
    const Tiff tiff{bytes, bytes.starts_with("MM")};
    if (!tiff.big_end_first && !bytes.starts_with("II")) return 1;
    const auto directory = tiff.number(4, 4);
    const auto count = directory ? tiff.number(*directory, 2) : std::nullopt;
    if (!count) return 1;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const std::size_t entry = std::size_t{*directory} + 2 + std::size_t{i} * 12;
        const auto tag = tiff.number(entry, 2);
        if (!tag) return 1;
        if (*tag != tag_orientation) continue;
        const auto value = tiff.number(entry + 8, 2);
        return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
    }
    return 1;
}

}  // namespace

int orientation_of(std::string_view jpeg) {
    constexpr std::string_view exif{"Exif\0\0", 6};
    std::size_t at = 2;
    // Segments until the picture's own data: FF, kind, size (two bytes, counting themselves).
    while (jpeg.size() - std::min(at, jpeg.size()) >= 4 && jpeg[at] == '\xFF') {
        const auto kind = static_cast<unsigned char>(jpeg[at + 1]);
        const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(jpeg[at + 2]))
                                     << 8 |
                                 static_cast<unsigned char>(jpeg[at + 3]);
        if (kind == 0xDA || size < 2) return 1;
        const std::string_view segment = jpeg.substr(at + 4, size - 2);
        if (kind == 0xE1 && segment.starts_with(exif))
            return orientation_in(segment.substr(exif.size()));
        at += 2 + size;
    }
    return 1;
}

}  // namespace starfish::photos
