#include "server/store/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace starfish {
namespace {

constexpr mode_t owner_only = 0600;

}  // namespace

void make_private(const std::string& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
    if (file >= 0) close(file);
}

void keep_private(const std::string& path) {
    for (const char* const part : {"", "-wal", "-shm"}) chmod((path + part).c_str(), owner_only);
}

}  // namespace starfish
