// Pixels, and the three forms a phone sends them in. Each library reads the size first, so nothing
// larger than picture_pixels_max is ever unpacked; none of them loads code for other forms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::photos {

// Of what is unpacked: no phone's camera gives more than 200 million, and most send 12. A picture
// of that many as PNG needs 150 MB while it is made small.
inline constexpr std::size_t picture_pixels_max = 50'000'000;

// Red, green, blue, a byte each, row by row without gaps.
struct Picture {
    std::size_t width{};
    std::size_t height{};
    std::vector<std::uint8_t> pixels;
};

enum class Unreadable : std::uint8_t {
    not_image,  // none of the three, or damaged
    too_large,  // more than picture_pixels_max
};

// JPEG, PNG or WebP, by its content. May be unpacked smaller than it is, but never with both sides
// below `side` if it has more.
std::expected<Picture, Unreadable> read_picture(std::string_view bytes, std::size_t side);
// As JPEG, without anything but the pixels; nullopt if it has none, or memory is short.
std::optional<std::string> as_jpeg(const Picture& picture);

// Which way up a JPEG's camera was held, 1 to 8 as in EXIF 2.32, 4.6.4; 1 if it does not say.
int orientation_of(std::string_view jpeg);
// The picture as it is to be looked at.
Picture turned(Picture picture, int orientation);
// With no side above `side`: each pixel the mean of those it stands for.
Picture shrunk(Picture picture, std::size_t side);

}  // namespace starfish::photos
