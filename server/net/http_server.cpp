#include "server/net/http_server.hpp"

#include "server/net/connection.hpp"
#include "server/net/head.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <spdlog/spdlog.h>

#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <stdexcept>

namespace starfish {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr auto tick_time = std::chrono::milliseconds(100);
// Pause after accept() failed, for example without free descriptors or memory.
constexpr auto accept_pause = std::chrono::milliseconds(50);

// Answers 503 without waiting and closes the socket, when there are too many connections.
void reject_connection(int native_socket) {
    static constexpr std::string_view full =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
    (void)!::send(native_socket, full.data(), full.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::close(native_socket);
}

}  // namespace

struct HttpServer::Parts {
    Parts(const Router& router, Metrics& metrics, Options given)
        : options(std::move(given)),
          all(new Connections{
              .router = router,
              .metrics = metrics,
              .mailbox = Mailbox([this] { asio::post(io, [this] { all->mailbox.deliver(); }); }),
              .access_log = options.access_log,
              .public_url = options.public_url}) {}

    void accept();
    void tick();
    void begin_stop();

    Options options;
    asio::io_context io{1};
    std::shared_ptr<Connections> all;
    asio::ip::tcp::acceptor acceptor{io};
    asio::steady_timer ticker{io};
    asio::steady_timer pause{io};
    asio::signal_set signals{io};
    std::chrono::steady_clock::time_point stop_by;
};

HttpServer::HttpServer(const Router& router, Metrics& metrics, Options options)
    : parts_(std::make_shared<Parts>(router, metrics, std::move(options))) {}

HttpServer::~HttpServer() {
    parts_->all->mailbox.close();
}

std::uint16_t HttpServer::listen(std::string_view address_and_port) {
    const auto where = listen_address(address_and_port);
    if (!where)
        throw std::runtime_error("not an address and a port: " + std::string(address_and_port));
    const asio::ip::tcp::endpoint endpoint(asio::ip::make_address(where->host), where->port);
    auto& acceptor = parts_->acceptor;
    error_code failure;
    acceptor.open(endpoint.protocol(), failure);
    if (!failure) acceptor.set_option(asio::socket_base::reuse_address(true), failure);
    if (!failure) acceptor.bind(endpoint, failure);
    if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
    if (failure) {
        const std::string_view host = address_and_port.substr(0, address_and_port.rfind(':'));
        const int other = where->port < 65'535 ? where->port + 1 : 8080;
        throw std::runtime_error(
            "cannot listen on " + std::string(address_and_port) + ": " + failure.message() +
            (failure != asio::error::address_in_use
                 ? ""
                 : "; another program has that port, perhaps another Starfish. Choose another, "
                   "such as --listen " +
                       std::string(host) + ":" + std::to_string(other)));
    }
    return acceptor.local_endpoint().port();
}

void HttpServer::Parts::accept() {
    acceptor.async_accept([this](error_code failure, asio::ip::tcp::socket socket) {
        if (!acceptor.is_open()) return;
        if (failure) {
            pause.expires_after(accept_pause);
            pause.async_wait([this](error_code) {
                if (acceptor.is_open()) accept();
            });
            return;
        }
        error_code lost;
        const auto local = socket.local_endpoint(lost);
        const int native = socket.release();
        if (all->open.size() >= limits::connections_max)
            reject_connection(native);
        else
            start_connection(io, all, native, local.address().is_v6());
        accept();
    });
}

void HttpServer::Parts::tick() {
    all->now = std::chrono::steady_clock::now();
    all->date_line = date_line_at(std::time(nullptr));
    starfish::tick(*all);
    if (options.on_tick) options.on_tick();
    if (all->stopping) {
        if (all->open.empty() || all->now >= stop_by) {
            close_all(*all);
            signals.cancel();
            return;
        }
    }
    ticker.expires_after(tick_time);
    ticker.async_wait([this](error_code failure) {
        if (!failure) tick();
    });
}

void HttpServer::Parts::begin_stop() {
    if (all->stopping) return;
    spdlog::info("stopping");
    stop_by = std::chrono::steady_clock::now() + limits::stop_time_max;
    error_code ignored;
    acceptor.close(ignored);
    pause.cancel();
    begin_stopping(*all);
    if (options.on_stop) options.on_stop();
    ticker.cancel();
    tick();
}

void HttpServer::run() {
    parts_->all->io_thread = std::this_thread::get_id();
    parts_->signals.add(SIGTERM);
    parts_->signals.add(SIGINT);
    parts_->signals.async_wait([parts = parts_.get()](error_code failure, int) {
        if (!failure) parts->begin_stop();
    });
    parts_->tick();
    if (parts_->acceptor.is_open()) parts_->accept();
    parts_->io.run();
    parts_->all->mailbox.close();
}

void HttpServer::post(std::function<void()> work) {
    parts_->all->mailbox.put(std::move(work));
}

void HttpServer::stop() {
    post([parts = parts_.get()] { parts->begin_stop(); });
}

std::optional<ListenAddress> listen_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::string_view host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host == "localhost") host = "127.0.0.1";
    ListenAddress where{std::string(host), 0, false};
    const std::string_view digits = text.substr(colon + 1);
    const auto [end, bad] =
        std::from_chars(digits.data(), digits.data() + digits.size(), where.port);
    error_code failure;
    const auto address = asio::ip::make_address(where.host, failure);
    if (bad != std::errc{} || end != digits.data() + digits.size() || failure) return std::nullopt;
    where.loopback = address.is_loopback();
    return where;
}

}  // namespace starfish
