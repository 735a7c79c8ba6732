// Names of rows. The event that creates a row carries its id, so replaying never chooses one.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

// A row's number in its Table, from 1 in order of creation; 0 names nothing.
template <class Row>
struct Id {
    std::uint32_t value{};
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

// A person who joins. Opaque: the server derives it from the phone by a keyed MAC, so the same
// phone is the same consumer and the log holds nothing personal. Positive, 63 bits.
struct ConsumerId {
    std::int64_t value{};
    auto operator<=>(const ConsumerId&) const = default;
};

}  // namespace starfish
