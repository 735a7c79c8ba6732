#include "server/platform/wait_for_query.hpp"

#include <future>
#include <stdexcept>

namespace starfish {

void wait_for_query(Platform& platform, const Platform::Query& query) {
    auto done = std::make_shared<std::promise<void>>();
    std::future<void> answer = done->get_future();
    const bool taken = platform.query([&query, done](const State& state, Seq head, Instant now) {
        query(state, head, now);
        done->set_value();
    });
    if (!taken) throw std::runtime_error("the platform takes no queries");
    done.reset();  // so that a dropped query breaks its promise
    answer.get();
}

}  // namespace starfish
