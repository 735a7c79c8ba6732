// The routing table. Handlers run on the one I/O thread, so they must not block: a slow handler
// answers later through Responder.
//
//   router.get("/g/{code}", [&](const Request& r) { return page_of(r.captures[0]); });
//   router.post("/g/{code}/join", BodyType::form, [&](const Request& r, Responder respond) { … });
//
// The server itself answers a request without a route (404, 405 with Allow), with a body of the
// wrong type (415) or size (413), and a state-changing request from a foreign origin (403). HEAD is
// GET without the body.
#pragma once

#include "server/net/limits.hpp"
#include "server/net/request.hpp"
#include "server/net/responder.hpp"
#include "server/net/response.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace starfish {

enum class BodyType : std::uint8_t {
    none,       // a body is ignored
    form,       // application/x-www-form-urlencoded
    json,       // application/json
    multipart,  // multipart/form-data
    image,      // image/*
    workbook,   // an .xlsx
};

class Router {
public:
    using Immediate = std::function<Response(const Request&)>;
    using Asynchronous = std::function<void(const Request&, Responder)>;
    using Handler = std::variant<Immediate, Asynchronous>;

    struct Route {
        Method method{};
        std::string pattern;  // "/g/{code}"
        BodyType body{};
        Handler handler;
        std::size_t number{};  // index in routes()
        // Time limit of an asynchronous handler; then the server answers 503.
        std::chrono::seconds answer_time_max = limits::answer_time_max;
        // Limit of the request's body; a longer body gets 413 and the code `too_large`.
        std::size_t body_bytes_max = limits::body_bytes_max;
        std::chrono::seconds body_time_max = limits::body_time_max;
        std::string_view too_large = "http.too_large";  // static text
        // If above body_bytes_max: a body up to this size is cut, and the handler refuses it.
        std::size_t body_cut_bytes_max = 0;

        // For routes whose body is a file or a form with a file.
        Route& take_file(std::string_view if_too_large) {
            body_bytes_max = limits::upload_bytes_max;
            body_time_max = limits::upload_time_max;
            too_large = if_too_large;
            return *this;
        }
        // For a handler that checks is_body_cut.
        void cut_longer() { body_cut_bytes_max = limits::upload_dropped_bytes_max; }
    };
    // The result of matching a path.
    struct Match {
        const Route* route = nullptr;
        std::array<std::string_view, limits::captures_max> captures{};
        std::string_view allow;  // if only the method did not match: "GET, HEAD, POST"
    };

    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // A pattern is /-separated. A segment is a literal or {name}, which matches one whole segment.
    // A literal takes precedence over {name}.
    void get(std::string_view pattern, Immediate handler);
    Route& get(std::string_view pattern, Asynchronous handler);
    void post(std::string_view pattern, BodyType body, Immediate handler);
    Route& post(std::string_view pattern, BodyType body, Asynchronous handler);
    void delete_(std::string_view pattern, Immediate handler);
    void delete_(std::string_view pattern, Asynchronous handler);

    // Called for GET and HEAD without a route: static files. nullopt gives 404.
    std::function<std::optional<Response>(const Request&)> fallback;
    // Format an error of the server itself: api_error below /api/, error_page elsewhere. `code` is
    // for example "http.not_found". If unset, the bare code is sent.
    using Error = std::function<Response(const Request&, int status, std::string_view code)>;
    Error api_error;
    Error error_page;

    // `scratch` stores decoded captures; captures are valid as long as `scratch` and `path`.
    Match match(Method method, std::string_view path, std::string& scratch) const;
    const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

private:
    struct Node;
    Route& add(Method method, std::string_view pattern, BodyType body, Handler handler);
    std::vector<std::unique_ptr<Route>> routes_;
    std::unique_ptr<Node> root_;
};

}  // namespace starfish
