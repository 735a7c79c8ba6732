// Commands and events as text and back, by their names.
#pragma once

#include "core/base/json/parse.hpp"
#include "core/engine/record.hpp"
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

// Lifts older versions first. nullopt if this is no event we know: the log is then from a newer
// program or damaged, and must not be used.
std::optional<Event> read_event(json::Document&, std::string_view type, int version,
                                std::string_view body);

}  // namespace starfish
