// The form of a type as data: how its values look in JSON, and how to reach their parts in memory.
// Each type has one table, made from its description. So the writer, the readers and the schema
// are one function each instead of one function a type.
#pragma once

#include "core/base/json/description.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace starfish::json {

// A wrapped number is a number, a described enumeration (of one byte) is a choice of names, and a
// described struct is an object.
enum class Kind : std::uint8_t {
    boolean,
    int32,
    uint32,
    int64,
    choice,
    text,
    optional,
    list,
    object
};

struct Form;

struct Member {
    std::string_view key;  // as written after another member: ,"name":
    const Form* form;
    void* (*of)(void* object);

    constexpr std::string_view name() const { return key.substr(2, key.size() - 4); }
};

// The operations on a std::vector, and on a std::optional as a list of at most one item.
struct Items {
    std::size_t (*size)(const void* holder);
    const void* (*at)(const void* holder, std::size_t place);
    void* (*add)(void* holder);
    void (*clear)(void* holder);
};

inline constexpr std::size_t members_max = 64;

struct Form {
    Kind kind{};
    std::span<const Enumerator> enumerators;
    std::span<const Member> members;
    const Form* item = nullptr;  // of an optional or a list
    const Items* items = nullptr;
};

namespace form {

template <class T>
struct Of {
    static const Form form;
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

template <class Field>
constexpr auto make_key() {
    constexpr std::string_view name = Field::name;
    std::array<char, name.size() + 4> key{',', '"'};
    std::ranges::copy(name, key.begin() + 2);
    key[key.size() - 2] = '"';
    key[key.size() - 1] = ':';
    return key;
}
template <class Field>
inline constexpr auto key = make_key<Field>();

template <class T, class Field>
void* member(void* object) {
    return &(static_cast<T*>(object)->*Field::pointer);
}
template <class T, class Field>
constexpr Member make_member() {
    using Type = std::remove_cvref_t<decltype(std::declval<T&>().*Field::pointer)>;
    return {{key<Field>.data(), key<Field>.size()}, &Of<Type>::form, &member<T, Field>};
}
template <class T>
inline constexpr auto members = []<class... Fields>(boost::mp11::mp_list<Fields...>) {
    return std::array<Member, sizeof...(Fields)>{make_member<T, Fields>()...};
}(boost::mp11::mp_rename<Fields<T>, boost::mp11::mp_list>{});

template <class Holder>
inline constexpr Items items{};
template <class T>
inline constexpr Items items<std::vector<T>>{
    [](const void* l) { return static_cast<const std::vector<T>*>(l)->size(); },
    [](const void* l, std::size_t at) -> const void* {
        return static_cast<const std::vector<T>*>(l)->data() + at;
    },
    [](void* l) -> void* { return &static_cast<std::vector<T>*>(l)->emplace_back(); },
    [](void* l) { static_cast<std::vector<T>*>(l)->clear(); }};
template <class T>
inline constexpr Items items<std::optional<T>>{
    [](const void* o) { return std::size_t{static_cast<const std::optional<T>*>(o)->has_value()}; },
    [](const void* o, std::size_t) -> const void* {
        return &**static_cast<const std::optional<T>*>(o);
    },
    [](void* o) -> void* { return &static_cast<std::optional<T>*>(o)->emplace(); },
    [](void* o) { static_cast<std::optional<T>*>(o)->reset(); }};

template <class T>
constexpr Form make() {
    if constexpr (std::same_as<T, bool>) {
        return {.kind = Kind::boolean};
    } else if constexpr (std::same_as<T, std::int32_t>) {
        return {.kind = Kind::int32};
    } else if constexpr (std::same_as<T, std::uint32_t>) {
        return {.kind = Kind::uint32};
    } else if constexpr (std::same_as<T, std::int64_t>) {
        return {.kind = Kind::int64};
    } else if constexpr (std::same_as<T, std::string>) {
        return {.kind = Kind::text};
    } else if constexpr (Wrapped<T>) {
        // A standard-layout object and its first member have one address.
        static_assert(std::is_standard_layout_v<T>);
        return make<std::remove_cvref_t<decltype(inner(std::declval<T&>()))>>();
    } else if constexpr (DescribedEnum<T>) {
        static_assert(sizeof(T) == 1);
        return {.kind = Kind::choice, .enumerators = enumerators_of<T>};
    } else if constexpr (Described<T>) {
        static_assert(members<T>.size() <= members_max);
        return {.kind = Kind::object, .members = members<T>};
    } else {
        return {.kind = is_vector<T> ? Kind::list : Kind::optional,
                .item = &Of<typename T::value_type>::form,
                .items = &items<T>};
    }
}

template <class T>
constexpr Form Of<T>::form = make<T>();

}  // namespace form

template <class T>
constexpr const Form& form_of() {
    return form::Of<T>::form;
}

// The value at an address; for numbers and choices.
template <class T>
T value_at(const void* address) {
    T value;
    std::memcpy(&value, address, sizeof value);
    return value;
}

}  // namespace starfish::json
