// The poster of a group-buy for the chat: a picture of 750 × 1334 with its QR code. It stays in the
// chat for days, so it shows only lasting facts: title, first price, tiers or goods, leader, pickup
// and deadline.
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
    Units units;  // the number of units from which the price applies
    Fen price;    // the price for everyone
    bool operator==(const PosterTier&) const = default;
};

// One of several goods.
struct PosterGoods {
    std::string title;
    Fen price;         // the first price
    bool has_tiers{};  // the price falls with more units
    bool operator==(const PosterGoods&) const = default;
};

struct Poster {
    std::string title;
    Fen price;  // the first price; of several goods the lowest
    // One of these two is empty: the tiers of a single offer, ascending by units, or the several
    // goods.
    std::vector<PosterTier> tiers;
    std::vector<PosterGoods> goods;
    std::string leader;
    std::string community;
    std::string pickup_place;
    std::string pickup_hours;
    Instant deadline;
    std::string link;  // the QR code's text: at most 2,331 bytes
    bool operator==(const Poster&) const = default;
};

// A PNG. Long texts end in an ellipsis. Of more than four tiers or goods the poster shows the first
// three, and the number of the others.
std::string poster_png(const Poster& poster, Locale locale);

}  // namespace starfish::exports
