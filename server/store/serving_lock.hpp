// Allows only one process at a time to serve a store's file.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace starfish {

// Locked during this object's lifetime; the kernel releases the lock however the process ends. The
// lock is on PATH-lock instead of PATH, because closing a second descriptor of a database drops
// SQLite's own locks on it. PATH-lock is never deleted; it has the server's process id, for the
// error message.
class ServingLock {
public:
    // The error is a sentence for the operator.
    static std::expected<ServingLock, std::string> take(const std::string& path);

    ServingLock(ServingLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    ServingLock& operator=(ServingLock&& other) noexcept {
        std::swap(file_, other.file_);
        return *this;
    }
    ServingLock(const ServingLock&) = delete;
    ServingLock& operator=(const ServingLock&) = delete;
    ~ServingLock();

private:
    explicit ServingLock(int file) : file_(file) {}
    int file_;
};

}  // namespace starfish
