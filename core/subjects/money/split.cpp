#include "core/subjects/money/split.hpp"

#include "core/base/order.hpp"

#include <cassert>
#include <utility>

namespace starfish::money {

std::vector<Fen> per_mille_of(std::span<const Fen> amounts, std::int32_t per_mille) {
    assert(0 <= per_mille && per_mille <= 1000);
    struct Remainder {
        std::int64_t rest{};  // thousandths of a fen, 0 to 999
        std::size_t place{};
    };
    std::vector<Fen> parts;
    std::vector<Remainder> remainders;
    parts.reserve(amounts.size());
    remainders.reserve(amounts.size());
    std::int64_t rest = 0;
    for (const Fen amount : amounts) {
        assert(amount >= Fen{0});
        const std::int64_t exact = amount.value * per_mille;
        parts.push_back({exact / 1000});
        remainders.push_back({exact % 1000, remainders.size()});
        rest += exact % 1000;
    }
    // The whole is the floor of the exact sum, so the fen to distribute are the floor of the rests.
    const auto left = static_cast<std::ptrdiff_t>(rest / 1000);
    put_in_order(remainders, {},
                 [](const Remainder& one) { return std::pair(-one.rest, one.place); });
    for (std::ptrdiff_t i = 0; i < left; ++i) {
        Fen& part = parts[remainders[static_cast<std::size_t>(i)].place];
        part = part + Fen{1};
    }
    return parts;
}

Fen share(Fen whole, Fen part, Fen of) {
    assert(whole >= Fen{0} && Fen{0} <= part && part <= of && of > Fen{0});
    // whole × part can have 100 bits: take one binary digit of `part` at a time, with separate
    // quotient and remainder, so that every remainder stays below 2 × of.
    std::int64_t quotient = 0;
    std::int64_t remainder = 0;
    const std::int64_t whole_quotient = whole.value / of.value;
    const std::int64_t whole_remainder = whole.value % of.value;
    for (int bit = 62; bit >= 0; --bit) {
        quotient *= 2;
        remainder *= 2;
        if (remainder >= of.value) ++quotient, remainder -= of.value;
        if (((part.value >> bit) & 1) == 0) continue;
        quotient += whole_quotient;
        remainder += whole_remainder;
        if (remainder >= of.value) ++quotient, remainder -= of.value;
    }
    return {quotient};
}

}  // namespace starfish::money
