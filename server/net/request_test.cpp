#include "server/net/request.hpp"

#include "server/net/form.hpp"
#include "server/net/origin.hpp"

#include <catch2/catch_test_macros.hpp>

#include <vector>

namespace starfish {
namespace request_test {

Request with(const std::vector<HeaderField>& fields) {
    Request request;
    request.fields = fields;
    request.host = request.header("host");
    return request;
}

TEST_CASE("request: header fields and cookies by name") {
    const std::vector<HeaderField> fields{{"Accept-Language", "en"},
                                          {"Cookie", "a=1; starfish_session=xyz;b=2"},
                                          {"cookie", "late=3"}};
    const Request request = with(fields);
    CHECK(request.header("accept-language") == "en");
    CHECK(request.header("ACCEPT-LANGUAGE") == "en");
    CHECK(request.header("accept").empty());
    CHECK(request.cookie("starfish_session") == "xyz");
    CHECK(request.cookie("a") == "1");
    CHECK(request.cookie("b") == "2");
    CHECK(request.cookie("late") == "3");
    CHECK(request.cookie("session").empty());
}

TEST_CASE("request: query values") {
    Request request;
    request.query = "after=12&name=%E9%99%88+%E5%A7%90&empty=&bare&bad=%zz";
    CHECK(request.query_value("after") == "12");
    CHECK(request.query_value("name") == "陈 姐");
    CHECK(request.query_value("empty") == "");
    CHECK(request.query_value("bare") == "");
    CHECK_FALSE(request.query_value("bad"));
    CHECK_FALSE(request.query_value("aft"));
}

TEST_CASE("form: fields as browsers send them") {
    const auto form = read_form("name=%E9%99%88&note=a+b%2Bc%26d&quantity=2&pickup=");
    REQUIRE(form);
    CHECK(form->value("name") == "陈");
    CHECK(form->value("note") == "a b+c&d");
    CHECK(form->value("quantity") == "2");
    CHECK(form->has("pickup"));
    CHECK_FALSE(form->has("phone"));
    CHECK(read_form("")->fields().empty());
}

TEST_CASE("form: malformed forms are refused") {
    CHECK_FALSE(read_form("a=%4"));
    CHECK_FALSE(read_form("a=%zz"));
    CHECK_FALSE(read_form("a=1&a=2"));
    std::string many = "f0=0";
    for (std::size_t i = 1; i <= limits::form_fields_max; ++i)
        many += "&f" + std::to_string(i) + "=0";
    CHECK_FALSE(read_form(many));
}

TEST_CASE("origin: our own pages, and programs that send no origin") {
    const HeaderField host{"Host", "a.example:8080"};
    CHECK(is_own_origin(with({host})));
    CHECK(is_own_origin(with({host, {"Origin", "http://a.example:8080"}})));
    CHECK(is_own_origin(with({host, {"Origin", "https://a.example:8080"}})));
    CHECK(is_own_origin(with({{"Host", "a.example"}, {"Origin", "https://a.example:443"}})));
    CHECK(is_own_origin(with({host, {"Sec-Fetch-Site", "same-origin"}})));
    CHECK(is_own_origin(with({host, {"Sec-Fetch-Site", "none"}})));
    CHECK(is_own_origin(with({host, {"Referer", "http://a.example:8080/g/abc"}})));
}

TEST_CASE("origin: pages of other sites") {
    const HeaderField host{"Host", "a.example:8080"};
    CHECK_FALSE(is_own_origin(with({host, {"Origin", "null"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Origin", "http://evil.example"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Origin", "http://a.example:8081"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Origin", "http://a.example:8080.evil.example"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Origin", "ftp://a.example:8080"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Sec-Fetch-Site", "cross-site"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Sec-Fetch-Site", "same-site"}})));
    CHECK_FALSE(is_own_origin(with({host, {"Referer", "http://evil.example/a.example:8080"}})));
    // Origin takes precedence over the other headers.
    CHECK_FALSE(is_own_origin(
        with({host, {"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "same-origin"}})));
}

TEST_CASE("origin: the client's address, and requests from this machine") {
    const auto asked = [](std::string_view peer, std::vector<HeaderField> fields) {
        Request request = with(std::move(fields));
        request.remote = client_address(request, peer);
        return std::pair(std::string(request.remote), is_from_this_machine(request));
    };
    using Found = std::pair<std::string, bool>;
    CHECK(asked("127.0.0.1", {}) == Found{"127.0.0.1", true});
    CHECK(asked("::1", {}) == Found{"::1", true});
    CHECK(asked("::ffff:127.0.0.1", {}) == Found{"127.0.0.1", true});
    CHECK(asked("::ffff:203.0.113.7", {}) == Found{"203.0.113.7", false});
    CHECK(asked("203.0.113.7", {{"X-Forwarded-For", "127.0.0.1"}}) == Found{"203.0.113.7", false});
    // A request with X-Forwarded-For came through a proxy, even if it names this machine.
    CHECK(asked("127.0.0.1", {{"X-Forwarded-For", "1.2.3.4, 203.0.113.7"}}) ==
          Found{"203.0.113.7", false});
    CHECK(asked("127.0.0.1", {{"X-Forwarded-For", "127.0.0.1"}}) == Found{"127.0.0.1", false});
    CHECK(asked("127.0.0.1", {{"Forwarded", "for=203.0.113.7"}}) == Found{"127.0.0.1", false});
}

TEST_CASE("origin: one customer's addresses are one network") {
    CHECK(network_of("203.0.113.7") == "203.0.113.7");
    CHECK(network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    CHECK(network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1"));
    CHECK(network_of("unknown") == "unknown");
    CHECK(network_of("").empty());
}

TEST_CASE("origin: hosts that are this machine") {
    for (const auto* own : {"localhost", "localhost:8080", "127.0.0.1:80", "[::1]:8080", "[::1]"})
        CHECK(is_loopback_host(own));
    for (const auto* other :
         {"a.example", "localhost.example", "127.0.0.1.example:80", "[::2]", ""})
        CHECK_FALSE(is_loopback_host(other));
}

}  // namespace request_test
}  // namespace starfish
