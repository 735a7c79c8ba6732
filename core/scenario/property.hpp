// Properties that assertions state: "4 units", "¥159 each", "open".
#pragma once

#include "core/base/quantity.hpp"
#include "core/scenario/line.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace starfish::scenario {

// Read from a line or made from the state, a property has one spelling, so that texts can be
// compared.
struct Property {
    std::string_view topic;  // static text: "units"
    std::string text;        // "4 units"
};

inline constexpr std::string_view stage_topic = "stage";
inline constexpr std::string_view price_topic = "price";
inline constexpr std::string_view reason_topic = "reason";

// "4 units"
Property count_of(std::int64_t count, std::string_view unit);
// "¥18 owed"
Property amount_of(Fen fen, std::string_view of_what);
Property price_each(Fen fen);
Property stage_of(std::string_view stage);
Property reason_of(std::string_view reason);

// How one property is written: a number or a price if `begins` says so, `word`, what `read` reads.
struct PropertyForm {
    enum class Begins : std::uint8_t { with_number, with_price, with_word };
    Begins begins{};
    std::string_view word;
    std::string_view singular{};        // another spelling of a count's word, or ""
    Property (*read)(Line&) = nullptr;  // of a word that more follows; else the word is a stage
};

// N people, N person
constexpr PropertyForm counts(std::string_view word, std::string_view singular = {}) {
    return {PropertyForm::Begins::with_number, word, singular};
}
// ¥N due
constexpr PropertyForm amounts(std::string_view word) {
    return {PropertyForm::Begins::with_price, word};
}
// open
constexpr PropertyForm stage_word(std::string_view word) {
    return {PropertyForm::Begins::with_word, word};
}
// batch "…"
constexpr PropertyForm clause(std::string_view word, Property (*read)(Line&)) {
    return {PropertyForm::Begins::with_word, word, {}, read};
}

}  // namespace starfish::scenario
