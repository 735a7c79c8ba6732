// Whether a state-changing request comes from a page of ours: browsers say where from, and a site
// of someone else's must not act in our visitor's name.
#pragma once

#include "server/http/request.hpp"

namespace starfish {

// By Origin, else Sec-Fetch-Site, else Referer. A request with none of them is no browser's
// doing, and carries no cookie that its sender does not hold: it is let through.
bool is_own_origin(const Request& request);

// "localhost", "127.0.0.1", "[::1]", with or without a port: plain http is private there.
bool is_loopback_host(std::string_view host);

}  // namespace starfish
