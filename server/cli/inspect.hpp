// What can be said of a log without serving it.
#pragma once

#include "server/cli/log_source.hpp"

namespace starfish {

// These print what they find and answer the process's exit status.

// Replays the log: how many events, what state they come to, how fast.
int replay_log(const LogSource& source);

// Replays the log and checks everything that must hold: the file is whole; records follow each
// other without gaps; those of one command stand together; each is readable and its body canonical;
// and after the commands the invariants hold. 1 at the first thing that does not.
int verify_log(const LogSource& source);

// The log as lines of JSON on standard output.
int export_log(const LogSource& source);

}  // namespace starfish
