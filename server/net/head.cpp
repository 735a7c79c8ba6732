#include "server/net/head.hpp"

#include "core/base/json/write.hpp"

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace starfish {
namespace {

// Forbids framing and content sniffing, and sends no Referer to other sites, because the link of an
// order grants access to it. `same-origin` instead of `no-referrer`: with the latter, browsers send
// "Origin: null" with our own forms.
constexpr std::string_view for_all =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

constexpr std::string_view security_policy_of(Policy policy) {
    switch (policy) {
        case Policy::page:
            return "Content-Security-Policy: default-src 'none'; style-src 'self'; "
                   "img-src 'self' data:; font-src 'self'; script-src 'self'; "
                   "connect-src 'self'; manifest-src 'self'; form-action 'self'; "
                   "base-uri 'none'; frame-ancestors 'none'\r\n";
        case Policy::dashboard:
            return "Content-Security-Policy: default-src 'none'; "
                   "script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
                   "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
                   "worker-src 'self'; manifest-src 'self'; form-action 'self'; "
                   "base-uri 'none'; frame-ancestors 'none'\r\n";
        case Policy::data:
            break;
    }
    return "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
}

}  // namespace

std::string_view reason_of(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Status";
    }
}

void write_head(std::string& out, const Response& response, std::string_view date_line,
                bool keep_alive) {
    out += "HTTP/1.1 ";
    json::write(out, response.status);
    out += ' ';
    out += reason_of(response.status);
    out += "\r\n";
    out += date_line;
    if (!response.content_type.empty()) {
        out += "Content-Type: ";
        out += response.content_type;
        out += "\r\n";
    }
    if (!response.stream && response.status != 204 && response.status != 304) {
        out += "Content-Length: ";
        json::write(out, response.bytes().size());
        out += "\r\n";
    }
    if (!keep_alive) out += "Connection: close\r\n";
    out += for_all;
    if (!response.own_security_policy) out += security_policy_of(response.policy);
    out += response.headers;
    out += "\r\n";
}

std::string date_line_at(std::int64_t unix_seconds) {
    using namespace std::chrono;
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_seconds time{seconds(unix_seconds)};
    const auto day = floor<std::chrono::days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    return fmt::format("Date: {}, {:02} {} {} {:02}:{:02}:{:02} GMT\r\n",
                       days.at(weekday{day}.c_encoding()), static_cast<unsigned>(date.day()),
                       months.at(static_cast<unsigned>(date.month()) - 1),
                       static_cast<int>(date.year()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

}  // namespace starfish
