// The origin of requests. Browsers send where a request comes from, so that another site cannot
// make a visitor's browser change state here.
#pragma once

#include "server/net/request.hpp"

#include <string>
#include <string_view>

namespace starfish {

// Checks Origin, otherwise Sec-Fetch-Site, otherwise Referer, against Host and the public URL. A
// request without all three passes: it does not come from a browser, so it has only cookies that
// the sender owns.
bool is_own_origin(const Request& request);

// The client's address: the last name in X-Forwarded-For if the peer is a proxy on this machine,
// otherwise the peer. From another machine that header can be forged, so it is ignored. An IPv4
// address mapped into IPv6 is returned as IPv4.
std::string_view client_address(const Request& request, std::string_view peer);

// True if the peer is on this machine and is not a proxy for another client.
bool is_from_this_machine(const Request& request);

// A key for one customer's network: the IPv4 address, or the first 64 bits of an IPv6 address,
// which is the smallest network a provider assigns (RFC 6177).
std::string network_of(std::string_view address);

// True if the browser uses https, to us or to a proxy before us. Judged by the public URL,
// otherwise by the host. Cookies are then sent over https only.
bool is_by_https(const Request& request);

// True if `host` has the form of a host name, with or without a port.
bool is_host(std::string_view host);

// True for "localhost", "127.0.0.1" and "[::1]", with or without a port: plain http is private
// there.
bool is_loopback_host(std::string_view host);

}  // namespace starfish
