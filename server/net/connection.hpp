// One client's connection: reads a request, has it answered, writes the answer, and again. Only
// http_server.cpp needs this.
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

// What all connections of a server share. Belongs to the I/O thread, `mailbox` aside.
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

// Takes over the socket.
void start_connection(boost::asio::io_context& io, std::shared_ptr<Connections> all,
                      int native_socket, bool is_ipv6);
// Looks at every connection's deadline.
void tick(Connections& all);
// Closes those that are between requests; the others close once they have answered.
void begin_stopping(Connections& all);
// Closes whatever is left.
void close_all(Connections& all);

}  // namespace starfish
