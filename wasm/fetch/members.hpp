// Members of an untrusted JSON object: a missing member, or one of another type, reads as "" or 0.
#pragma once

#include <boost/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace starfish {

inline std::string text_at(const boost::json::object& object, std::string_view name) {
    const auto* const value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

inline std::int64_t number_at(const boost::json::object& object, std::string_view name) {
    const auto* const value = object.if_contains(name);
    return value && value->is_int64() ? value->get_int64() : 0;
}

inline const boost::json::object* object_of(const boost::json::value* value) {
    return value ? value->if_object() : nullptr;
}

}  // namespace starfish
