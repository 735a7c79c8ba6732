// How an asynchronous handler answers, once, from any thread. Copies share the one answer: what
// comes after the first is ignored, and so is what comes after the connection is gone. A handler
// that never answers is answered for with 503 after its route's answer_time_max.
#pragma once

#include "server/net/response.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace starfish {

// A connection, as far as answering it goes. Thread-safe.
class Answerable {
public:
    virtual ~Answerable() = default;
    // `exchange` is the number of the request on its connection.
    virtual void answer(std::uint64_t exchange, Response response) = 0;
    // Makes the response on the I/O thread.
    virtual void answer(std::uint64_t exchange, std::function<Response()> make) = 0;
};

class Respond {
public:
    Respond(std::shared_ptr<Answerable> connection, std::uint64_t exchange)
        : connection_(std::move(connection)), exchange_(exchange) {}

    void operator()(Response response) const {
        connection_->answer(exchange_, std::move(response));
    }
    // For an answer that takes long to make, or reads what belongs to the I/O thread.
    void on_io_thread(std::function<Response()> make) const {
        connection_->answer(exchange_, std::move(make));
    }

private:
    std::shared_ptr<Answerable> connection_;
    std::uint64_t exchange_;
};

}  // namespace starfish
