#include "server/net/origin.hpp"

#include <algorithm>

#include <arpa/inet.h>

namespace starfish {
namespace {

// The authority of a URL: "a.example:1" for "https://a.example:1/x"; "" if there is none ("null").
std::string_view authority_of(std::string_view url) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (url.starts_with(scheme)) {
            url.remove_prefix(scheme.size());
            return url.substr(0, url.find_first_of("/?#"));
        }
    return {};
}

// A proxy may add or remove the scheme's default port.
std::string_view without_default_port(std::string_view authority) {
    for (const std::string_view port : {":80", ":443"})
        if (authority.ends_with(port)) return authority.substr(0, authority.size() - port.size());
    return authority;
}

bool is_loopback(std::string_view address) {
    return address == "127.0.0.1" || address == "::1";
}

bool names_us(std::string_view url, const Request& request) {
    const std::string_view authority = without_default_port(authority_of(url));
    return !authority.empty() &&
           (authority == without_default_port(request.host) ||
            authority == without_default_port(authority_of(request.public_url)));
}

}  // namespace

bool is_own_origin(const Request& request) {
    if (const auto origin = request.header("origin"); !origin.empty())
        return names_us(origin, request);
    if (const auto site = request.header("sec-fetch-site"); !site.empty())
        return site == "same-origin" || site == "none";
    if (const auto referer = request.header("referer"); !referer.empty())
        return names_us(referer, request);
    return true;
}

std::string_view client_address(const Request& request, std::string_view peer) {
    if (constexpr std::string_view mapped = "::ffff:"; peer.starts_with(mapped))
        peer.remove_prefix(mapped.size());
    if (!is_loopback(peer)) return peer;
    std::string_view claim = request.header("x-forwarded-for");
    if (const std::size_t comma = claim.rfind(','); comma != std::string_view::npos)
        claim.remove_prefix(comma + 1);
    while (claim.starts_with(' ')) claim.remove_prefix(1);
    return claim.empty() ? peer : claim;
}

bool is_from_this_machine(const Request& request) {
    return is_loopback(request.remote) && request.header("x-forwarded-for").empty() &&
           request.header("forwarded").empty();
}

std::string network_of(std::string_view address) {
    std::string text(address);
    in6_addr parsed{};
    if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return text;
    constexpr std::size_t network_bytes = 8;
    return {reinterpret_cast<const char*>(&parsed), network_bytes};
}

bool is_by_https(const Request& request) {
    return request.public_url.starts_with("https://") || !is_loopback_host(request.host);
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
    });
}

bool is_loopback_host(std::string_view host) {
    const std::size_t bracket = host.find(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const std::string_view name = host.substr(0, colon);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

}  // namespace starfish
