#include "core/base/json/write.hpp"

#include <utility>

namespace starfish::json {
namespace {

constexpr bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void write_escaped(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\r':
            out += "\\r";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex[byte >> 4U];
    out += hex[byte & 15U];
}

void write_list(std::string& out, const Form& form, const void* list) {
    out += '[';
    const std::size_t size = form.items->size(list);
    for (std::size_t i = 0; i < size; ++i) {
        if (i > 0) out += ',';
        write(out, *form.item, form.items->at(list, i));
    }
    out += ']';
}

bool is_absent(const Form& form, const void* value) {
    return form.kind == Kind::optional && form.items->size(value) == 0;
}

void write_object(std::string& out, const Form& form, const void* object) {
    out += '{';
    bool first = true;
    for (const Member& member : form.members) {
        // The cast is safe: `of` takes a mutable object, but the writer only reads the member.
        const void* const value = member.of(const_cast<void*>(object));
        if (is_absent(*member.form, value)) continue;
        out += member.key.substr(std::exchange(first, false) ? 1 : 0);
        write(out, *member.form, value);
    }
    out += '}';
}

}  // namespace

void write(std::string& out, const Form& form, const void* value) {
    switch (form.kind) {
        case Kind::boolean:
            return write(out, *static_cast<const bool*>(value));
        case Kind::int32:
            return write(out, value_at<std::int32_t>(value));
        case Kind::uint32:
            return write(out, value_at<std::uint32_t>(value));
        case Kind::int64:
            return write(out, value_at<std::int64_t>(value));
        case Kind::choice:
            return write(out, name_in(form.enumerators, value_at<std::uint8_t>(value)));
        case Kind::text:
            return write(out, *static_cast<const std::string*>(value));
        case Kind::optional:
            if (form.items->size(value) == 0) return void(out += "null");
            return write(out, *form.item, form.items->at(value, 0));
        case Kind::list:
            return write_list(out, form, value);
        case Kind::object:
            return write_object(out, form, value);
    }
}

void write(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && is_plain(text[plain])) ++plain;
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        write_escaped(out, text[0]);
        text.remove_prefix(1);
    }
    out += '"';
}

}  // namespace starfish::json
