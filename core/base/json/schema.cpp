#include "core/base/json/schema.hpp"

#include "core/base/json/read.hpp"
#include "core/base/json/write.hpp"

#include <limits>
#include <utility>

namespace starfish::json {
namespace {

template <class T>
void write_integer_schema(std::string& out) {
    out += R"({"type":"integer","minimum":)";
    write(out, std::numeric_limits<T>::min());
    out += R"(,"maximum":)";
    write(out, std::numeric_limits<T>::max());
    out += '}';
}

void write_choice_schema(std::string& out, const Form& form) {
    out += R"({"type":"string","enum":[)";
    bool first = true;
    for (const Enumerator& each : form.enumerators) {
        if (!std::exchange(first, false)) out += ',';
        write(out, each.name);
    }
    out += "]}";
}

void write_object_schema(std::string& out, const Form& form) {
    out += R"({"type":"object","properties":{)";
    bool first = true;
    std::string required;
    for (const Member& member : form.members) {
        if (!std::exchange(first, false)) out += ',';
        write(out, member.name());
        out += ':';
        write_schema(out, *member.form);
        if (member.form->kind == Kind::optional) continue;
        if (!required.empty()) required += ',';
        write(required, member.name());
    }
    ((out += R"(},"required":[)") += required) += R"(],"additionalProperties":false})";
}

}  // namespace

void write_schema(std::string& out, const Form& form) {
    switch (form.kind) {
        case Kind::boolean:
            return void(out += R"({"type":"boolean"})");
        case Kind::int32:
            return write_integer_schema<std::int32_t>(out);
        case Kind::uint32:
            return write_integer_schema<std::uint32_t>(out);
        case Kind::int64:
            return write_integer_schema<std::int64_t>(out);
        case Kind::choice:
            return write_choice_schema(out, form);
        case Kind::text:
            return void(out += R"({"type":"string"})");
        case Kind::optional:
            out += R"({"anyOf":[)";
            write_schema(out, *form.item);
            return void(out += R"(,{"type":"null"}]})");
        case Kind::list:
            out += R"({"type":"array","maxItems":)";
            write(out, list_items_max);
            out += R"(,"items":)";
            write_schema(out, *form.item);
            return void(out += '}');
        case Kind::object:
            return write_object_schema(out, form);
    }
}

}  // namespace starfish::json
