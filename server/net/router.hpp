// The table of what is served. Handlers run on the one I/O thread, so they must not block: what
// takes long answers later through Respond.
//
//   router.get("/g/{code}", [&](const Request& r) { return page_of(r.captures[0]); });
//   router.post("/g/{code}/join", BodyType::form, [&](const Request& r, Respond respond) { … });
//
// The server itself answers what fits no route (404, 405 with Allow), a body of the wrong type
// (415) or size (413), and a state-changing request from a foreign origin (403). HEAD is GET
// without the body.
#pragma once

#include "server/net/limits.hpp"
#include "server/net/request.hpp"
#include "server/net/respond.hpp"
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
    none,       // a body is read and ignored
    form,       // application/x-www-form-urlencoded
    json,       // application/json
    multipart,  // multipart/form-data
    image,      // image/*
    workbook,   // an .xlsx
};

class Router {
public:
    using Immediate = std::function<Response(const Request&)>;
    using Asynchronous = std::function<void(const Request&, Respond)>;
    using Handler = std::variant<Immediate, Asynchronous>;

    struct Route {
        Method method{};
        std::string pattern;  // "/g/{code}"
        BodyType body{};
        Handler handler;
        std::size_t number{};  // its place in routes()
        // Of an asynchronous handler; then it is answered for with 503.
        std::chrono::seconds answer_time_max = limits::answer_time_max;
        // Of the request's body; a longer one is answered with 413 and `too_large`.
        std::size_t body_bytes_max = limits::body_bytes_max;
        std::chrono::seconds body_time_max = limits::body_time_max;
        std::string_view too_large = "http.too_large";  // static text
        // If above body_bytes_max: up to here what is longer is cut, and the handler says no.
        std::size_t body_cut_bytes_max = 0;

        // Its body is a file, or has one in it.
        Route& take_file(std::string_view if_too_large) {
            body_bytes_max = limits::upload_bytes_max;
            body_time_max = limits::upload_time_max;
            too_large = if_too_large;
            return *this;
        }
        // Its handler looks at is_body_cut.
        void cut_longer() { body_cut_bytes_max = limits::upload_dropped_bytes_max; }
    };
    // What a path came to.
    struct Match {
        const Route* route = nullptr;
        std::array<std::string_view, limits::captures_max> captures{};
        std::string_view allow;  // if only the method was wrong: "GET, HEAD, POST"
    };

    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // A pattern is /-separated; a segment is literal or {name}, which takes one whole segment. A
    // literal wins over a {name}.
    void get(std::string_view pattern, Immediate handler);
    Route& get(std::string_view pattern, Asynchronous handler);
    void post(std::string_view pattern, BodyType body, Immediate handler);
    Route& post(std::string_view pattern, BodyType body, Asynchronous handler);
    void delete_(std::string_view pattern, Immediate handler);
    void delete_(std::string_view pattern, Asynchronous handler);

    // What no route takes (GET and HEAD only): files. nullopt is 404.
    std::function<std::optional<Response>(const Request&)> fallback;
    // How an error of the server's own looks to a program (below /api/) and to a person
    // (elsewhere); `code` is such as "http.not_found". Without one, the bare code is sent.
    using Error = std::function<Response(const Request&, int status, std::string_view code)>;
    Error api_error;
    Error error_page;

    // `scratch` holds captures that had percent signs; captures stand as long as it and `path` do.
    Match match(Method method, std::string_view path, std::string& scratch) const;
    const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

private:
    struct Node;
    Route& add(Method method, std::string_view pattern, BodyType body, Handler handler);
    std::vector<std::unique_ptr<Route>> routes_;
    std::unique_ptr<Node> root_;
};

}  // namespace starfish
