#include "server/net/admission.hpp"

#include "server/net/origin.hpp"

#include <algorithm>

namespace starfish {
namespace {

bool changes_state(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

constexpr std::string_view workbook_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

bool has_type(const Request& request, BodyType type) {
    const std::string_view sent = request.header("content-type");
    const std::string_view name = sent.substr(0, sent.find_first_of("; "));
    switch (type) {
        case BodyType::none:
            return true;
        case BodyType::form:
            return is_same_name(name, "application/x-www-form-urlencoded");
        case BodyType::json:
            return is_same_name(name, "application/json");
        case BodyType::multipart:
            return is_same_name(name, "multipart/form-data");
        case BodyType::image:
            return is_same_name(name.substr(0, std::min(name.find('/') + 1, name.size())),
                                "image/");
        case BodyType::workbook:
            return is_same_name(name, workbook_type);
    }
    return false;
}

Response answer_unrouted(const Router& router, const Request& request, const Router::Match& match) {
    if (!match.allow.empty()) {
        Response r = error_answer(router, request, 405, "http.method");
        r.set("Allow", match.allow);
        return r;
    }
    if (router.fallback && (request.method == Method::get || request.method == Method::head))
        if (auto file = router.fallback(request)) return std::move(*file);
    return error_answer(router, request, 404, "http.not_found");
}

}  // namespace

std::optional<Response> answer_by_header(const Router& router, const Request& request,
                                         const Router::Match& match) {
    if (!match.route) return answer_unrouted(router, request, match);
    if (!changes_state(request.method)) return std::nullopt;
    if (!is_own_origin(request)) return error_answer(router, request, 403, "http.origin");
    if (!has_type(request, match.route->body) || !request.header("content-encoding").empty())
        return error_answer(router, request, 415, "http.content_type");
    return std::nullopt;
}

Response error_answer(const Router& router, const Request& request, int status,
                      std::string_view code) {
    const auto& error = request.path.starts_with("/api/") ? router.api_error : router.error_page;
    return error ? error(request, status, code) : text_body(status, code);
}

}  // namespace starfish
