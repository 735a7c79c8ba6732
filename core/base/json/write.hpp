// The canonical form of a value: fields in declared order, integers and strings only, no spaces,
// absent optionals left out. The log's bytes, digests and snapshots are made of this form, so no
// library's writer is used.
#pragma once

#include "core/base/json/form.hpp"

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace starfish::json {

void write(std::string& out, std::string_view text);
inline void write(std::string& out, const std::string& text) {
    write(out, std::string_view(text));
}
// Without this overload a literal would convert to bool.
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

void write(std::string& out, const Form& form, const void* value);

template <class T>
    requires(!std::integral<T>)
void write(std::string& out, const T& value) {
    write(out, form_of<T>(), &value);
}

template <class T>
std::string text_of(const T& value) {
    std::string out;
    write(out, value);
    return out;
}

}  // namespace starfish::json
