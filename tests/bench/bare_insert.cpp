// The upper bound for the server's joins: Beast reads a POST, SQLite inserts its body as one row,
// and nothing is decided. One thread serves, one writes. Requests that arrive while a transaction
// flushes share the next transaction, with the settings of the server's store.
//
//   bare_insert PORT FILE
#include "server/store/sqlite.hpp"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "bare_insert: %s\n", what);
    std::_Exit(1);
}

class Session;

// The writing thread. Answers the sessions of a batch, on the I/O thread, once the batch is on
// disk.
class Writer {
public:
    Writer(asio::io_context& io, const std::string& file)
        : io_(io), connection_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {
        const char* settings =
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "PRAGMA wal_autocheckpoint = 4000;"
            "CREATE TABLE log (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;";
        if (!connection_.good() || !connection_.run(settings)) fail("the file must be a new one");
        thread_ = std::thread([this] { run(); });
    }
    ~Writer() {
        {
            const std::scoped_lock lock(mutex_);
            stopping_ = true;
        }
        wakes_.notify_one();
        thread_.join();
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void write(std::shared_ptr<Session> session, std::string body) {
        bool was_empty = false;
        {
            const std::scoped_lock lock(mutex_);
            was_empty = waiting_.empty();
            waiting_.push_back({std::move(session), std::move(body)});
        }
        if (was_empty) wakes_.notify_one();
    }

private:
    struct PendingInsert {
        std::shared_ptr<Session> session;
        std::string body;
    };

    void run();

    asio::io_context& io_;
    starfish::sqlite::Connection connection_;
    std::mutex mutex_;
    std::condition_variable wakes_;
    std::vector<PendingInsert> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

// One connection, one request at a time.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, Writer& writer) : socket_(std::move(socket)), writer_(writer) {
        error_code ignored;
        socket_.set_option(tcp::no_delay(true), ignored);
    }

    void read() {
        request_ = {};
        http::async_read(socket_, buffer_, request_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (!error)
                                 self->writer_.write(self, std::move(self->request_.body()));
                         });
    }

    void answer() {
        response_ = {http::status::see_other, request_.version()};
        response_.set(http::field::location, "/o/AAAAAAAAAAAAAAAAAAAAAAAAAAA");
        response_.keep_alive(request_.keep_alive());
        response_.prepare_payload();
        http::async_write(socket_, response_,
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (!error && self->response_.keep_alive()) self->read();
                          });
    }

private:
    tcp::socket socket_;
    Writer& writer_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::empty_body> response_;
};

void Writer::run() {
    using starfish::sqlite::Statement;
    Statement begin(connection_, "BEGIN IMMEDIATE");
    Statement insert(connection_, "INSERT INTO log (body) VALUES (?)");
    Statement commit(connection_, "COMMIT");
    for (;;) {
        std::vector<PendingInsert> batch;
        {
            std::unique_lock lock(mutex_);
            wakes_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            batch = std::exchange(waiting_, {});
        }
        bool good = begin.run();
        for (const PendingInsert& row : batch)
            good = good && insert.bind(std::string_view(row.body)).run();
        if (!good || !commit.run()) fail("SQLite cannot write");
        asio::post(io_, [batch = std::move(batch)] {
            for (const PendingInsert& row : batch) row.session->answer();
        });
    }
}

void accept(tcp::acceptor& acceptor, Writer& writer) {
    acceptor.async_accept([&](error_code error, tcp::socket socket) {
        if (error) return;
        std::make_shared<Session>(std::move(socket), writer)->read();
        accept(acceptor, writer);
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) fail("usage: bare_insert PORT FILE");
    asio::io_context io(1);
    Writer writer(io, argv[2]);
    tcp::acceptor acceptor(
        io, {asio::ip::address_v4::loopback(), static_cast<unsigned short>(std::atoi(argv[1]))});
    asio::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](error_code, int) { io.stop(); });
    accept(acceptor, writer);
    io.run();
}
