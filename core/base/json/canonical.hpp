// Reads the output of write.hpp straight from its bytes: the log is read a million times for each
// time it is written. CanonicalReader knows one spelling of each value (fields in declared order,
// no spaces, plain ASCII strings) and gives up on any other spelling. The caller then uses Reader,
// which understands every spelling and says what is wrong. Both read the accepted texts alike:
// canonical_test.cpp checks that.
#pragma once

#include "core/base/json/read.hpp"

#include <charconv>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace starfish::json {

class CanonicalReader {
public:
    explicit CanonicalReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

    // Whether all of the text was one value of T. If not, `to` may hold a part of the value.
    template <Described T>
    bool read_whole(T& to) {
        return read_whole(form_of<T>(), &to);
    }
    bool read_whole(const Form& form, void* to) { return read(form, to) && at_ == end_; }

private:
    bool take(std::string_view expected) {
        if (!std::string_view(at_, end_).starts_with(expected)) return false;
        at_ += expected.size();
        return true;
    }

    bool read(const Form& form, void* to) {
        switch (form.kind) {
            case Kind::boolean:
                return read_bool(*static_cast<bool*>(to));
            case Kind::int32:
                return read_integer<std::int32_t>(to);
            case Kind::uint32:
                return read_integer<std::uint32_t>(to);
            case Kind::int64:
                return read_integer<std::int64_t>(to);
            case Kind::choice:
                return read_choice(form, to);
            case Kind::text:
                return read_text(*static_cast<std::string*>(to));
            case Kind::optional:
                // An absent value has no name in the text either: Reader reads such an object.
                return read(*form.item, form.items->add(to));
            case Kind::list:
                return read_list(form, to);
            case Kind::object:
                return read_object(form.members, to);
        }
        std::unreachable();
    }
    bool read_bool(bool& to) {
        to = take("true");
        return to || take("false");
    }
    template <class T>
    bool read_integer(void* to) {
        const char* const begin = at_;
        T value{};
        const auto [end, error] = std::from_chars(begin, end_, value);
        if (error != std::errc{}) return false;
        std::memcpy(to, &value, sizeof value);
        at_ = end;
        // The writer never writes 007 or -0; 1.5 and 1e3 fail at the next character.
        const char* const digits = begin + (*begin == '-');
        return *digits != '0' || (digits == begin && end == begin + 1);
    }
    // Up to the next quote; an escape or anything but printable ASCII is left to Reader.
    bool read_letters(std::string_view& to) {
        if (!take("\"")) return false;
        const char* const begin = at_;
        while (at_ != end_ && *at_ >= ' ' && *at_ < 0x7F && *at_ != '"' && *at_ != '\\') ++at_;
        to = {begin, at_};
        return take("\"");
    }
    bool read_text(std::string& to) {
        std::string_view letters;
        if (!read_letters(letters)) return false;
        to = letters;
        return true;
    }
    bool read_choice(const Form& form, void* to) {
        std::string_view name;
        if (!read_letters(name)) return false;
        const auto value = value_in(form.enumerators, name);
        if (value) *static_cast<unsigned char*>(to) = static_cast<unsigned char>(*value);
        return value.has_value();
    }
    bool read_list(const Form& form, void* to) {
        if (!take("[")) return false;
        if (take("]")) return true;
        do {
            if (form.items->size(to) == list_items_max || !read(*form.item, form.items->add(to)))
                return false;
        } while (take(","));
        return take("]");
    }
    bool read_object(std::span<const Member> members, void* to) {
        if (!take("{")) return false;
        bool first = true;
        for (const Member& member : members)
            if (!take(member.key.substr(std::exchange(first, false) ? 1 : 0)) ||
                !read(*member.form, member.of(to)))
                return false;
        return take("}");
    }

    const char* at_;
    const char* end_;
};

}  // namespace starfish::json
