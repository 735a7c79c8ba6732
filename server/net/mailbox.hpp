// What other threads have for the I/O thread, in order. Waking it costs a system call, so a whole
// batch of letters shares one.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace starfish {

class Mailbox {
public:
    // `wake` must make the I/O thread call deliver() soon; thread-safe.
    explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void put(std::function<void()> letter) {
        const std::lock_guard lock(mutex_);
        if (closed_) return;
        letters_.push_back(std::move(letter));
        if (letters_.size() == 1) wake_();
    }
    // On the I/O thread.
    void deliver() {
        {
            const std::lock_guard lock(mutex_);
            reading_.swap(letters_);
        }
        for (auto& letter : reading_) letter();
        reading_.clear();
    }
    // What is put afterwards is thrown away.
    void close() {
        std::vector<std::function<void()>> unread;
        const std::lock_guard lock(mutex_);
        closed_ = true;
        unread.swap(letters_);
    }

private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<std::function<void()>> letters_;
    std::vector<std::function<void()>> reading_;
    bool closed_ = false;
};

}  // namespace starfish
