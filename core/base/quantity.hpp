// Money and counts. Integers only: decisions must be the same natively and in WebAssembly.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

inline constexpr std::int64_t fen_in_yuan = 100;

// Money in 分.
struct Fen {
    std::int64_t value{};
    auto operator<=>(const Fen&) const = default;
    friend constexpr Fen operator+(Fen a, Fen b) { return {a.value + b.value}; }
    friend constexpr Fen operator-(Fen a, Fen b) { return {a.value - b.value}; }
};

// Pieces of one offer.
struct Units {
    std::int32_t value{};
    auto operator<=>(const Units&) const = default;
    friend constexpr Units operator+(Units a, Units b) { return {a.value + b.value}; }
    friend constexpr Units operator-(Units a, Units b) { return {a.value - b.value}; }
};

// The bounds below keep every product and sum of the domain far inside 64 bits:
// price_max * units_max = 10^15.
inline constexpr Fen price_max{1'000'000'000};  // ¥10,000,000 a unit
inline constexpr Units units_max{1'000'000};    // units of one offer or group-buy

// The cost of `units` at `price` each. Both are within the bounds above, so this cannot overflow.
constexpr Fen operator*(Fen price, Units units) {
    return {price.value * units.value};
}

}  // namespace starfish
