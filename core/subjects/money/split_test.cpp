#include "core/subjects/money/split.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <numeric>

namespace split_test {

using namespace starfish;
using money::per_mille_of;
using money::share;

std::int64_t sum(const std::vector<Fen>& parts) {
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0},
                           [](std::int64_t total, Fen part) { return total + part.value; });
}

std::vector<Fen> some_amounts() {
    const auto most = *rc::gen::element<std::int64_t>(10, 100'000, 1'000'000'000'000);
    const auto values =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, most));
    std::vector<Fen> amounts;
    for (const std::int64_t value : values) amounts.push_back({value});
    return amounts;
}

TEST_CASE("the parts sum to the whole, each within a fen of its exact share") {
    CHECK(rc::check("parts", [] {
        const auto amounts = some_amounts();
        const auto per_mille = *rc::gen::inRange(0, 1001);
        const auto parts = per_mille_of(amounts, per_mille);
        RC_ASSERT(parts.size() == amounts.size());
        RC_ASSERT(sum(parts) == sum(amounts) * per_mille / 1000);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::int64_t off = parts[i].value * 1000 - amounts[i].value * per_mille;
            RC_ASSERT(-1000 < off);
            RC_ASSERT(off < 1000);
            for (std::size_t j = 0; j < i; ++j) {
                if (amounts[j] > amounts[i]) RC_ASSERT(parts[j] >= parts[i]);
                if (amounts[j] < amounts[i]) RC_ASSERT(parts[j] <= parts[i]);
                if (amounts[j] == amounts[i]) RC_ASSERT(parts[j] >= parts[i]);  // earlier first
            }
        }
    }));
}

TEST_CASE("the remaining fen go to the largest remainder, then to the earliest") {
    // 7.5 each at 150 per mille: 15 in all, so the first gets 8.
    CHECK(per_mille_of(std::vector<Fen>{{50}, {50}}, 150) == std::vector<Fen>{{8}, {7}});
    // ¥25.44 of ¥318.00 at 8%.
    CHECK(per_mille_of(std::vector<Fen>{{31'800}}, 80) == std::vector<Fen>{{2'544}});
    // Exact shares 0.3, 0.9 and 0.8 fen: 2 in all.
    CHECK(per_mille_of(std::vector<Fen>{{3}, {9}, {8}}, 100) == std::vector<Fen>{{0}, {1}, {1}});
    CHECK(per_mille_of({}, 300).empty());
    CHECK(per_mille_of(std::vector<Fen>{{1'000'000'000'000'000}}, 1000) ==
          std::vector<Fen>{{1'000'000'000'000'000}});
}

TEST_CASE("a share is the floor of the exact share") {
    CHECK(rc::check("share", [] {
        const auto of = *rc::gen::inRange<std::int64_t>(1, 2'000'000'000);
        const auto part = *rc::gen::inRange<std::int64_t>(0, of + 1);
        const auto whole = *rc::gen::inRange<std::int64_t>(0, 3'000'000'000);
        RC_ASSERT(share({whole}, {part}, {of}).value == whole * part / of);
    }));
}

TEST_CASE("shares of the largest amounts do not overflow") {
    CHECK(rc::check("large shares", [] {
        constexpr std::int64_t most = 1'000'000'000'000'000;
        const auto of = *rc::gen::inRange<std::int64_t>(1, most + 1);
        const auto part = *rc::gen::inRange<std::int64_t>(0, of + 1);
        const auto whole = *rc::gen::inRange<std::int64_t>(0, most + 1);
        const Fen one = share({whole}, {part}, {of});
        const Fen rest = share({whole}, {of - part}, {of});
        RC_ASSERT(Fen{0} <= one);
        RC_ASSERT(one <= Fen{whole});
        // The exact shares sum to the whole; two floors lose at most one fen.
        RC_ASSERT(whole - (one + rest).value <= 1);
        RC_ASSERT(whole - (one + rest).value >= 0);
        if (part > 0) RC_ASSERT(share({whole}, {part - 1}, {of}) <= one);
        RC_ASSERT(share({whole}, {of}, {of}) == Fen{whole});
        RC_ASSERT(share({whole}, {0}, {of}) == Fen{0});
    }));
    CHECK(share({1'000'000'000'000'000}, {999'999'999'999'999}, {1'000'000'000'000'000}).value ==
          999'999'999'999'999);
}

TEST_CASE("however often a line is reduced, its reversals sum to the planned pay") {
    CHECK(rc::check("reversed parts", [] {
        const auto planned = *rc::gen::inRange<std::int64_t>(0, 10'000'000);
        const auto due = *rc::gen::inRange<std::int64_t>(1, 10'000'000);
        std::int64_t left = due;
        std::int64_t stands = planned;
        std::int64_t reversed = 0;
        while (left > 0) {
            left -= *rc::gen::inRange<std::int64_t>(1, left + 1);
            const std::int64_t now = share({planned}, {left}, {due}).value;
            RC_ASSERT(now <= stands);
            reversed += stands - now;
            stands = now;
        }
        RC_ASSERT(stands == 0);
        RC_ASSERT(reversed == planned);
    }));
}

}  // namespace split_test
