#include "server/net/connection.hpp"

#include "server/net/admission.hpp"
#include "server/net/head.hpp"
#include "server/net/origin.hpp"
#include "server/net/request_reader.hpp"
#include "server/net/waiter.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <spdlog/spdlog.h>

#include <array>
#include <limits>
#include <utility>

namespace starfish {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using Buffers = std::array<asio::const_buffer, 2>;

}  // namespace

class Connection final : public ResponseSink, public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::io_context& io, std::shared_ptr<Connections> all, asio::ip::tcp::socket socket)
        : io_(io), all_(std::move(all)), socket_(std::move(socket)) {
        error_code ignored;
        socket_.non_blocking(true, ignored);
        socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
        const auto peer = socket_.remote_endpoint(ignored);
        remote_ = peer.address().to_string(ignored);
    }

    void start() {
        index_ = all_->open.size();
        all_->open.push_back(this);
        ++all_->metrics.connections;
        asio::co_spawn(io_, [self = shared_from_this()] { return self->run(); }, asio::detached);
    }

    void answer(std::uint64_t exchange, Response response) override {
        if (std::this_thread::get_id() == all_->io_thread)
            return accept_answer(exchange, std::move(response));
        all_->mailbox.put([self = shared_from_this(), exchange, r = std::move(response)]() mutable {
            self->accept_answer(exchange, std::move(r));
        });
    }
    void answer(std::uint64_t exchange, std::function<Response()> make) override {
        all_->mailbox.put([self = shared_from_this(), exchange, make = std::move(make)] {
            if (exchange == self->exchange_)
                self->accept_answer(exchange,
                                    self->guarded([&](const Request&) { return make(); }));
        });
    }

    void on_tick(Clock::time_point now) {
        if (now < deadline_) return;
        deadline_ = Clock::time_point::max();
        expired_ = true;
        if (phase_ == Phase::answering)
            return accept_answer(exchange_, error(503, "http.no_answer"));
        error_code ignored;
        socket_.cancel(ignored);
    }
    void close_if_idle() {
        if (phase_ == Phase::idle) deadline_ = {};
    }
    void close_now() {
        error_code ignored;
        socket_.close(ignored);
        client_gone_ = true;
        if (phase_ == Phase::answering)
            return accept_answer(exchange_, error(503, "http.stopping"));
        wake();
    }

private:
    enum class Phase : std::uint8_t {
        idle,
        header,
        body,
        answering,
        writing,
        streaming,
        lingering
    };

    asio::awaitable<void> run();
    asio::awaitable<bool> read_request();
    asio::awaitable<bool> answer_request();
    asio::awaitable<Response> handle();
    asio::awaitable<bool> write(Buffers buffers);
    asio::awaitable<void> write_stream(Stream& stream);
    asio::awaitable<void> watch();
    asio::awaitable<void> linger();
    asio::awaitable<std::size_t> read_some(error_code& error);
    asio::awaitable<void> wait_for_wake();

    bool take_bytes();
    void route();
    void admit_body();
    void end_upload();
    Response error(int status, std::string_view code);
    Response guarded(const std::function<Response(const Request&)>& make);
    void count(int status);

    void enter(Phase phase, Clock::duration time_max) {
        phase_ = phase;
        expired_ = false;
        deadline_ =
            time_max == Clock::duration::max() ? Clock::time_point::max() : Clock::now() + time_max;
    }
    // Accepts the answer to the request being handled. A late or second answer is ignored.
    void accept_answer(std::uint64_t exchange, Response response) {
        if (exchange != exchange_ || phase_ != Phase::answering || answer_) return;
        answer_ = std::move(response);
        wake();
    }
    // Resumes wait_for_wake() through the event loop, so never inside the caller's call stack.
    void wake() {
        if (waiter_) asio::post(io_, [waiter = std::move(waiter_)] { waiter->resume(); });
    }

    asio::io_context& io_;
    std::shared_ptr<Connections> all_;
    asio::ip::tcp::socket socket_;
    std::string remote_;
    std::size_t index_ = 0;  // in all_->open

    Phase phase_ = Phase::idle;
    Clock::time_point deadline_ = Clock::time_point::max();
    bool expired_ = false;
    bool client_gone_ = false;  // set while streaming

    boost::beast::flat_buffer in_;
    std::string out_;
    RequestReader reader_;
    Request request_;
    Router::Match match_;
    std::string scratch_;  // storage of decoded captures
    std::optional<Response> refusal_;
    bool routed_ = false;
    bool uploads_ = false;  // counted in all_->uploads

    std::uint64_t exchange_ = 0;
    std::optional<Response> answer_;
    std::unique_ptr<Waiter> waiter_;
    Clock::time_point started_;
};

asio::awaitable<void> Connection::run() {
    try {
        while (co_await read_request())
            if (!co_await answer_request()) break;
    } catch (const std::exception& e) {
        spdlog::error("connection ended by: {}", e.what());
    }
    error_code ignored;
    socket_.close(ignored);
    end_upload();
    --all_->metrics.connections;
    all_->open[index_] = all_->open.back();
    all_->open[index_]->index_ = index_;
    all_->open.pop_back();
}

asio::awaitable<std::size_t> Connection::read_some(error_code& error) {
    const std::size_t size = co_await socket_.async_read_some(
        in_.prepare(limits::read_bytes), asio::redirect_error(asio::use_awaitable, error));
    in_.commit(size);
    co_return size;
}

// Feeds the received bytes to the reader. True once the request can be answered.
bool Connection::take_bytes() {
    while (in_.size() > 0) {
        const std::string_view bytes{static_cast<const char*>(in_.data().data()), in_.size()};
        const auto before = reader_.state();
        const std::size_t taken = reader_.put(bytes);
        in_.consume(taken);
        const auto state = reader_.state();
        if (state == RequestReader::State::refused) return true;
        if (!routed_ && state != RequestReader::State::header) route();
        if (state == RequestReader::State::whole || refusal_) return true;
        if (taken == 0 && state == before) return false;
    }
    return false;
}

asio::awaitable<bool> Connection::read_request() {
    end_upload();
    reader_.next(std::numeric_limits<std::size_t>::max());  // until the route's limit is known
    request_ = {};
    refusal_.reset();
    routed_ = false;
    match_ = {};
    enter(Phase::idle, limits::idle_time_max);
    if (all_->stopping) co_return false;
    for (;;) {
        if (in_.size() > 0) {
            if (phase_ == Phase::idle) enter(Phase::header, limits::header_time_max);
            if (take_bytes()) co_return true;
            if (reader_.state() == RequestReader::State::body && phase_ == Phase::header) {
                enter(Phase::body,
                      match_.route ? match_.route->body_time_max : limits::body_time_max);
                static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
                if (is_same_name(request_.header("expect"), "100-continue") &&
                    !co_await write({asio::buffer(go_on), {}}))
                    co_return false;
                enter(Phase::body,
                      match_.route ? match_.route->body_time_max : limits::body_time_max);
            }
        }
        error_code failure;
        co_await read_some(failure);
        if (!failure) continue;
        if (phase_ == Phase::idle) co_return false;
        if (expired_)
            refusal_ = error(408, "http.too_slow");
        else if (failure == asio::error::eof)
            refusal_ = error(400, "http.cut_short");
        co_return refusal_.has_value();
    }
}

// Matches the route and decides by the header alone whether the request will be handled.
void Connection::route() {
    routed_ = true;
    request_ = reader_.request();
    request_.public_url = all_->public_url;
    request_.remote = client_address(request_, remote_);
    match_ = all_->router.match(request_.method, request_.path, scratch_);
    request_.captures = match_.captures;
    refusal_ = answer_by_header(all_->router, request_, match_);
    if (!refusal_) admit_body();
}

void Connection::admit_body() {
    const Router::Route& route = *match_.route;
    if (!reader_.allow_body(route.body_bytes_max, route.body_cut_bytes_max)) {
        refusal_ = error(413, route.too_large);
    } else if (route.body_bytes_max > limits::body_bytes_max && reader_.has_body()) {
        if (all_->uploads == limits::uploads_max)
            return void(refusal_ = error(503, "http.overloaded"));
        ++all_->uploads;
        uploads_ = true;
    }
}

void Connection::end_upload() {
    if (std::exchange(uploads_, false)) --all_->uploads;
}

Response Connection::error(int status, std::string_view code) {
    return error_answer(all_->router, routed_ ? request_ : reader_.request(), status, code);
}

Response Connection::guarded(const std::function<Response(const Request&)>& make) {
    try {
        return make(request_);
    } catch (const std::exception& e) {
        spdlog::error("{}: {}", match_.route ? match_.route->pattern : "", e.what());
        return error(500, "http.failed");
    }
}

asio::awaitable<void> Connection::wait_for_wake() {
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
        [this](auto handler) { waiter_ = make_waiter(std::move(handler)); }, asio::use_awaitable);
}

asio::awaitable<Response> Connection::handle() {
    if (reader_.state() == RequestReader::State::refused)
        co_return error(reader_.error_status(), reader_.error_status() == 413 && match_.route
                                                    ? match_.route->too_large
                                                    : reader_.error_code());
    if (refusal_) co_return std::move(*refusal_);
    request_.body = reader_.request().body;
    request_.is_body_cut = reader_.request().is_body_cut;
    if (const auto* immediate = std::get_if<Router::Immediate>(&match_.route->handler))
        co_return guarded(*immediate);
    ++exchange_;
    answer_.reset();
    enter(Phase::answering, match_.route->answer_time_max);
    const auto& asynchronous = std::get<Router::Asynchronous>(match_.route->handler);
    bool failed = false;
    try {
        asynchronous(request_, Responder(shared_from_this(), exchange_));
    } catch (const std::exception& e) {
        spdlog::error("{}: {}", match_.route->pattern, e.what());
        failed = true;
    }
    if (failed) co_return error(500, "http.failed");
    if (!answer_) co_await wait_for_wake();
    phase_ = Phase::writing;
    Response response = std::move(*answer_);
    answer_.reset();
    co_return response;
}

asio::awaitable<bool> Connection::answer_request() {
    started_ = Clock::now();
    Response response = co_await handle();
    const bool clean = reader_.state() == RequestReader::State::whole;
    const bool keep =
        clean && reader_.keep_alive() && !response.close && !response.stream && !all_->stopping;
    out_.clear();
    write_head(out_, response, all_->date_line, keep);
    const bool bodiless = request_.method == Method::head || response.status == 304;
    const std::string_view body = bodiless ? std::string_view{} : response.bytes();
    const bool written =
        co_await write({asio::buffer(out_), asio::buffer(body.data(), body.size())});
    count(response.status);
    if (!written) co_return false;
    if (response.stream && !bodiless) co_await write_stream(*response.stream);
    if (!clean) co_await linger();
    co_return keep;
}

void Connection::count(int status) {
    const auto took = Clock::now() - started_;
    const auto* const route = match_.route;
    all_->metrics.requested(route ? std::optional(route->number) : std::nullopt, status, took);
    // Never log the target: the link of an order grants access to it.
    if (all_->access_log)
        spdlog::info("{} {} {} {} µs", name_of(request_.method), route ? route->pattern : "-",
                     status, std::chrono::duration_cast<std::chrono::microseconds>(took).count());
}

// Writes before waiting: most answers fit the socket's buffer.
asio::awaitable<bool> Connection::write(Buffers buffers) {
    enter(Phase::writing, limits::write_time_max);
    std::size_t since_entered = 0;
    for (std::size_t left = asio::buffer_size(buffers); left > 0;) {
        error_code failure;
        std::size_t sent = socket_.write_some(buffers, failure);
        if (failure == asio::error::would_block || failure == asio::error::try_again) {
            failure = {};
            co_await socket_.async_wait(asio::ip::tcp::socket::wait_write,
                                        asio::redirect_error(asio::use_awaitable, failure));
        }
        if (failure) co_return false;
        left -= sent;
        since_entered += sent;
        if (since_entered >= limits::write_step_bytes) {
            enter(Phase::writing, limits::write_time_max);
            since_entered = 0;
        }
        for (asio::const_buffer& buffer : buffers) {
            const std::size_t of_this = std::min(sent, buffer.size());
            buffer += of_this;
            sent -= of_this;
        }
    }
    co_return true;
}

asio::awaitable<void> Connection::write_stream(Stream& stream) {
    asio::co_spawn(io_, [self = shared_from_this()] { return self->watch(); }, asio::detached);
    const std::weak_ptr<Connection> weak = weak_from_this();
    while (!client_gone_) {
        const auto chunk = stream.next([weak] {
            if (const auto self = weak.lock()) self->wake();
        });
        if (!chunk) break;
        if (!chunk->empty()) {
            if (!co_await write({asio::buffer(*chunk), {}})) break;
            continue;
        }
        enter(Phase::streaming, Clock::duration::max());
        co_await wait_for_wake();
    }
}

// Detects that a streaming client has disconnected. Further bytes from the client are ignored.
asio::awaitable<void> Connection::watch() {
    error_code failure;
    for (std::size_t size = 0; !failure && size < limits::read_bytes;) {
        size += co_await read_some(failure);
    }
    client_gone_ = true;
    wake();
}

// Reads and drops further bytes for limits::linger_time_max. Closing at once would reset the
// connection, and the client might never see the answer.
asio::awaitable<void> Connection::linger() {
    error_code failure;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, failure);
    enter(Phase::lingering, limits::linger_time_max);
    while (!failure) {
        in_.clear();
        co_await read_some(failure);
    }
}

void start_connection(asio::io_context& io, std::shared_ptr<Connections> all, int native_socket,
                      bool is_ipv6) {
    const auto protocol = is_ipv6 ? asio::ip::tcp::v6() : asio::ip::tcp::v4();
    std::make_shared<Connection>(io, std::move(all),
                                 asio::ip::tcp::socket(io, protocol, native_socket))
        ->start();
}

void tick(Connections& all) {
    // From the back: a cancelled connection may end, and the last connection then takes its index.
    for (std::size_t i = all.open.size(); i-- > 0;)
        if (i < all.open.size()) all.open[i]->on_tick(all.now);
}

void begin_stopping(Connections& all) {
    all.stopping = true;
    for (Connection* connection : all.open) connection->close_if_idle();
}

void close_all(Connections& all) {
    for (Connection* connection : all.open) connection->close_now();
}

}  // namespace starfish
