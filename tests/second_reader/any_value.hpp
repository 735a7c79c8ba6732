// A random value of a described type: small numbers, the ends of their ranges, and texts with
// everything that a writer could get wrong.
#pragma once

#include "core/base/json/description.hpp"
#include "tests/histories/dice.hpp"

#include <array>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace starfish::json {

template <std::integral T>
void fill(histories::Dice& dice, T& value) {
    if constexpr (std::same_as<T, bool>) {
        value = dice.chance(50);
    } else {
        const std::array<T, 6> odd{std::numeric_limits<T>::min(),
                                   std::numeric_limits<T>::max(),
                                   0,
                                   1,
                                   static_cast<T>(std::numeric_limits<T>::max() - 1),
                                   static_cast<T>(std::numeric_limits<T>::min() + 1)};
        value = dice.chance(40) ? dice.one_of(odd) : static_cast<T>(dice.between(-1000, 100'000));
    }
}

inline void fill(histories::Dice& dice, std::string& text) {
    static const std::array<std::string, 16> pieces{
        "a",    "海参", "\"", "\\", "/",    "\n",     "\t",         "\r",
        "\x01", "\x1F", "\b", "\f", "\x7F", "\u2028", "\U0001F41A", std::string(1, '\0')};
    text.clear();
    for (auto count = dice.between(0, 12); count > 0; --count) text += dice.one_of(pieces);
}

template <Wrapped T>
void fill(histories::Dice& dice, T& value) {
    fill(dice, inner(value));
}

template <DescribedEnum E>
void fill(histories::Dice& dice, E& value) {
    std::vector<E> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { all.push_back(enumerator.value); });
    value = dice.one_of(all);
}

template <Described T>
void fill(histories::Dice& dice, T& value);
template <class T>
void fill(histories::Dice& dice, std::vector<T>& values);

template <class T>
void fill(histories::Dice& dice, std::optional<T>& value) {
    value.reset();
    if (dice.chance(50)) fill(dice, value.emplace());
}

template <class T>
void fill(histories::Dice& dice, std::vector<T>& values) {
    values.resize(static_cast<std::size_t>(dice.between(0, 5)));
    for (T& value : values) fill(dice, value);
}

template <Described T>
void fill(histories::Dice& dice, T& value) {
    boost::mp11::mp_for_each<Fields<T>>([&](auto field) { fill(dice, value.*field.pointer); });
}

}  // namespace starfish::json
