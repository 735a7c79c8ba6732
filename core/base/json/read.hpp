// Reads a described type from a parsed JSON value, whichever library parsed it. Everything that
// does not fit is refused with the path of the offending member: unknown and missing fields, wrong
// types, numbers out of range, names that are no enumerator.
//
// A Source names one library:  Value; is_object/is_array/is_string/is_bool/is_null(v);
// integer(v, int64&); string(v); boolean(v); for_each_member(v, f(name, value) -> bool);
// for_each_item(v, f(value) -> bool); member(v, name) -> const Value*.
#pragma once

#include "core/base/json/description.hpp"
#include "core/base/refusal.hpp"

#include <bitset>
#include <limits>
#include <string>

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

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// Reads into `to`; on failure returns false and `error` says where.
template <class Source>
class Reader {
public:
    using Value = typename Source::Value;

    template <std::integral T>
    bool read(const Value& from, T& to) {
        if constexpr (std::same_as<T, bool>) {
            if (!Source::is_bool(from)) return fail(wrong_type);
            to = Source::boolean(from);
            return true;
        } else {
            std::int64_t value = 0;
            if (!Source::integer(from, value)) return fail(wrong_type);
            if (!std::in_range<T>(value)) return fail(out_of_range);
            to = static_cast<T>(value);
            return true;
        }
    }
    bool read(const Value& from, std::string& to) {
        if (!Source::is_string(from)) return fail(wrong_type);
        to = Source::string(from);
        return true;
    }
    template <Wrapped T>
    bool read(const Value& from, T& to) {
        return read(from, inner(to));
    }
    template <DescribedEnum E>
    bool read(const Value& from, E& to) {
        if (!Source::is_string(from)) return fail(wrong_type);
        const auto value = value_named<E>(Source::string(from));
        if (!value) return fail(out_of_range);
        to = *value;
        return true;
    }
    template <class T>
    bool read(const Value& from, std::optional<T>& to) {
        if (Source::is_null(from)) return to.reset(), true;
        return read(from, to.emplace());
    }
    template <class T>
    bool read(const Value& from, std::vector<T>& to, std::size_t items_max = list_items_max) {
        if (!Source::is_array(from)) return fail(wrong_type);
        return Source::for_each_item(from, [&](const Value& item) {
            if (to.size() == items_max) return fail(too_many_items);
            if (read(item, to.emplace_back())) return true;
            return within("[" + std::to_string(to.size() - 1) + "]");
        });
    }
    template <Described T>
    bool read(const Value& from, T& to) {
        if (!Source::is_object(from)) return fail(wrong_type);
        std::bitset<boost::mp11::mp_size<Fields<T>>::value> seen;
        const bool good =
            Source::for_each_member(from, [&](std::string_view name, const Value& value) {
                return read_member(name, value, to, seen);
            });
        return good && all_there<T>(seen);
    }

    const ReadError& error() const { return error_; }

private:
    template <Described T, std::size_t N>
    bool read_member(std::string_view name, const Value& value, T& to, std::bitset<N>& seen) {
        bool known = false;
        bool good = true;
        std::size_t place = 0;
        boost::mp11::mp_for_each<Fields<T>>([&](auto field) {
            const std::size_t mine = place++;
            if (known || name != field.name) return;
            known = true;
            seen.set(mine);
            good = read(value, to.*field.pointer);
        });
        if (!known) good = fail(unknown_field);
        return good || within(name);
    }

    template <Described T, std::size_t N>
    bool all_there(const std::bitset<N>& seen) {
        bool good = true;
        std::size_t place = 0;
        boost::mp11::mp_for_each<Fields<T>>([&](auto field) {
            const std::size_t mine = place++;
            using Member = std::remove_cvref_t<decltype(std::declval<T&>().*field.pointer)>;
            if (!good || seen.test(mine) || is_optional<Member>) return;
            good = fail(missing_field) || within(field.name);
        });
        return good;
    }

    // Both are always false, so that a reader can return them.
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
