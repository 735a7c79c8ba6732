// Commands and events as text and back, by their names.
#pragma once

#include "core/base/json/parse.hpp"
#include "core/engine/subjects.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// The code of a ReadError for a `type` that names no command.
inline constexpr std::string_view unknown_command = "input.unknown_command";

// What a client sends: {"id":…,"type":…,"data":{…}}.
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

// nullopt if this is no event of today's: damaged, of a newer program, or (read_logged.hpp reads
// those) of an older one.
std::optional<Event> read_event(std::string_view type, int version, const boost::json::value& body);

// An empty event of that name and version, and where its fields are to be read into.
struct Blank {
    const json::Form& form;
    void* fields;
};
std::optional<Blank> blank_event(std::string_view type, int version, Event& to);

}  // namespace starfish
