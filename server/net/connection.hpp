// One client's connection: a loop of reading a request, handling it and writing the answer. Used by
// http_server.cpp only.
#pragma once

#include "server/net/mailbox.hpp"
#include "server/net/metrics.hpp"
#include "server/net/router.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace starfish {

class Connection;

// State shared by all connections of a server. I/O thread only, except `mailbox`.
struct Connections {
    const Router& router;
    Metrics& metrics;
    Mailbox mailbox;
    bool access_log = false;
    std::string public_url{};  // see Request
    std::thread::id io_thread{};
    std::chrono::steady_clock::time_point now{};  // as of the last tick
    std::string date_line{};                      // "Date: …\r\n"
    std::vector<Connection*> open{};
    std::size_t uploads = 0;  // see limits::uploads_max
    bool stopping = false;
};

// Takes ownership of the socket.
void start_connection(boost::asio::io_context& io, std::shared_ptr<Connections> all,
                      int native_socket, bool is_ipv6);
// Checks every connection's deadline.
void tick(Connections& all);
// Closes idle connections. The others close after their current answer.
void begin_stopping(Connections& all);
// Closes all remaining connections.
void close_all(Connections& all);

}  // namespace starfish
