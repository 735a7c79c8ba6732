// Reads what write.hpp wrote, straight from its bytes: the log is read a million times for each
// time it is written. It knows one spelling of each value (fields in declared order, no spaces,
// plain ASCII strings) and gives up on any other, so whoever calls it then asks Reader, which
// understands every spelling and says what is wrong. What it does accept, Reader reads the same:
// canonical_test.cpp holds them together.
#pragma once

#include "core/base/json/read.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starfish::json {

class CanonicalReader {
public:
    explicit CanonicalReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

    // Whether all of the text was one value of T. If not, `to` holds whatever was read before.
    template <Described T>
    bool read_whole(T& to) {
        return read(to) && at_ == end_;
    }

private:
    bool take(std::string_view expected) {
        if (!std::string_view(at_, end_).starts_with(expected)) return false;
        at_ += expected.size();
        return true;
    }

    bool read(bool& to) {
        to = take("true");
        return to || take("false");
    }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    bool read(T& to) {
        const char* const begin = at_;
        const auto [end, error] = std::from_chars(begin, end_, to);
        if (error != std::errc{}) return false;
        at_ = end;
        // 007 and -0 are no spellings of ours; 1.5 and 1e3 fail at the next character.
        const char* const digits = begin + (*begin == '-');
        return *digits != '0' || (digits == begin && end == begin + 1);
    }
    // Up to the next quote; an escape or anything but printable ASCII is left to Reader.
    bool read_text(std::string_view& to) {
        if (!take("\"")) return false;
        const char* const begin = at_;
        while (at_ != end_ && *at_ >= ' ' && *at_ < 0x7F && *at_ != '"' && *at_ != '\\') ++at_;
        to = {begin, at_};
        return take("\"");
    }
    bool read(std::string& to) {
        std::string_view text;
        if (!read_text(text)) return false;
        to = text;
        return true;
    }
    template <Wrapped T>
    bool read(T& to) {
        return read(inner(to));
    }
    template <DescribedEnum E>
    bool read(E& to) {
        std::string_view name;
        if (!read_text(name)) return false;
        const auto value = value_named<E>(name);
        if (value) to = *value;
        return value.has_value();
    }
    template <class T>
    bool read(std::vector<T>& to) {
        if (!take("[")) return false;
        if (take("]")) return true;
        do {
            if (to.size() == list_items_max || !read(to.emplace_back())) return false;
        } while (take(","));
        return take("]");
    }
    // When it is absent, so is its name, and the object is left to Reader.
    template <class T>
    bool read(std::optional<T>& to) {
        return read(to.emplace());
    }
    template <Described T>
    bool read(T& to) {
        if (!take("{")) return false;
        bool good = true;
        bool first = true;
        boost::mp11::mp_for_each<Fields<T>>([&](auto field) {
            using Field = decltype(field);
            good = good && take(std::exchange(first, false) ? key<Field>.substr(1) : key<Field>) &&
                   read(to.*Field::pointer);
        });
        return good && take("}");
    }

    // What stands before a field's value: ,"name":
    template <class Field>
    static constexpr std::size_t name_size = std::string_view(Field::name).size();
    template <class Field>
    static constexpr auto key_characters = [] {
        std::array<char, name_size<Field> + 4> text{',', '"'};
        std::ranges::copy(std::string_view(Field::name), text.begin() + 2);
        text[text.size() - 2] = '"';
        text[text.size() - 1] = ':';
        return text;
    }();
    template <class Field>
    static constexpr std::string_view key{key_characters<Field>.data(),
                                          key_characters<Field>.size()};

    const char* at_;
    const char* end_;
};

}  // namespace starfish::json
