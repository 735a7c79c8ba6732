// The writer, the readers and the schema all walk Boost.Describe's description of a type. A few
// wrapper types stand in JSON as the plain value inside.
#pragma once

#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/base/quantity.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace starfish::json {

template <class T>
using Fields = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
concept Described =
    std::is_class_v<T> && requires { typename boost::describe::describe_members<T, 1>; };

template <class E>
concept DescribedEnum =
    std::is_enum_v<E> && requires { typename boost::describe::describe_enumerators<E>; };

template <class Row>
constexpr std::uint32_t& inner(Id<Row>& id) {
    return id.value;
}
template <class Row>
constexpr const std::uint32_t& inner(const Id<Row>& id) {
    return id.value;
}
constexpr std::int64_t& inner(ConsumerId& id) {
    return id.value;
}
constexpr const std::int64_t& inner(const ConsumerId& id) {
    return id.value;
}
constexpr std::int64_t& inner(Fen& fen) {
    return fen.value;
}
constexpr const std::int64_t& inner(const Fen& fen) {
    return fen.value;
}
constexpr std::int32_t& inner(Units& units) {
    return units.value;
}
constexpr const std::int32_t& inner(const Units& units) {
    return units.value;
}
constexpr std::int64_t& inner(Instant& instant) {
    return instant.ms;
}
constexpr const std::int64_t& inner(const Instant& instant) {
    return instant.ms;
}

template <class T>
concept Wrapped = requires(T& value) { inner(value); };

// An enumerator that would be a C++ keyword ends in an underscore: open_ is "open" in JSON.
constexpr std::string_view json_name_of(std::string_view enumerator) {
    if (enumerator.ends_with('_')) enumerator.remove_suffix(1);
    return enumerator;
}

struct Enumerator {
    std::string_view name;
    std::int64_t value;
};

template <DescribedEnum E>
inline constexpr auto enumerators_of = []<class... Each>(boost::mp11::mp_list<Each...>) {
    return std::array<Enumerator, sizeof...(Each)>{
        Enumerator{json_name_of(Each::name), static_cast<std::int64_t>(Each::value)}...};
}(boost::mp11::mp_rename<boost::describe::describe_enumerators<E>, boost::mp11::mp_list>{});

// Empty if no enumerator has the value.
constexpr std::string_view name_in(std::span<const Enumerator> all, std::int64_t value) {
    for (const Enumerator& each : all)
        if (each.value == value) return each.name;
    return {};
}
constexpr std::optional<std::int64_t> value_in(std::span<const Enumerator> all,
                                               std::string_view name) {
    for (const Enumerator& each : all)
        if (each.name == name) return each.value;
    return std::nullopt;
}

template <DescribedEnum E>
constexpr std::string_view name_of(E value) {
    return name_in(enumerators_of<E>, static_cast<std::int64_t>(value));
}

template <DescribedEnum E>
constexpr std::optional<E> value_named(std::string_view name) {
    const auto value = value_in(enumerators_of<E>, name);
    return value ? std::optional(static_cast<E>(*value)) : std::nullopt;
}

}  // namespace starfish::json
