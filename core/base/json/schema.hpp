// JSON Schema (draft 2020-12, as OpenAPI 3.1 has it) of whatever the writer writes and the reader
// reads, from the same description.
#pragma once

#include "core/base/json/read.hpp"
#include "core/base/json/write.hpp"

#include <limits>
#include <string>
#include <string_view>

namespace starfish::json {

// One of these for each kind of value the writer knows.
template <std::integral T>
void write_schema(std::string& out, const T*) {
    if constexpr (std::same_as<T, bool>) {
        out += R"({"type":"boolean"})";
    } else {
        out += R"({"type":"integer","minimum":)";
        write(out, std::numeric_limits<T>::min());
        out += R"(,"maximum":)";
        write(out, std::numeric_limits<T>::max());
        out += '}';
    }
}

inline void write_schema(std::string& out, const std::string*) {
    out += R"({"type":"string"})";
}

template <Wrapped T>
void write_schema(std::string& out, const T*) {
    using Inner = std::remove_cvref_t<decltype(inner(std::declval<T&>()))>;
    write_schema(out, static_cast<const Inner*>(nullptr));
}

template <DescribedEnum E>
void write_schema(std::string& out, const E*) {
    out += R"({"type":"string","enum":[)";
    bool first = true;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto enumerator) {
        if (!std::exchange(first, false)) out += ',';
        write(out, spoken(enumerator.name));
    });
    out += "]}";
}

template <Described T>
void write_schema(std::string& out, const T*);
template <class T>
void write_schema(std::string& out, const std::vector<T>*);

template <class T>
void write_schema(std::string& out, const std::optional<T>*) {
    out += R"({"anyOf":[)";
    write_schema(out, static_cast<const T*>(nullptr));
    out += R"(,{"type":"null"}]})";
}

template <class T>
void write_schema(std::string& out, const std::vector<T>*) {
    out += R"({"type":"array","maxItems":)";
    write(out, list_items_max);
    out += R"(,"items":)";
    write_schema(out, static_cast<const T*>(nullptr));
    out += '}';
}

template <Described T>
void write_schema(std::string& out, const T*) {
    out += R"({"type":"object","properties":{)";
    bool first = true;
    std::string required;
    boost::mp11::mp_for_each<Fields<T>>([&](auto field) {
        using Member = std::remove_cvref_t<decltype(std::declval<T&>().*field.pointer)>;
        if (!std::exchange(first, false)) out += ',';
        write(out, field.name);
        out += ':';
        write_schema(out, static_cast<const Member*>(nullptr));
        if constexpr (!is_optional<Member>) {
            if (!required.empty()) required += ',';
            write(required, field.name);
        }
    });
    ((out += R"(},"required":[)") += required) += R"(],"additionalProperties":false})";
}

template <class T>
std::string schema_of() {
    std::string out;
    write_schema(out, static_cast<const T*>(nullptr));
    return out;
}

}  // namespace starfish::json
