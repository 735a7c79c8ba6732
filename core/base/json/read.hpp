// Reads a described type from a parsed JSON value, whichever library parsed it. The reader refuses
// unknown and missing fields, wrong types, numbers out of range and unknown enumerators, with the
// path of the offending member.
//
// A Source names one library:  Value; is_object/is_array/is_string/is_bool/is_null(v);
// integer(v, int64&); string(v); boolean(v); for_each_member(v, f(name, value) -> bool);
// for_each_item(v, f(value) -> bool); member(v, name) -> const Value*.
#pragma once

#include "core/base/json/form.hpp"
#include "core/base/refusal.hpp"

#include <algorithm>
#include <bitset>
#include <cstring>
#include <string>
#include <utility>

namespace starfish::json {

// The codes of a refusal to read; all are the kind `malformed` at the HTTP door.
inline constexpr std::string_view unknown_field = "input.unknown_field";
inline constexpr std::string_view missing_field = "input.missing_field";
inline constexpr std::string_view wrong_type = "input.wrong_type";
inline constexpr std::string_view out_of_range = "input.out_of_range";
inline constexpr std::string_view too_many_items = "input.too_many_items";

inline constexpr std::size_t list_items_max = 1000;

struct ReadError {
    std::string_view code;
    std::string path;
};

// Reads into `to`. On failure `read` returns false, and `error` has the code and the path.
template <class Source>
class Reader {
public:
    using Value = typename Source::Value;

    template <class T>
    bool read(const Value& from, T& to) {
        return read(from, form_of<T>(), &to);
    }
    bool read(const Value& from, const Form& form, void* to) {
        switch (form.kind) {
            case Kind::boolean:
                if (!Source::is_bool(from)) return fail(wrong_type);
                *static_cast<bool*>(to) = Source::boolean(from);
                return true;
            case Kind::int32:
                return read_integer<std::int32_t>(from, to);
            case Kind::uint32:
                return read_integer<std::uint32_t>(from, to);
            case Kind::int64:
                return read_integer<std::int64_t>(from, to);
            case Kind::choice:
                return read_choice(from, form, to);
            case Kind::text:
                if (!Source::is_string(from)) return fail(wrong_type);
                *static_cast<std::string*>(to) = Source::string(from);
                return true;
            case Kind::optional:
                if (Source::is_null(from)) return form.items->clear(to), true;
                return read(from, *form.item, form.items->add(to));
            case Kind::list:
                return read_list(from, form, to);
            case Kind::object:
                return read_object(from, form.members, to);
        }
        std::unreachable();
    }

    const ReadError& error() const { return error_; }

private:
    template <class T>
    bool read_integer(const Value& from, void* to) {
        std::int64_t value = 0;
        if (!Source::integer(from, value)) return fail(wrong_type);
        if (!std::in_range<T>(value)) return fail(out_of_range);
        const auto narrow = static_cast<T>(value);
        std::memcpy(to, &narrow, sizeof narrow);
        return true;
    }
    bool read_choice(const Value& from, const Form& form, void* to) {
        if (!Source::is_string(from)) return fail(wrong_type);
        const auto value = value_in(form.enumerators, Source::string(from));
        if (!value) return fail(out_of_range);
        *static_cast<unsigned char*>(to) = static_cast<unsigned char>(*value);
        return true;
    }
    bool read_list(const Value& from, const Form& form, void* to) {
        if (!Source::is_array(from)) return fail(wrong_type);
        return Source::for_each_item(from, [&](const Value& item) {
            const std::size_t place = form.items->size(to);
            if (place == list_items_max) return fail(too_many_items);
            if (read(item, *form.item, form.items->add(to))) return true;
            return within("[" + std::to_string(place) + "]");
        });
    }
    bool read_object(const Value& from, std::span<const Member> members, void* to) {
        if (!Source::is_object(from)) return fail(wrong_type);
        std::bitset<members_max> seen;
        const bool good =
            Source::for_each_member(from, [&](std::string_view name, const Value& value) {
                const auto member = std::ranges::find(members, name, &Member::name);
                if (member == members.end()) return fail(unknown_field) || within(name);
                seen.set(static_cast<std::size_t>(member - members.begin()));
                return read(value, *member->form, member->of(to)) || within(name);
            });
        if (!good) return false;
        for (std::size_t i = 0; i < members.size(); ++i)
            if (!seen.test(i) && members[i].form->kind != Kind::optional)
                return fail(missing_field) || within(members[i].name());
        return true;
    }

    // `fail` and `within` always return false, so that a reader can return their result.
    bool fail(std::string_view code) {
        error_ = {code, {}};
        return false;
    }
    bool within(std::string_view outer) {
        std::string path{outer};
        if (!error_.path.empty() && error_.path[0] != '[') path += '.';
        error_.path.insert(0, path);
        return false;
    }

    ReadError error_;
};

}  // namespace starfish::json
