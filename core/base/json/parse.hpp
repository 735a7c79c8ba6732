// Boost.JSON as a Source, and parsing with limits. A monotonic resource holds one document at a
// time, so reading a log allocates almost nothing.
#pragma once

#include "core/base/json/read.hpp"

#include <boost/json.hpp>

#include <array>
#include <expected>
#include <optional>
#include <string_view>

namespace starfish::json {

struct BoostSource {
    using Value = boost::json::value;
    static bool is_object(const Value& v) { return v.is_object(); }
    static bool is_array(const Value& v) { return v.is_array(); }
    static bool is_string(const Value& v) { return v.is_string(); }
    static bool is_bool(const Value& v) { return v.is_bool(); }
    static bool is_null(const Value& v) { return v.is_null(); }
    static bool boolean(const Value& v) { return v.get_bool(); }
    static std::string_view string(const Value& v) {
        const auto& text = v.get_string();
        return {text.data(), text.size()};
    }
    static bool integer(const Value& v, std::int64_t& to) {
        if (!v.is_int64()) return false;
        to = v.get_int64();
        return true;
    }
    static bool for_each_member(const Value& v, auto each) {
        for (const auto& member : v.get_object())
            if (!each(std::string_view(member.key().data(), member.key().size()), member.value()))
                return false;
        return true;
    }
    static bool for_each_item(const Value& v, auto each) {
        for (const auto& item : v.get_array())
            if (!each(item)) return false;
        return true;
    }
    static const Value* member(const Value& v, std::string_view name) {
        return v.get_object().if_contains(name);
    }
};

using BoostReader = Reader<BoostSource>;

// Holds the document that was parsed last.
class Document {
public:
    Document() : parser_({}, options()) {}
    // nullptr if `text` is not one whole JSON value of at most 32 levels in valid UTF-8. If a
    // member stands twice, the last one counts. The value is valid until the next parse.
    const boost::json::value* parse(std::string_view text);

private:
    static boost::json::parse_options options() {
        boost::json::parse_options o;
        o.max_depth = 32;
        return o;
    }
    std::array<unsigned char, 8192> buffer_{};
    std::optional<boost::json::monotonic_resource> memory_;
    boost::json::parser parser_;
    boost::json::value value_;
};

// Reads one described value from its text. The error code is "input.not_json" if the text is not
// JSON.
template <Described T>
std::expected<T, ReadError> from_text(std::string_view text) {
    Document document;
    const auto* const value = document.parse(text);
    if (!value) return std::unexpected(ReadError{"input.not_json", {}});
    BoostReader reader;
    T result;
    if (!reader.read(*value, result)) return std::unexpected(reader.error());
    return result;
}

}  // namespace starfish::json
