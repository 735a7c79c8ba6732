#include "server/net/router.hpp"

#include "server/net/form.hpp"

#include <cassert>
#include <map>

namespace starfish {

// One segment in the tree of patterns.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
    std::unique_ptr<Node> any;
    std::array<const Route*, 6> by_method{};
    std::string allow;
};

namespace {

std::string_view next_segment(std::string_view& path) {
    const std::size_t end = path.find('/');
    const std::string_view segment = path.substr(0, end);
    path = end == std::string_view::npos ? std::string_view{} : path.substr(end + 1);
    return segment;
}

// False for ".", ".." and segments with a hidden separator: no route matches them.
bool is_clean(std::string_view segment) {
    return segment != "." && segment != ".." &&
           segment.find_first_of(std::string_view("/\\\0", 3)) == std::string_view::npos;
}

}  // namespace

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::get(std::string_view pattern, Immediate handler) {
    add(Method::get, pattern, BodyType::none, std::move(handler));
}
Router::Route& Router::get(std::string_view pattern, Asynchronous handler) {
    return add(Method::get, pattern, BodyType::none, std::move(handler));
}
void Router::post(std::string_view pattern, BodyType body, Immediate handler) {
    add(Method::post, pattern, body, std::move(handler));
}
Router::Route& Router::post(std::string_view pattern, BodyType body, Asynchronous handler) {
    return add(Method::post, pattern, body, std::move(handler));
}
void Router::delete_(std::string_view pattern, Immediate handler) {
    add(Method::delete_, pattern, BodyType::none, std::move(handler));
}
void Router::delete_(std::string_view pattern, Asynchronous handler) {
    add(Method::delete_, pattern, BodyType::none, std::move(handler));
}

Router::Route& Router::add(Method method, std::string_view pattern, BodyType body,
                           Handler handler) {
    assert(pattern.starts_with('/'));
    auto route = std::make_unique<Route>(
        Route{method, std::string(pattern), body, std::move(handler), routes_.size()});
    Node* node = root_.get();
    pattern.remove_prefix(1);
    for (bool more = true; more;) {
        more = pattern.find('/') != std::string_view::npos;
        const std::string_view segment = next_segment(pattern);
        auto& next = segment.starts_with('{') ? node->any : node->literal[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    const Route*& place = node->by_method.at(static_cast<std::size_t>(method));
    assert(!place);
    place = route.get();
    if (!node->allow.empty()) node->allow += ", ";
    node->allow += name_of(method);
    if (method == Method::get) node->allow += ", HEAD";
    return *routes_.emplace_back(std::move(route));
}

Router::Match Router::match(Method method, std::string_view path, std::string& scratch) const {
    Match match;
    if (!path.starts_with('/')) return match;
    path.remove_prefix(1);
    // Reserve once: decoded captures are not longer than the path, so views stay valid.
    scratch.clear();
    scratch.reserve(path.size());
    const Node* node = root_.get();
    std::size_t captures = 0;
    for (bool more = true; more;) {
        more = path.find('/') != std::string_view::npos;
        std::string_view segment = next_segment(path);
        if (segment.find('%') != std::string_view::npos) {
            const auto decoded = percent_decoded(segment);
            if (!decoded) return {};
            const std::size_t start = scratch.size();
            scratch += *decoded;
            segment = std::string_view(scratch).substr(start);
        }
        if (!is_clean(segment)) return {};
        const auto literal = node->literal.find(segment);
        if (literal != node->literal.end()) {
            node = literal->second.get();
        } else if (node->any && !segment.empty() && captures < limits::captures_max) {
            match.captures[captures++] = segment;
            node = node->any.get();
        } else {
            return {};
        }
    }
    const Method wanted = method == Method::head ? Method::get : method;
    if (wanted != Method::other) match.route = node->by_method.at(static_cast<std::size_t>(wanted));
    if (!match.route) match.allow = node->allow;
    return match;
}

}  // namespace starfish
