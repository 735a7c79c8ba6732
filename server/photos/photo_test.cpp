#include "server/photos/photo.hpp"

#include "core/subjects/handout/queries.hpp"
#include "server/net/limits.hpp"
#include "server/photos/picture.hpp"

#include <catch2/catch_test_macros.hpp>

#include <png.h>
#include <webp/encode.h>
#include <zlib.h>

namespace starfish::photos {
namespace photo_test {

// Left half red, right half blue.
Picture two_colours(std::size_t width, std::size_t height) {
    Picture picture{width, height, std::vector<std::uint8_t>(width * height * 3)};
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            picture.pixels[(y * width + x) * 3 + (x < width / 2 ? 0 : 2)] = 255;
    return picture;
}

std::string jpeg_of(const Picture& picture) {
    return as_jpeg(picture).value();
}

std::string png_of(const Picture& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&image, nullptr, &size, 0, picture.pixels.data(), 0, nullptr);
    std::string bytes(size, '\0');
    REQUIRE(png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.pixels.data(), 0,
                                      nullptr) != 0);
    bytes.resize(size);
    return bytes;
}

std::string webp_of(const Picture& picture) {
    std::uint8_t* out = nullptr;
    const int width = static_cast<int>(picture.width);
    const std::size_t size = WebPEncodeRGB(picture.pixels.data(), width,
                                           static_cast<int>(picture.height), width * 3, 90, &out);
    std::string bytes(reinterpret_cast<const char*>(out), size);
    WebPFree(out);
    return bytes;
}

void put_32(std::string& out, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

// The header of a picture of that size, and nothing to fill it.
std::string png_header(std::uint32_t width, std::uint32_t height) {
    std::string chunk = "IHDR";
    put_32(chunk, width);
    put_32(chunk, height);
    chunk += std::string("\x08\x02\0\0\0", 5);
    std::string data = "IDAT";
    const auto crc = [](const std::string& of) {
        return static_cast<std::uint32_t>(
            crc32_z(0, reinterpret_cast<const Bytef*>(of.data()), of.size()));
    };
    std::string bytes = "\x89PNG\r\n\x1A\n";
    put_32(bytes, 13);
    bytes += chunk;
    put_32(bytes, crc(chunk));
    put_32(bytes, 0);
    bytes += data;
    put_32(bytes, crc(data));
    return bytes;
}

// EXIF that says how the camera was held, and where it was.
std::string with_exif(const std::string& jpeg, char orientation) {
    std::string exif("Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
    exif += orientation;
    exif += std::string(6, '\0');
    exif += "GPS 30.5928N 114.3055E";
    std::string segment = "\xFF\xE1";
    segment += static_cast<char>((exif.size() + 2) >> 8);
    segment += static_cast<char>(exif.size() + 2);
    return jpeg.substr(0, 2) + segment + exif + jpeg.substr(2);
}

bool is_red(const Picture& picture, std::size_t x, std::size_t y) {
    const auto* const pixel = &picture.pixels[(y * picture.width + x) * 3];
    return pixel[0] > 180 && pixel[2] < 80;
}

Picture kept(const std::string& bytes) {
    const auto photo = made_photo(bytes);
    REQUIRE(photo);
    return read_picture(photo->bytes, photo_side_max).value();
}

std::string code_of(const std::string& bytes) {
    const auto photo = made_photo(bytes);
    return photo ? "" : std::string(photo.error().code);
}

TEST_CASE("photos: JPEG, PNG and WebP are kept as JPEG under their hash") {
    const Picture picture = two_colours(40, 20);
    for (const std::string& bytes : {jpeg_of(picture), png_of(picture), webp_of(picture)}) {
        const auto photo = made_photo(bytes);
        REQUIRE(photo);
        CHECK(handout::is_photo_id(photo->id));
        CHECK(photo->bytes.starts_with("\xFF\xD8\xFF"));
        CHECK(*made_photo(bytes) == *photo);
        const Picture read = read_picture(photo->bytes, photo_side_max).value();
        CHECK(read.width == 40);
        CHECK(read.height == 20);
        CHECK(is_red(read, 5, 10));
        CHECK_FALSE(is_red(read, 35, 10));
    }
}

TEST_CASE("photos: made small, the right way up, and without where it was taken") {
    const Picture large = two_colours(4000, 3000);
    for (const std::string& bytes : {jpeg_of(large), png_of(large), webp_of(large)}) {
        const Picture small = kept(bytes);
        CHECK(small.width == 1600);
        CHECK(small.height == 1200);
        CHECK(is_red(small, 100, 600));
        CHECK_FALSE(is_red(small, 1500, 600));
    }
    const std::string jpeg = jpeg_of(two_colours(40, 20));
    CHECK(orientation_of(jpeg) == 1);
    for (char orientation = 1; orientation <= 8; ++orientation)
        CHECK(orientation_of(with_exif(jpeg, orientation)) == orientation);
    CHECK(orientation_of(with_exif(jpeg, 9)) == 1);
    const std::string sideways = with_exif(jpeg, 6);
    CHECK(sideways.contains("GPS"));
    CHECK_FALSE(made_photo(sideways)->bytes.contains("GPS"));
    CHECK_FALSE(made_photo(sideways)->bytes.contains("Exif"));
    // Turned right: what was on the left is at the top.
    const Picture upright = kept(sideways);
    CHECK(upright.width == 20);
    CHECK(upright.height == 40);
    CHECK(is_red(upright, 10, 5));
    CHECK_FALSE(is_red(upright, 10, 35));
    const Picture mirrored = kept(with_exif(jpeg, 2));
    CHECK(is_red(mirrored, 35, 10));
    const Picture other_side = kept(with_exif(jpeg, 8));
    CHECK(is_red(other_side, 10, 35));
}

TEST_CASE("photos: what is none, or would be too much") {
    const std::string jpeg = jpeg_of(two_colours(40, 20));
    CHECK(code_of("") == "photo.not_image");
    CHECK(code_of("hello") == "photo.not_image");
    CHECK(code_of("GIF89a" + jpeg) == "photo.not_image");
    CHECK(code_of("<script>alert(1)</script>") == "photo.not_image");
    CHECK(code_of(jpeg.substr(0, 20)) == "photo.not_image");
    CHECK(code_of(png_of(two_colours(40, 20)).substr(0, 60)) == "photo.not_image");
    CHECK(code_of(webp_of(two_colours(40, 20)).substr(0, 40)) == "photo.not_image");
    CHECK(code_of(std::string(limits::photo_bytes_max + 1, 'x')) == "photo.too_large");
    CHECK(status_of(made_photo(std::string(limits::photo_bytes_max + 1, 'x')).error()) == 413);
    // A few bytes that would be gigabytes.
    CHECK(code_of(png_header(60'000, 60'000)) == "photo.pixels");
    // The words say as many as the bounds.
    static_assert(picture_pixels_max == 50'000'000);
    static_assert(limits::photo_bytes_max == 8 * 1024 * 1024);
    CHECK(code_of(png_header(0, 10)) == "photo.not_image");
    std::string bomb = jpeg;
    const std::size_t frame = bomb.find("\xFF\xC0");
    REQUIRE(frame != std::string::npos);
    bomb.replace(frame + 5, 4, "\xFD\xE8\xFD\xE8");
    CHECK(code_of(bomb) == "photo.pixels");
    // What is something else as well is only the picture afterwards.
    const auto polyglot = made_photo(jpeg + "<script>alert(1)</script>PK\x03\x04");
    REQUIRE(polyglot);
    CHECK_FALSE(polyglot->bytes.contains("script"));
    CHECK(*polyglot == *made_photo(jpeg));
}

}  // namespace photo_test

}  // namespace starfish::photos
