// The poster of a group-buy for the chat: a picture of 750 × 1334 with its QR code. It stays in
// the chat for days, so it tells only what does not change while people look at it: the title, the
// price to begin with and the tiers, leader, pickup and deadline.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/quantity.hpp"
#include "core/words/words.hpp"

#include <string>
#include <vector>

namespace starfish::exports {

inline constexpr int poster_width = 750;
inline constexpr int poster_height = 1334;

struct PosterTier {
    Units units;  // from so many on
    Fen price;    // everyone pays this
};

struct Poster {
    std::string title;
    Fen price;
    std::vector<PosterTier> tiers;  // ascending by units
    std::string leader;
    std::string community;
    std::string pickup_place;
    std::string pickup_hours;
    Instant deadline;
    std::string link;  // what the QR code says: at most 2,331 bytes
};

// PNG. Long texts end in an ellipsis; of more than four tiers the first three are named, and how
// many more there are.
std::string poster_png(const Poster& poster, Locale locale);

}  // namespace starfish::exports
