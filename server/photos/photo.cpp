#include "server/photos/photo.hpp"

#include "core/subjects/handout/handout.hpp"
#include "server/net/limits.hpp"
#include "server/photos/picture.hpp"

#include <array>

#include <sodium.h>

namespace starfish::photos {
namespace {

constexpr std::int64_t million = 1'000'000;

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return {hex.data(), hex.size() - 1};
}
static_assert(2 * crypto_hash_sha256_BYTES == handout::photo_id_length);

}  // namespace

Result<Photo> made_photo(std::string_view bytes) {
    if (bytes.size() > limits::photo_bytes_max) return invalid("photo.too_large", "photo");
    auto picture = read_picture(bytes, photo_side_max);
    if (!picture && picture.error() == Unreadable::too_large)
        return invalid(
            "photo.pixels", "photo",
            {{"most_millions", static_cast<std::int64_t>(picture_pixels_max) / million}});
    if (!picture) return invalid("photo.not_image", "photo");
    Picture small = shrunk(std::move(*picture), photo_side_max);
    if (bytes.starts_with("\xFF\xD8")) small = turned(std::move(small), orientation_of(bytes));
    auto jpeg = as_jpeg(small);
    if (!jpeg) return invalid("photo.not_image", "photo");
    std::string id = sha256_hex(*jpeg);
    return Photo{std::move(id), std::move(*jpeg)};
}

int status_of(const Refusal& refusal) {
    return refusal.code == "photo.too_large" ? 413 : 422;
}

}  // namespace starfish::photos
