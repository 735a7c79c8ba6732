// Files that only their owner may read: they hold names, phone numbers and keys.
#pragma once

#include <string>

namespace starfish {

// Creates the file if it does not exist; SQLite gives the -wal and -shm files the same mode. Errors
// are not reported here: opening the file fails again, with a message.
void make_private(const std::string& path);

// Removes other users' permissions on one of our files and on its -wal and -shm files.
void keep_private(const std::string& path);

}  // namespace starfish
