// Limits the rate of tries: a burst, then one try per interval. Memory is fixed: keys share slots
// by a hash with a secret key, so that clients cannot cause collisions deliberately.
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

    // Takes one try. If none is left, takes nothing and returns the time to wait in ms.
    std::optional<std::int64_t> take(std::string_view key, Instant now);
    // Returns the try, for example after a correct password.
    void give_back(std::string_view key);

private:
    std::size_t slot_of(std::string_view key) const;
    Rule rule_;
    std::array<unsigned char, 16> salt_{};
    // When each slot has its full burst again: the generic cell rate algorithm (ITU-T I.371).
    std::vector<std::int64_t> full_at_ms_;
};

}  // namespace starfish
