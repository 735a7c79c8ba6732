// Ids of rows. The event that creates a row carries the row's id, so a replay never chooses ids.
#pragma once

#include <compare>
#include <cstdint>

namespace starfish {

// A row's number in its Table, from 1 in order of creation; 0 means no row.
template <class Row>
struct Id {
    std::uint32_t value{};
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

// A person who joins. Opaque: the server derives the id from the phone number by a keyed MAC, so
// the same phone number is the same consumer and the log holds no personal data. Positive, 63 bits.
struct ConsumerId {
    std::int64_t value{};
    auto operator<=>(const ConsumerId&) const = default;
};

}  // namespace starfish
