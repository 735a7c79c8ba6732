// A refusal is a value that says why a command was not carried out, so that a person can act on it.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The kind of refusal; the server maps it to an HTTP status.
enum class RefusalKind : std::uint8_t {
    invalid,    // 422: the value itself is not acceptable
    conflict,   // 409: not possible in the present state
    forbidden,  // 403: this actor may not do it
    unknown,    // 404: no such thing, or the actor may not know of it
};

// One number that a message needs. The name states the unit: left_units, price_fen, deadline_ms.
struct Fact {
    std::string_view name;  // static text
    std::int64_t value{};
};

// `code` is the key of the sentence in assets/i18n (static text). `field` is the input field to
// mark: "" for no field, a path such as "tiers[2].price_fen" inside lists.
struct Refusal {
    RefusalKind kind{};
    std::string_view code;
    std::string field;
    std::vector<Fact> facts;
};

template <class T>
using Result = std::expected<T, Refusal>;

using Refused = std::unexpected<Refusal>;

inline Refused invalid(std::string_view code, std::string field, std::vector<Fact> facts = {}) {
    return Refused(Refusal{RefusalKind::invalid, code, std::move(field), std::move(facts)});
}
inline Refused conflict(std::string_view code, std::string field, std::vector<Fact> facts = {}) {
    return Refused(Refusal{RefusalKind::conflict, code, std::move(field), std::move(facts)});
}
inline Refused forbidden(std::string_view code) {
    return Refused(Refusal{RefusalKind::forbidden, code, {}, {}});
}
inline Refused unknown(std::string_view code, std::string field) {
    return Refused(Refusal{RefusalKind::unknown, code, std::move(field), {}});
}

}  // namespace starfish
