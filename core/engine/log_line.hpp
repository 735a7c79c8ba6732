// One record as one line of text, for logs in files. `starfish export-log` writes these lines and
// `starfish replay FILE` reads them.
//
//   {"seq":7,"time":1606179600000,"actor":"consumer:72839","command_id":"join-0001",
//    "command_digest":"00f3…","type":"groupbuy.joined","version":2,"body":{…}}      (on one line)
#pragma once

#include "core/engine/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// Appends the line, ending in "\n".
void write_log_line(std::string& out, const Record& record);

// Reads exactly what write_log_line writes, with or without the "\n": the same fields in the same
// order and no spaces between them. The body is not checked here; read_event
// checks it.
std::optional<Record> read_log_line(std::string_view line);

}  // namespace starfish
