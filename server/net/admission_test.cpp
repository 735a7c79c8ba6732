#include "server/net/admission.hpp"

#include <catch2/catch_test_macros.hpp>

#include <vector>

namespace starfish {
namespace admission_test {

struct Example {
    Router router;
    std::string scratch;
    Example() {
        const auto handler = [](const Request&) { return no_body(204); };
        router.get("/page", handler);
        router.post("/page", BodyType::form, handler);
        router.post("/api/things", BodyType::json, handler);
        router.delete_("/api/things", handler);
        router.fallback = [](const Request& request) -> std::optional<Response> {
            if (request.path == "/file") return text_body(200, "file");
            return std::nullopt;
        };
        router.api_error = [](const Request&, int status, std::string_view code) {
            return json_body(status, std::string(code));
        };
    }
    // The response status, or 0 if the handler gets the request.
    int status(Method method, std::string_view path, std::vector<HeaderField> fields = {}) {
        fields.push_back({"Host", "a"});
        Request request;
        request.method = method;
        request.path = path;
        request.host = "a";
        request.fields = fields;
        last = answer_by_header(router, request, router.match(method, path, scratch));
        return last ? last->status : 0;
    }
    std::optional<Response> last;
};

constexpr HeaderField form{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"};
constexpr HeaderField json_type{"Content-Type", "Application/JSON"};

TEST_CASE("admission: paths and methods") {
    Example e;
    CHECK(e.status(Method::get, "/page") == 0);
    CHECK(e.status(Method::head, "/page") == 0);
    CHECK(e.status(Method::put, "/page") == 405);
    CHECK(e.last->headers == "Allow: GET, HEAD, POST\r\n");
    CHECK(e.status(Method::get, "/file") == 200);
    CHECK(e.status(Method::post, "/file", {form}) == 404);
    CHECK(e.status(Method::get, "/nothing") == 404);
    CHECK(e.last->content_type.starts_with("text/plain"));
    CHECK(e.status(Method::get, "/api/nothing") == 404);
    CHECK(e.last->content_type == "application/json");
}

TEST_CASE("admission: state-changing requests need our own origin and the right content type") {
    Example e;
    const HeaderField own{"Origin", "http://a"};
    const HeaderField foreign{"Origin", "http://b"};
    CHECK(e.status(Method::post, "/page", {form}) == 0);
    CHECK(e.status(Method::post, "/page", {form, own}) == 0);
    CHECK(e.status(Method::post, "/page", {form, foreign}) == 403);
    CHECK(e.status(Method::post, "/page", {json_type}) == 415);
    CHECK(e.status(Method::post, "/page") == 415);
    CHECK(e.status(Method::post, "/api/things", {json_type}) == 0);
    CHECK(e.status(Method::post, "/api/things", {json_type, {"Content-Encoding", "br"}}) == 415);
    CHECK(e.status(Method::delete_, "/api/things") == 0);
    CHECK(e.status(Method::delete_, "/api/things", {foreign}) == 403);
    CHECK(e.status(Method::get, "/page", {foreign}) == 0);
}

}  // namespace admission_test

}  // namespace starfish
