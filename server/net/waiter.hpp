// A coroutine that waits for something other than its socket, its type forgotten.
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

// `handler` is what async_initiate hands over; resume() calls it.
template <class Handler>
std::unique_ptr<Waiter> make_waiter(Handler handler) {
    class Held final : public Waiter {
    public:
        explicit Held(Handler held) : held_(std::move(held)) {}
        void resume() override { std::move(held_)(); }

    private:
        Handler held_;
    };
    return std::make_unique<Held>(std::move(handler));
}

}  // namespace starfish
