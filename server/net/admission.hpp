// Decisions that need a request's header only, taken before the body is read.
#pragma once

#include "server/net/router.hpp"

#include <optional>
#include <string_view>

namespace starfish {

// The final answer if the handler must not run: 404, 405 with Allow, a static file, 403 to a
// foreign origin, or 415. nullopt if the route's handler gets the request.
std::optional<Response> answer_by_header(const Router& router, const Request& request,
                                         const Router::Match& match);

// An error response of the server itself, formatted by the router's api_error or error_page.
Response error_answer(const Router& router, const Request& request, int status,
                      std::string_view code);

}  // namespace starfish
