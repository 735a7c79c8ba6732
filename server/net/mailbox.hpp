// A queue of tasks from other threads for the I/O thread, in order. Waking the I/O thread costs a
// system call, so a whole batch of tasks shares one wake-up.
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

    void put(std::function<void()> task) {
        const std::lock_guard lock(mutex_);
        if (closed_) return;
        tasks_.push_back(std::move(task));
        if (tasks_.size() == 1) wake_();
    }
    // Call on the I/O thread.
    void deliver() {
        {
            const std::lock_guard lock(mutex_);
            running_.swap(tasks_);
        }
        for (auto& task : running_) task();
        running_.clear();
    }
    // Drops queued tasks and all later ones.
    void close() {
        std::vector<std::function<void()>> dropped;
        const std::lock_guard lock(mutex_);
        closed_ = true;
        dropped.swap(tasks_);
    }

private:
    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<std::function<void()>> tasks_;
    std::vector<std::function<void()>> running_;
    bool closed_ = false;
};

}  // namespace starfish
