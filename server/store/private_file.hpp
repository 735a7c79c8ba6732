// Files for their owner alone: they hold names, phones and keys.
#pragma once

#include <string>

namespace starfish {

// Makes the file if there is none; SQLite gives the -wal and -shm beside it the same mode. What
// fails here fails again, with words, when the file is opened.
void make_private(const std::string& path);

// Takes away what others may do with a file that is known to be ours, and with those beside it.
void keep_private(const std::string& path);

}  // namespace starfish
