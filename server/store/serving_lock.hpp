// Lets one process at a time serve a store's file.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace starfish {

// Held while it lives, and let go by the kernel however the process ends. It is a lock on
// PATH-lock and not on PATH itself: closing a second descriptor of a database drops SQLite's own
// locks on it. The file stays behind and means nothing alone; it holds the server's process id,
// for the message.
class ServingLock {
public:
    // Or why not, in a sentence for a person.
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
