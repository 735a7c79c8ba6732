// Whether a state-changing request comes from a page of ours: browsers say where from, and a site
// of someone else's must not act in our visitor's name.
#pragma once

#include "server/http/request.hpp"

namespace starfish {

// By Origin, else Sec-Fetch-Site, else Referer. A request with none of them is no browser's
// doing, and carries no cookie that its sender does not hold: it is let through.
bool is_own_origin(const Request& request);

// Who is asking: the peer, or whom a proxy on this machine says it speaks for, by the last name in
// X-Forwarded-For. From elsewhere that header is anyone's claim and not looked at.
std::string_view client_address(const Request& request, std::string_view peer);

// "localhost", "127.0.0.1", "[::1]", with or without a port: plain http is private there.
bool is_loopback_host(std::string_view host);

}  // namespace starfish
