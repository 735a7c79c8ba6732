#include "core/engine/codec.hpp"

#include "core/base/json/repeated_member.hpp"
#include "core/base/json/write.hpp"

#include <algorithm>
#include <array>

namespace starfish {
namespace {

template <class T>
constexpr int version_written() {
    if constexpr (requires { T::version; }) return T::version;
    return 0;
}

// Name, version and form of one command or event type in `Nested`, a variant of variants.
template <class Nested>
struct Type {
    std::string_view name;
    int version;  // 0 for a command
    const json::Form* form;
    void* (*emplace)(Nested& to);  // makes `to` hold this type; returns its address
};

template <class Nested, class Subject, class T>
inline constexpr Type<Nested> type{
    T::name, version_written<T>(), &json::form_of<T>(), [](Nested& to) -> void* {
        return &to.template emplace<Subject>(std::in_place_type<T>).template emplace<T>();
    }};

template <class Nested, class Subject>
constexpr auto types_of_subject() {
    return []<class... Ts>(std::type_identity<std::variant<Ts...>>) {
        return std::array<Type<Nested>, sizeof...(Ts)>{type<Nested, Subject, Ts>...};
    }(std::type_identity<Subject>{});
}

// All types of all subjects, in order.
template <class Nested>
constexpr auto all_types() {
    return []<class... Subjects>(std::type_identity<std::variant<Subjects...>>) {
        std::array<Type<Nested>, (std::variant_size_v<Subjects> + ...)> all{};
        auto* to = all.data();
        ((to = std::ranges::copy(types_of_subject<Nested, Subjects>(), to).out), ...);
        return all;
    }(std::type_identity<Nested>{});
}
template <class Nested>
inline constexpr auto types = all_types<Nested>();

template <class Nested>
const Type<Nested>* type_named(std::string_view name) {
    const auto* const found = std::ranges::find(types<Nested>, name, &Type<Nested>::name);
    return found == types<Nested>.end() ? nullptr : found;
}

// The value that a nested variant holds, and its type.
template <class Nested>
struct Held {
    const Type<Nested>& type;
    const void* value;
};
template <class Nested>
Held<Nested> held(const Nested& nested) {
    return std::visit(
        []<class Subject>(const Subject& subject) {
            return std::visit(
                []<class T>(const T& value) {
                    return Held<Nested>{type<Nested, Subject, T>, &value};
                },
                subject);
        },
        nested);
}

}  // namespace

namespace {

// Turns "/data/items/1/offer" into "items[1].offer", the spelling of the other input errors.
std::string field_at(std::string_view pointer) {
    if (constexpr std::string_view data = "/data/"; pointer.starts_with(data))
        pointer.remove_prefix(data.size() - 1);
    std::string field;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::string_view step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        const bool is_place =
            std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
        if (is_place) {
            field.append("[").append(step).append("]");
            continue;
        }
        if (!field.empty()) field += '.';
        field += step;
    }
    return field;
}

}  // namespace

std::expected<CommandEnvelope, json::ReadError> read_envelope(std::string_view text) {
    const auto error = [](std::string_view code, std::string path) {
        return std::unexpected(json::ReadError{code, std::move(path)});
    };
    json::Document document;
    const auto* const value = document.parse(text);
    if (!value) return error("input.not_json", {});
    if (const auto twice = json::repeated_member(text))
        return error(json::repeated_field, field_at(*twice));
    if (!value->is_object()) return error(json::wrong_type, {});
    CommandEnvelope envelope;
    const boost::json::object& object = value->get_object();
    for (const auto& member : object)
        if (member.key() != "id" && member.key() != "type" && member.key() != "data")
            return error(json::unknown_field, std::string(member.key()));
    for (const char* name : {"id", "type", "data"})
        if (!object.contains(name)) return error(json::missing_field, name);
    for (const char* name : {"id", "type"})
        if (!object.at(name).is_string()) return error(json::wrong_type, name);
    envelope.id = object.at("id").get_string();
    if (!is_command_id(envelope.id)) return error(json::out_of_range, "id");
    const auto* const type = type_named<Command>(json::BoostSource::string(object.at("type")));
    if (!type) return error(unknown_command, "type");
    json::BoostReader reader;
    if (!reader.read(object.at("data"), *type->form, type->emplace(envelope.command)))
        return std::unexpected(reader.error());
    return envelope;
}

std::string_view type_of(const Command& command) {
    return held(command).type.name;
}
std::string body_of(const Command& command) {
    const auto [type, value] = held(command);
    std::string body;
    json::write(body, *type.form, value);
    return body;
}
std::string_view type_of(const Event& event) {
    return held(event).type.name;
}
int version_of(const Event& event) {
    return held(event).type.version;
}
void write_body(std::string& out, const Event& event) {
    const auto [type, value] = held(event);
    json::write(out, *type.form, value);
}

std::optional<EmptyEvent> empty_event(std::string_view name, int version, Event& to) {
    const auto* const type = type_named<Event>(name);
    // In another version the same fields may have another meaning.
    if (!type || type->version != version) return std::nullopt;
    return EmptyEvent{*type->form, type->emplace(to)};
}

std::optional<Event> read_event(std::string_view type, int version,
                                const boost::json::value& body) {
    Event event;
    const auto empty = empty_event(type, version, event);
    json::BoostReader reader;
    if (!empty || !reader.read(body, empty->form, empty->fields)) return std::nullopt;
    return event;
}

}  // namespace starfish
