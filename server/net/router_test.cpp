#include "server/net/router.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace router_test {

Response nothing(const Request&) {
    return no_body(204);
}

struct Example {
    Router router;
    Example() {
        router.get("/", nothing);
        router.get("/app/", nothing);
        router.get("/g/{code}", nothing);
        router.get("/g/latest", nothing);
        router.post("/g/{code}/join", BodyType::form, nothing);
        router.get("/o/{token}", nothing);
        router.post("/o/{token}", BodyType::form, nothing);
    }
    std::string scratch;
    std::string pattern(std::string_view path, Method method = Method::get) {
        const auto match = router.match(method, path, scratch);
        return match.route ? match.route->pattern : "none " + std::string(match.allow);
    }
};

TEST_CASE("router: patterns") {
    Example e;
    CHECK(e.pattern("/") == "/");
    CHECK(e.pattern("/app/") == "/app/");
    CHECK(e.pattern("/app") == "none ");
    CHECK(e.pattern("/g/abc") == "/g/{code}");
    CHECK(e.pattern("/g/latest") == "/g/latest");
    CHECK(e.pattern("/g/") == "none ");
    CHECK(e.pattern("/g/abc/") == "none ");
    CHECK(e.pattern("/g/abc/join", Method::post) == "/g/{code}/join");
    CHECK(e.pattern("/g/abc", Method::head) == "/g/{code}");
}

TEST_CASE("router: a wrong method gets the allowed methods") {
    Example e;
    CHECK(e.pattern("/g/abc/join") == "none POST");
    CHECK(e.pattern("/o/x", Method::put) == "none GET, HEAD, POST");
    CHECK(e.pattern("/o/x", Method::other) == "none GET, HEAD, POST");
    CHECK(e.pattern("/g/abc", Method::post) == "none GET, HEAD");
}

TEST_CASE("router: captures are decoded, and none escapes its segment") {
    Example e;
    const auto match = e.router.match(Method::get, "/o/%E9%99%88x", e.scratch);
    REQUIRE(match.route);
    CHECK(match.captures[0] == "陈x");
    for (const auto* path : {"/g/..", "/g/%2e%2e", "/g/%2E", "/g/a%2Fb", "/g/a%00", "/g/a%5cb",
                             "/g/%", "/g/%zz", "//", "/g//join", "g/abc", ""})
        CHECK(e.pattern(path) == "none ");
}

}  // namespace router_test

}  // namespace starfish
