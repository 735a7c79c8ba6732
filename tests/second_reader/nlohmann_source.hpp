// nlohmann/json as a Source for core's Reader: a second opinion on every byte that the program
// writes and reads.
#pragma once

#include "core/base/json/read.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace starfish::json {

struct NlohmannSource {
    using Value = nlohmann::ordered_json;
    static bool is_object(const Value& v) { return v.is_object(); }
    static bool is_array(const Value& v) { return v.is_array(); }
    static bool is_string(const Value& v) { return v.is_string(); }
    static bool is_bool(const Value& v) { return v.is_boolean(); }
    static bool is_null(const Value& v) { return v.is_null(); }
    static bool boolean(const Value& v) { return v.get<bool>(); }
    static std::string_view string(const Value& v) { return v.get_ref<const std::string&>(); }
    static bool integer(const Value& v, std::int64_t& to) {
        if (!v.is_number_integer()) return false;
        // Above 2^63 Boost.JSON uses another type.
        if (v.is_number_unsigned() &&
            v.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            return false;
        to = v.get<std::int64_t>();
        return true;
    }
    static bool for_each_member(const Value& v, auto each) {
        for (const auto& member : v.items())
            if (!each(std::string_view(member.key()), member.value())) return false;
        return true;
    }
    static bool for_each_item(const Value& v, auto each) {
        for (const auto& item : v)
            if (!each(item)) return false;
        return true;
    }
    static const Value* member(const Value& v, std::string_view name) {
        const auto found = v.find(std::string(name));
        return found == v.end() ? nullptr : &*found;
    }
};

using NlohmannReader = Reader<NlohmannSource>;

// A discarded value if the text is not JSON.
inline nlohmann::ordered_json parse_with_nlohmann(std::string_view text) {
    return nlohmann::ordered_json::parse(text, nullptr, false);
}

}  // namespace starfish::json
