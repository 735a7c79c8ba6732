// How often something may be tried: a burst, then one try an interval. The memory is fixed: keys
// share slots by a keyed hash nobody outside can aim at.
#pragma once

#include "core/base/instant.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace starfish {

class Throttle {
public:
    struct Rule {
        std::int64_t burst{};  // tries at once
        std::int64_t interval_ms{};
    };
    explicit Throttle(Rule rule);

    // Takes one try; how long to wait in ms, if none is left (nothing is then taken).
    std::optional<std::int64_t> take(std::string_view key, Instant now);
    // The try was no guess.
    void give_back(std::string_view key);

private:
    std::size_t slot_of(std::string_view key) const;
    Rule rule_;
    std::array<unsigned char, 16> salt_{};
    // When the slot will have all its tries back: the generic cell rate algorithm (ITU-T I.371).
    std::vector<std::int64_t> full_at_ms_;
};

}  // namespace starfish
