// A refusal is a value: why a command is not carried out, said so that a person can act on it.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// What kind of no; the server turns it into a status.
enum class RefusalKind : std::uint8_t {
    invalid,    // 422: the value itself cannot be taken
    conflict,   // 409: not in the present state of things
    forbidden,  // 403: not this actor's to do
    unknown,    // 404: no such thing, or not yours to know of
};

// One number a message needs. The name says the unit: left_units, price_fen, deadline_ms.
struct Fact {
    std::string_view name;  // static text
    std::int64_t value{};
};

// `code` names the sentence in assets/i18n (static text), `field` what to point at ("" for none;
// a path such as "tiers[2].price_fen" inside lists).
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
