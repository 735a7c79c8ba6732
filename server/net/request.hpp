// A request as handlers see it: complete, within the limits, with the path parsed. All views are
// valid until the handler returns: an asynchronous handler copies what it needs later.
#pragma once

#include "server/net/limits.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace starfish {

enum class Method : std::uint8_t { get, head, post, put, delete_, options, other };

// For example "GET"; "OTHER" for a method without routes.
std::string_view name_of(Method method);

struct HeaderField {
    std::string_view name;
    std::string_view value;
};

struct Request {
    Method method{};
    std::string_view target;      // as sent: /g/abc?lang=en
    std::string_view path;        // as sent: /g/abc
    std::string_view query;       // as sent: lang=en
    std::string_view host;        // the Host header: this server, with the port if it is not 80
    std::string_view public_url;  // configured https://HOST of this server, or ""; see Host
    std::string_view remote;      // the client's address, without a port
    std::string_view body;
    bool is_body_cut{};  // `body` is only the beginning: the rest exceeded the route's limit
    std::span<const HeaderField> fields;
    // Values of the route's {…} segments, percent-decoded, in order.
    std::array<std::string_view, limits::captures_max> captures;

    // The value of the first field with that name, ignoring case; "" if there is none.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
    // Percent-decoded; nullopt if it is absent or an escape is broken.
    std::optional<std::string> query_value(std::string_view name) const;
};

// Compares ignoring ASCII case; `lower` must be in lower case.
bool is_same_name(std::string_view text, std::string_view lower);

}  // namespace starfish
