// Whether a state-changing request comes from a page of ours: browsers say where from, and a site
// of someone else's must not act in our visitor's name.
#pragma once

#include "server/net/request.hpp"

#include <string>
#include <string_view>

namespace starfish {

// By Origin, else Sec-Fetch-Site, else Referer; ours is Host, or the public URL. A request with
// none of them is no browser's doing, and carries no cookie that its sender does not hold: it is
// let through.
bool is_own_origin(const Request& request);

// Who is asking: the peer, or whom a proxy on this machine says it speaks for, by the last name in
// X-Forwarded-For. From elsewhere that header is anyone's claim and not looked at. An IPv4 address
// that came through an IPv6 socket is given as such.
std::string_view client_address(const Request& request, std::string_view peer);

// The request was made on this machine itself: its peer is, and is no proxy that speaks for others.
bool is_from_this_machine(const Request& request);

// Whom one customer's connection gives an address to, as a key: the IPv4 address, or the first 64
// bits of an IPv6 address, which is the least that anyone gets (RFC 6177).
std::string network_of(std::string_view address);

// Whether the browser speaks https to us, itself or to a proxy before us: by the public URL, else
// by the host. A cookie is then for https alone.
bool is_by_https(const Request& request);

// What could be the name of a host, with or without a port.
bool is_host(std::string_view host);

// "localhost", "127.0.0.1", "[::1]", with or without a port: plain http is private there.
bool is_loopback_host(std::string_view host);

}  // namespace starfish
