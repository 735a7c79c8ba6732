// The canonical form of a value: fields in declared order, integers and strings only, no spaces,
// absent optionals left out. The log's bytes, digests and snapshots are made of it, so it is ours.
#pragma once

#include "core/base/json/description.hpp"

#include <charconv>
#include <concepts>
#include <string>
#include <utility>
#include <variant>

namespace starfish::json {

void write(std::string& out, std::string_view text);
inline void write(std::string& out, const std::string& text) {
    write(out, std::string_view(text));
}
// A literal would otherwise turn into a bool.
inline void write(std::string& out, const char* text) {
    write(out, std::string_view(text));
}
inline void write(std::string& out, bool value) {
    out += value ? "true" : "false";
}

template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>)
void write(std::string& out, T value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

template <Wrapped T>
void write(std::string& out, T wrapped) {
    write(out, inner(wrapped));
}

template <DescribedEnum E>
void write(std::string& out, E value) {
    write(out, name_of(value));
}

template <Described T>
void write(std::string& out, const T& value);

template <class T>
void write(std::string& out, const std::vector<T>& values) {
    out += '[';
    for (bool first = true; const T& value : values) {
        if (!std::exchange(first, false)) out += ',';
        write(out, value);
    }
    out += ']';
}

template <class T>
void write(std::string& out, const std::optional<T>& value) {
    if (value)
        write(out, *value);
    else
        out += "null";
}

template <class T>
bool is_absent(const T&) {
    return false;
}
template <class T>
bool is_absent(const std::optional<T>& value) {
    return !value.has_value();
}

template <Described T>
void write(std::string& out, const T& value) {
    out += '{';
    bool first = true;
    boost::mp11::mp_for_each<Fields<T>>([&](auto field) {
        const auto& member = value.*field.pointer;
        if (is_absent(member)) return;
        if (!std::exchange(first, false)) out += ',';
        out += '"';
        out += field.name;
        out += "\":";
        write(out, member);
    });
    out += '}';
}

template <class T>
std::string text_of(const T& value) {
    std::string out;
    write(out, value);
    return out;
}

}  // namespace starfish::json
