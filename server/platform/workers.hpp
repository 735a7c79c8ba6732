// Threads for work that would block the I/O thread: password hashing, compression, reads of the
// store. The queue is bounded: a full queue refuses work at once.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace starfish {

class Workers {
public:
    Workers(std::size_t threads, std::size_t queue_max);
    ~Workers() { stop(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False if the queue is full or stopped.
    bool run(std::function<void()> work);
    // Finishes running work and drops queued work.
    void stop();

private:
    void work();

    std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace starfish
