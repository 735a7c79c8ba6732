#include "core/engine/codec.hpp"

#include "core/base/json/canonical.hpp"
#include "core/base/json/write.hpp"
#include "core/engine/upcast.hpp"

namespace starfish {
namespace {

// Calls f(inner) with the one alternative of a variant of variants.
auto visit_inner(const auto& nested, auto f) {
    return std::visit([&](const auto& subject) { return std::visit(f, subject); }, nested);
}

// Reads the alternative of the nested variant `To` that `type` names. Returns false if none has
// that name; `good` says whether it could be read.
template <class To>
bool read_named(json::BoostReader& reader, std::string_view type, const boost::json::value& data,
                To& to, bool& good) {
    bool known = false;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, To>>(
        [&]<class Subject>(boost::mp11::mp_identity<Subject>) {
            using Types = boost::mp11::mp_transform<boost::mp11::mp_identity, Subject>;
            boost::mp11::mp_for_each<Types>([&]<class T>(boost::mp11::mp_identity<T>) {
                if (known || T::name != type) return;
                known = true;
                T value;
                good = reader.read(data, value);
                if (good) to = Subject(std::move(value));
            });
        });
    return known;
}

// The event as the log's writer spells it, which is nearly always; nothing if it is spelt
// otherwise.
std::optional<Event> read_canonical(std::string_view type, std::string_view body) {
    std::optional<Event> event;
    bool known = false;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Event>>(
        [&]<class Subject>(boost::mp11::mp_identity<Subject>) {
            using Types = boost::mp11::mp_transform<boost::mp11::mp_identity, Subject>;
            boost::mp11::mp_for_each<Types>([&]<class T>(boost::mp11::mp_identity<T>) {
                if (known || T::name != type) return;
                known = true;
                T value;
                if (json::CanonicalReader(body).read_whole(value))
                    event.emplace(std::in_place_type<Subject>, std::move(value));
            });
        });
    return event;
}

}  // namespace

std::expected<CommandEnvelope, json::ReadError> read_envelope(std::string_view text) {
    const auto error = [](std::string_view code, std::string path) {
        return std::unexpected(json::ReadError{code, std::move(path)});
    };
    json::Document document;
    const auto* const value = document.parse(text);
    if (!value) return error("input.not_json", {});
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
    json::BoostReader reader;
    bool good = false;
    if (!read_named(reader, json::BoostSource::string(object.at("type")), object.at("data"),
                    envelope.command, good))
        return error(unknown_command, "type");
    if (!good) return std::unexpected(reader.error());
    return envelope;
}

std::string_view type_of(const Command& command) {
    return visit_inner(command, []<class C>(const C&) { return C::name; });
}
std::string body_of(const Command& command) {
    return visit_inner(command, [](const auto& c) { return json::text_of(c); });
}
std::string_view type_of(const Event& event) {
    return visit_inner(event, []<class E>(const E&) { return E::name; });
}
int version_of(const Event& event) {
    return visit_inner(event, []<class E>(const E&) { return E::version; });
}
void write_body(std::string& out, const Event& event) {
    visit_inner(event, [&](const auto& e) { json::write(out, e); });
}

std::optional<Event> read_event(json::Document& document, std::string_view type, int version,
                                std::string_view body) {
    std::string lifted;
    if (const auto current = upcast(type, version, body, lifted)) body = *current;
    auto event = read_canonical(type, body);
    if (!event) {
        const auto* const value = document.parse(body);
        if (!value) return std::nullopt;
        json::BoostReader reader;
        bool good = false;
        if (!read_named(reader, type, *value, event.emplace(), good) || !good) return std::nullopt;
    }
    // A newer version may mean something else by the same fields.
    if (version_of(*event) != version) return std::nullopt;
    return event;
}

}  // namespace starfish
