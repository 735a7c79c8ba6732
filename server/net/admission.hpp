// What is decided by a request's header alone, before its body is read.
#pragma once

#include "server/net/router.hpp"

#include <optional>
#include <string_view>

namespace starfish {

// The answer if the request goes no further: 404, 405 with Allow, a file, 403 to a foreign origin,
// 415. Nothing if its route's handler is to have it.
std::optional<Response> answer_by_header(const Router& router, const Request& request,
                                         const Router::Match& match);

// An error of the server's own, as the router wants it to look.
Response error_answer(const Router& router, const Request& request, int status,
                      std::string_view code);

}  // namespace starfish
