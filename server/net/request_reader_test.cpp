#include "server/net/request_reader.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace starfish {
namespace request_reader_test {

using State = RequestReader::State;

// Feeds `bytes` in pieces of `step`, keeps unconsumed bytes for the next call, returns the rest.
std::string feed(RequestReader& reader, std::string_view bytes, std::size_t step) {
    std::string waiting;
    while (!bytes.empty()) {
        const std::size_t size = std::min(step, bytes.size());
        waiting += bytes.substr(0, size);
        bytes.remove_prefix(size);
        for (std::size_t taken = 1; taken > 0 && !waiting.empty();) {
            const auto before = reader.state();
            if (before == State::whole || before == State::refused) break;
            taken = reader.put(waiting);
            waiting.erase(0, taken);
            if (reader.state() != before && taken == 0) taken = 1;
        }
    }
    return waiting;
}

int status_of(std::string_view bytes) {
    RequestReader reader;
    feed(reader, bytes, bytes.size());
    return reader.state() == State::refused ? reader.error_status() : 0;
}

constexpr std::string_view post =
    "POST /g/abc/join?lang=en HTTP/1.1\r\nHost: a.example\r\nContent-Length: 5\r\n"
    "Content-Type: text/plain\r\n\r\nhello";

TEST_CASE("request reader: the same request however its bytes arrive") {
    for (std::size_t step = 1; step <= post.size(); ++step) {
        RequestReader reader;
        const std::string left = feed(reader, std::string(post) + "GET", step);
        REQUIRE(reader.state() == State::whole);
        const Request& request = reader.request();
        CHECK(request.method == Method::post);
        CHECK(request.path == "/g/abc/join");
        CHECK(request.query == "lang=en");
        CHECK(request.host == "a.example");
        CHECK(request.header("content-type") == "text/plain");
        CHECK(request.body == "hello");
        CHECK(reader.keep_alive());
        CHECK(left == "GET");
    }
}

TEST_CASE("request reader: a body longer than the limit is cut, up to a second limit") {
    for (const std::size_t kept : {0U, 3U, 5U, 8U}) {
        RequestReader reader;
        feed(reader, post.substr(0, post.find("hello")), 7);
        REQUIRE(reader.state() == State::body);
        CHECK(reader.allow_body(kept, 5));
        const std::string left = feed(reader, "helloGET", 2);
        REQUIRE(reader.state() == State::whole);
        CHECK(reader.request().body == std::string_view("hello").substr(0, kept));
        CHECK(reader.request().is_body_cut == (kept < 5));
        CHECK(left == "GET");
        reader.next();
        feed(reader, post, 7);
        CHECK_FALSE(reader.request().is_body_cut);
    }
    RequestReader reader;
    feed(reader, post.substr(0, post.find("hello")), 7);
    CHECK_FALSE(reader.allow_body(3, 4));
}

TEST_CASE("request reader: it stops between header and body") {
    RequestReader reader;
    const std::size_t header = post.size() - 5;
    CHECK(reader.put(post) == header);
    CHECK(reader.state() == State::body);
    CHECK(reader.has_body());
    CHECK(reader.request().path == "/g/abc/join");
    CHECK(reader.put(post.substr(header)) == 5);
    CHECK(reader.state() == State::whole);
}

TEST_CASE("request reader: chunked bodies, empty lines before, the absolute form") {
    RequestReader reader;
    feed(reader,
         "\r\nPOST http://a.example/x?y HTTP/1.1\r\nHost: a.example\r\n"
         "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
         7);
    REQUIRE(reader.state() == State::whole);
    CHECK(reader.request().body == "abcde");
    CHECK(reader.request().path == "/x");
    CHECK(reader.request().query == "y");
    reader.next();
    feed(reader, "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 100);
    REQUIRE(reader.state() == State::whole);
    CHECK(reader.request().body.empty());
    CHECK_FALSE(reader.keep_alive());
}

TEST_CASE("request reader: malformed and oversized requests are refused") {
    const std::string host = "Host: a\r\n";
    const std::string get = "GET / HTTP/1.1\r\n" + host;
    CHECK(status_of("\x16\x03\x01\x02") == 400);
    CHECK(status_of("GET\tx") == 400);
    CHECK(status_of(" GET / HTTP/1.1\r\n") == 400);
    CHECK(status_of("GET / HTTP/9.1\r\n" + host + "\r\n") == 400);
    CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);              // no host
    CHECK(status_of(get + host + "\r\n") == 400);                   // two
    CHECK(status_of("GET x HTTP/1.1\r\n" + host + "\r\n") == 400);  // no path
    CHECK(status_of(get + "A : b\r\n\r\n") == 400);
    CHECK(status_of(get + "Content-Length: -1\r\n\r\n") == 400);
    CHECK(status_of(get + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n") == 400);
    CHECK(status_of(get + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
    CHECK(status_of(get + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n") == 400);
    CHECK(status_of(get + "Content-Length: 65537\r\n\r\n") == 413);
    CHECK(status_of(get + "Transfer-Encoding: chunked\r\n\r\n10001\r\n") == 413);
    CHECK(status_of("GET /" + std::string(limits::target_bytes_max, 'a') + " HTTP/1.1\r\n" + host +
                    "\r\n") == 414);
    CHECK(status_of("GET /" + std::string(limits::header_bytes_max, 'a')) == 414);
    CHECK(status_of(get + "A: " + std::string(limits::header_bytes_max, 'a')) == 431);
    std::string many = get;
    for (std::size_t i = 0; i < limits::header_fields_max; ++i) many += "A: b\r\n";
    CHECK(status_of(many + "\r\n") == 431);
}

TEST_CASE("request reader: the beginning of a too long target is kept for the error answer") {
    RequestReader reader;
    feed(reader,
         "GET /api/profiles?ids=" + std::string(limits::target_bytes_max, '1') +
             " HTTP/1.1\r\nHost: a\r\n\r\n",
         100);
    CHECK(reader.error_status() == 414);
    CHECK(reader.request().path == "/api/profiles");
}

}  // namespace request_reader_test

}  // namespace starfish
