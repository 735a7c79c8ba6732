// The callback through which an asynchronous handler answers once, from any thread. Copies share
// one answer: later answers are ignored, also after the connection has closed. If the handler does
// not answer within the route's answer_time_max, the server answers 503.
#pragma once

#include "server/net/response.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace starfish {

// The receiver of the answer: a connection. Thread-safe.
class ResponseSink {
public:
    virtual ~ResponseSink() = default;
    // `exchange` is the number of the request on its connection.
    virtual void answer(std::uint64_t exchange, Response response) = 0;
    // Calls `make` on the I/O thread.
    virtual void answer(std::uint64_t exchange, std::function<Response()> make) = 0;
};

class Responder {
public:
    Responder(std::shared_ptr<ResponseSink> connection, std::uint64_t exchange)
        : connection_(std::move(connection)), exchange_(exchange) {}

    void operator()(Response response) const {
        connection_->answer(exchange_, std::move(response));
    }
    // For a response that needs state of the I/O thread; `make` runs on that thread.
    void on_io_thread(std::function<Response()> make) const {
        connection_->answer(exchange_, std::move(make));
    }

private:
    std::shared_ptr<ResponseSink> connection_;
    std::uint64_t exchange_;
};

}  // namespace starfish
