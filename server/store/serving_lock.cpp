#include "server/store/serving_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace starfish {
namespace {

std::string holder_of(int file) {
    char digits[24] = {};
    const ssize_t size = pread(file, digits, sizeof digits - 1, 0);
    return size > 0 ? "process " + std::string(digits, static_cast<std::size_t>(size))
                    : "another process";
}

}  // namespace

std::expected<ServingLock, std::string> ServingLock::take(const std::string& path) {
    const std::string name = path + "-lock";
    // 0600, like the store beside it, which has people's names and phone numbers.
    const int file = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return std::unexpected("cannot write beside " + path + ": " + std::strerror(errno));
    ServingLock lock(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        return std::unexpected(path + " is being served by " + holder_of(file) +
                               " already. Stop that one first, or serve another file.");
    const std::string id = std::to_string(getpid());
    if (ftruncate(file, 0) != 0 || pwrite(file, id.data(), id.size(), 0) < 0)
        return std::unexpected("cannot write " + name + ": " + std::strerror(errno));
    return lock;
}

ServingLock::~ServingLock() {
    if (file_ >= 0) close(file_);
}

}  // namespace starfish
