// A request as handlers see it: whole, within its limits, its path already taken apart. All views
// stand until the handler returns: who answers later copies what the answer needs.
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

// "GET"; "OTHER" for what no route takes.
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
    std::string_view host;        // the Host header: names us, with the port if it is not 80
    std::string_view public_url;  // https://HOST where others reach us, whatever Host says; or ""
    std::string_view remote;      // the client's address, without a port
    std::string_view body;
    bool is_body_cut{};  // it was longer than the route keeps: here is its beginning
    std::span<const HeaderField> fields;
    // What the route's {…} stand for, percent-decoded, in order.
    std::array<std::string_view, limits::captures_max> captures;

    // The first field of that name, whatever its case; "" if there is none.
    std::string_view header(std::string_view name) const;
    std::string_view cookie(std::string_view name) const;
    // Percent-decoded; nullopt if the query does not have it or spells it wrong.
    std::optional<std::string> query_value(std::string_view name) const;
};

// Whether `text` is `lower`, which is in lower case, whatever the ASCII case of `text`.
bool is_same_name(std::string_view text, std::string_view lower);

}  // namespace starfish
