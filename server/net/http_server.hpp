// The HTTP server. One I/O thread, the caller of run(), serves all sockets and runs all handlers.
// This header does not expose Boost.Asio.
//
//   HttpServer server(router, metrics, {});
//   server.listen("127.0.0.1:8080");
//   server.run();                          // until stop(), SIGTERM or SIGINT
#pragma once

#include "server/net/metrics.hpp"
#include "server/net/router.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace starfish {

class HttpServer {
public:
    struct Options {
        bool access_log = false;
        std::string public_url;         // http(s)://HOST where others reach this server, or ""
        std::function<void()> on_stop;  // when stopping begins: end all endless streams
        std::function<void()> on_tick;  // a few times a second
    };

    HttpServer(const Router& router, Metrics& metrics, Options options);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Binds and returns the port (the chosen port for ":0"). Throws std::runtime_error.
    std::uint16_t listen(std::string_view address_and_port);
    // Serves until stopped, then finishes requests in flight within limits::stop_time_max.
    void run();

    // Thread-safe. Runs `work` on the I/O thread, in the order of the calls. Does nothing once the
    // server has stopped.
    void post(std::function<void()> work);
    // Thread-safe.
    void stop();

private:
    struct Parts;
    std::shared_ptr<Parts> parts_;
};

// Splits "127.0.0.1:8080" or "[::1]:8080" into host and port; nullopt for other forms.
struct ListenAddress {
    std::string host;
    std::uint16_t port{};
    bool loopback{};
};
std::optional<ListenAddress> listen_address(std::string_view text);

}  // namespace starfish
