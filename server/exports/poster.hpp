// The poster of a group-buy for the chat: a picture of 750 × 1334 with its QR code. It stays in
// the chat for days, so it tells only what does not change while people look at it: the title, the
// price to begin with and the tiers or goods, leader, pickup and deadline.
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
    bool operator==(const PosterTier&) const = default;
};

// One of several goods.
struct PosterGoods {
    std::string title;
    Fen price;     // to begin with
    bool falls{};  // it has tiers
    bool operator==(const PosterGoods&) const = default;
};

struct Poster {
    std::string title;
    Fen price;  // to begin with; of several goods the lowest
    // One of these is empty: the tiers of a single thing that is sold, ascending by units, or the
    // several things.
    std::vector<PosterTier> tiers;
    std::vector<PosterGoods> goods;
    std::string leader;
    std::string community;
    std::string pickup_place;
    std::string pickup_hours;
    Instant deadline;
    std::string link;  // what the QR code says: at most 2,331 bytes
    bool operator==(const Poster&) const = default;
};

// PNG. Long texts end in an ellipsis; of more than four tiers or goods the first three are named,
// and how many more there are.
std::string poster_png(const Poster& poster, Locale locale);

}  // namespace starfish::exports
