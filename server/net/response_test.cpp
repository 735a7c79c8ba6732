#include "server/net/response.hpp"

#include "server/net/head.hpp"

#include <catch2/catch_test_macros.hpp>

#include <zlib.h>

#include <array>
#include <vector>

namespace starfish {
namespace response_test {

EncodedContent example() {
    EncodedContent content;
    content.content_type = "text/css; charset=utf-8";
    content.cache_control = "no-cache";
    content.identity = std::make_shared<const std::string>(std::string(1000, 'a'));
    content.gzip = gzipped(*content.identity);
    content.brotli = std::make_shared<const std::string>("as if brotli");
    content.etag = etag_of(*content.identity);
    return content;
}

Response asked(const EncodedContent& content, const std::vector<HeaderField>& fields) {
    Request request;
    request.fields = fields;
    return answer(request, content);
}

bool has(const Response& r, std::string_view line) {
    return r.headers.find(std::string(line) + "\r\n") != std::string::npos;
}

TEST_CASE("response: the best encoding that is accepted") {
    const EncodedContent content = example();
    const auto of = [&](std::string_view accepted) {
        return asked(content, {{"Accept-Encoding", accepted}}).shared;
    };
    CHECK(of("gzip, deflate, br") == content.brotli);
    CHECK(of("gzip, BR;q=0.5") == content.brotli);
    CHECK(of("gzip, br;q=0") == content.gzip);
    CHECK(of("gzip;q=0.000, br;q=0") == content.identity);
    CHECK(of("") == content.identity);
    const Response r = asked(content, {{"Accept-Encoding", "br"}});
    CHECK(has(r, "Content-Encoding: br"));
    CHECK(has(r, "Vary: Accept-Encoding"));
    CHECK(has(r, "Cache-Control: no-cache"));
    CHECK(has(asked(content, {}), "Vary: Accept-Encoding"));
}

TEST_CASE("response: 304 if the client has the content in that encoding") {
    const EncodedContent content = example();
    const std::string brotli_tag = content.etag.substr(0, content.etag.size() - 1) + "-br\"";
    CHECK(asked(content, {{"If-None-Match", content.etag}}).status == 304);
    CHECK(asked(content, {{"If-None-Match", "W/" + content.etag}}).status == 304);
    CHECK(asked(content, {{"If-None-Match", "\"x\", " + content.etag}}).status == 304);
    CHECK(asked(content, {{"If-None-Match", "*"}}).status == 304);
    CHECK(asked(content, {{"If-None-Match", "\"x\""}}).status == 200);
    CHECK(asked(content, {{"If-None-Match", brotli_tag}}).status == 200);
    const Response r = asked(content, {{"If-None-Match", brotli_tag}, {"Accept-Encoding", "br"}});
    CHECK(r.status == 304);
    CHECK_FALSE(r.shared);
    CHECK(has(r, "ETag: " + brotli_tag));
}

TEST_CASE("response: gzip gives the same bytes back, or nothing when it gains nothing") {
    const std::string content(10'000, 'x');
    const auto small = gzipped(content);
    REQUIRE(small);
    std::string back(content.size(), '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(small->data()));
    stream.avail_in = static_cast<uInt>(small->size());
    stream.next_out = reinterpret_cast<Bytef*>(back.data());
    stream.avail_out = static_cast<uInt>(back.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    inflateEnd(&stream);
    CHECK(back == content);
    CHECK_FALSE(gzipped("abc"));
}

TEST_CASE("response: a header's value stays on its line") {
    Response r = no_body(200);
    r.set("Location", "/o/x\r\nSet-Cookie: y");
    CHECK(r.headers == "Location: /o/x  Set-Cookie: y\r\n");
}

TEST_CASE("response: the head as it is sent") {
    std::string head;
    Response r = html_body(200, "hi");
    write_head(head, r, date_line_at(784'111'777), true);
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"));
    CHECK(head.find("Content-Length: 2\r\n") != std::string::npos);
    CHECK(head.find("Connection:") == std::string::npos);
    CHECK(head.find("Content-Security-Policy: default-src 'none';") != std::string::npos);
    CHECK(head.find("'wasm-unsafe-eval'") == std::string::npos);
    CHECK(head.ends_with("\r\n\r\n"));

    head.clear();
    r.set("Content-Security-Policy", "default-src 'self'");
    r.status = 304;
    write_head(head, r, "", false);
    CHECK(head.find("default-src 'none'") == std::string::npos);
    CHECK(head.find("Content-Length") == std::string::npos);
    CHECK(head.find("Connection: close\r\n") != std::string::npos);
}

}  // namespace response_test

}  // namespace starfish
