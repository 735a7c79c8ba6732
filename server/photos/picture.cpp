#include "server/photos/picture.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

namespace starfish::photos {
namespace {

using Answer = std::expected<Picture, Unreadable>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Room for it, or why not.
Answer room_for(std::size_t width, std::size_t height) {
    if (width == 0 || height == 0) return std::unexpected(Unreadable::not_image);
    if (width > picture_pixels_max / height) return std::unexpected(Unreadable::too_large);
    return Picture{width, height, {}};
}

struct JpegCloser {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using JpegHandle = std::unique_ptr<void, JpegCloser>;

// The smallest eighth at which it still has `side`.
tjscalingfactor scale_for(std::size_t longer, std::size_t side) {
    int eighths = 8;
    for (const int smaller : {4, 2, 1})
        if (longer * static_cast<std::size_t>(smaller) / 8 >= side) eighths = smaller;
    return {eighths, 8};
}

Answer read_jpeg(std::string_view bytes, std::size_t side) {
    const JpegHandle jpeg(tjInitDecompress());
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colours = 0;
    if (!jpeg || tjDecompressHeader3(jpeg.get(), bytes_of(bytes), bytes.size(), &width, &height,
                                     &subsampling, &colours) != 0)
        return std::unexpected(Unreadable::not_image);
    auto picture = room_for(static_cast<std::size_t>(width), static_cast<std::size_t>(height));
    if (!picture) return picture;
    const tjscalingfactor scale = scale_for(std::max(picture->width, picture->height), side);
    const int to_width = TJSCALED(width, scale);
    const int to_height = TJSCALED(height, scale);
    picture->width = static_cast<std::size_t>(to_width);
    picture->height = static_cast<std::size_t>(to_height);
    picture->pixels.resize(picture->width * picture->height * 3);
    // A scan costs as much as the picture, however small it is in the file.
    const int result =
        tjDecompress2(jpeg.get(), bytes_of(bytes), bytes.size(), picture->pixels.data(), to_width,
                      0, to_height, TJPF_RGB, TJFLAG_LIMITSCANS);
    // What is only odd (a stray byte between markers) is a warning; what was cut off is, too, and
    // the half that came may still show what was wrong.
    if (result != 0 && tjGetErrorCode(jpeg.get()) != TJERR_WARNING)
        return std::unexpected(Unreadable::not_image);
    return picture;
}

struct PngImage {
    PngImage() { image.version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(&image); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    png_image image{};
};

Answer read_png(std::string_view bytes) {
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0)
        return std::unexpected(Unreadable::not_image);
    auto picture = room_for(png.image.width, png.image.height);
    if (!picture) return picture;
    png.image.format = PNG_FORMAT_RGB;
    picture->pixels.resize(picture->width * picture->height * 3);
    const png_color white{255, 255, 255};
    if (png_image_finish_read(&png.image, &white, picture->pixels.data(), 0, nullptr) == 0)
        return std::unexpected(Unreadable::not_image);
    return picture;
}

Answer read_webp(std::string_view bytes) {
    int width = 0;
    int height = 0;
    if (WebPGetInfo(bytes_of(bytes), bytes.size(), &width, &height) == 0)
        return std::unexpected(Unreadable::not_image);
    auto picture = room_for(static_cast<std::size_t>(width), static_cast<std::size_t>(height));
    if (!picture) return picture;
    picture->pixels.resize(picture->width * picture->height * 3);
    if (!WebPDecodeRGBInto(bytes_of(bytes), bytes.size(), picture->pixels.data(),
                           picture->pixels.size(), width * 3))
        return std::unexpected(Unreadable::not_image);
    return picture;
}

// Where the pixel at x, y of what is shown stands in what the camera wrote (EXIF 2.32, 4.6.4).
struct Place {
    std::size_t x, y;
};
Place place_of(std::size_t x, std::size_t y, const Picture& was, int orientation) {
    const std::size_t right = was.width - 1;
    const std::size_t bottom = was.height - 1;
    switch (orientation) {
        case 2:
            return {right - x, y};
        case 3:
            return {right - x, bottom - y};
        case 4:
            return {x, bottom - y};
        case 5:
            return {y, x};
        case 6:
            return {y, bottom - x};
        case 7:
            return {right - y, bottom - x};
        case 8:
            return {right - y, x};
        default:
            return {x, y};
    }
}

// The mean of the pixels from x0, y0 to before x1, y1.
void put_mean(const Picture& of, std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1,
              std::uint8_t* to) {
    std::array<std::uint64_t, 3> sums{};
    for (std::size_t y = y0; y < y1; ++y)
        for (std::size_t x = x0; x < x1; ++x)
            for (std::size_t c = 0; c < 3; ++c) sums[c] += of.pixels[(y * of.width + x) * 3 + c];
    const std::uint64_t count = (x1 - x0) * (y1 - y0);
    for (std::size_t c = 0; c < 3; ++c)
        to[c] = static_cast<std::uint8_t>((sums[c] + count / 2) / count);
}

}  // namespace

std::expected<Picture, Unreadable> read_picture(std::string_view bytes, std::size_t side) {
    if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes, side);
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes);
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return read_webp(bytes);
    return std::unexpected(Unreadable::not_image);
}

std::optional<std::string> as_jpeg(const Picture& picture) {
    constexpr int quality = 80;
    const JpegHandle jpeg(tjInitCompress());
    if (!jpeg || picture.pixels.empty()) return std::nullopt;
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int result =
        tjCompress2(jpeg.get(), picture.pixels.data(), static_cast<int>(picture.width), 0,
                    static_cast<int>(picture.height), TJPF_RGB, &bytes, &size, TJSAMP_420, quality,
                    TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, decltype(&tjFree)> kept(bytes, tjFree);
    if (result != 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

Picture turned(Picture picture, int orientation) {
    if (orientation < 2 || orientation > 8) return picture;
    const bool on_its_side = orientation >= 5;
    Picture made{on_its_side ? picture.height : picture.width,
                 on_its_side ? picture.width : picture.height,
                 std::vector<std::uint8_t>(picture.pixels.size())};
    for (std::size_t y = 0; y < made.height; ++y)
        for (std::size_t x = 0; x < made.width; ++x) {
            const Place from = place_of(x, y, picture, orientation);
            std::copy_n(&picture.pixels[(from.y * picture.width + from.x) * 3], 3,
                        &made.pixels[(y * made.width + x) * 3]);
        }
    return made;
}

Picture shrunk(Picture picture, std::size_t side) {
    const std::size_t longer = std::max(picture.width, picture.height);
    if (longer <= side) return picture;
    Picture made{std::max<std::size_t>(picture.width * side / longer, 1),
                 std::max<std::size_t>(picture.height * side / longer, 1),
                 {}};
    made.pixels.resize(made.width * made.height * 3);
    for (std::size_t y = 0; y < made.height; ++y)
        for (std::size_t x = 0; x < made.width; ++x) {
            const std::size_t x0 = x * picture.width / made.width;
            const std::size_t y0 = y * picture.height / made.height;
            put_mean(picture, x0, y0, std::max((x + 1) * picture.width / made.width, x0 + 1),
                     std::max((y + 1) * picture.height / made.height, y0 + 1),
                     &made.pixels[(y * made.width + x) * 3]);
        }
    return made;
}

}  // namespace starfish::photos
