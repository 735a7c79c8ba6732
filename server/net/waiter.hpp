// A type-erased coroutine that waits for something other than its socket.
// (any_completion_handler of Boost 1.81 calls itself without end when it is moved.)
#pragma once

#include <memory>
#include <utility>

namespace starfish {

class Waiter {
public:
    Waiter() = default;
    virtual ~Waiter() = default;
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;
    virtual void resume() = 0;
};

// `handler` is the completion handler from async_initiate; resume() calls it.
template <class Handler>
std::unique_ptr<Waiter> make_waiter(Handler handler) {
    class HandlerWaiter final : public Waiter {
    public:
        explicit HandlerWaiter(Handler callback) : handler_(std::move(callback)) {}
        void resume() override { std::move(handler_)(); }

    private:
        Handler handler_;
    };
    return std::make_unique<HandlerWaiter>(std::move(handler));
}

}  // namespace starfish
