// What a person sends as a photo, made fit to be kept and shown: decoded, so that it is a picture
// and nothing else besides; small; and without what a phone writes into it, since that tells where
// it was taken.
#pragma once

#include "core/base/refusal.hpp"
#include "server/store/store.hpp"

#include <string_view>

namespace starfish::photos {

inline constexpr std::size_t photo_side_max = 1600;  // pixels

// Takes a tenth of a second or so: on a worker's thread. The same bytes make the same photo.
// Refuses photo.too_large (limits::photo_bytes_max), photo.not_image, photo.pixels
// {most_millions}, all at `photo`. What is too large in bytes is answered with 413.
Result<Photo> made_photo(std::string_view bytes);

int status_of(const Refusal& refusal);

}  // namespace starfish::photos
