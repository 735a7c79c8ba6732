// Reads and writes commands and events as JSON text, by their type names.
#pragma once

#include "core/base/json/parse.hpp"
#include "core/engine/subjects.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// The code of the ReadError when no command has the name in `type`.
inline constexpr std::string_view unknown_command = "input.unknown_command";

// The text a client sends: {"id":…,"type":…,"data":{…}}.
struct CommandEnvelope {
    std::string id;
    Command command;
};
std::expected<CommandEnvelope, json::ReadError> read_envelope(std::string_view text);

std::string_view type_of(const Command&);
std::string body_of(const Command&);

std::string_view type_of(const Event&);
int version_of(const Event&);
void write_body(std::string& out, const Event&);

// nullopt unless this is an event in its newest version. read_logged.hpp also reads older versions;
// events of a newer program and damaged events cannot be read.
std::optional<Event> read_event(std::string_view type, int version, const boost::json::value& body);

// Makes `to` an empty event of that type. Returns its form and the address of its fields; nullopt
// if no event has that name and version.
struct EmptyEvent {
    const json::Form& form;
    void* fields;
};
std::optional<EmptyEvent> empty_event(std::string_view type, int version, Event& to);

}  // namespace starfish
