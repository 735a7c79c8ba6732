// What a handler answers. The connection adds Date, Content-Length and the security headers of its
// policy; for HEAD and 304 it leaves the body out.
//
//   return html_body(200, page);                  // a page: strict Content-Security-Policy
//   return redirect("/o/" + token);               // 303
//   Response r = json_body(200, text);
//   r.set("Retry-After", "2");
#pragma once

#include "server/net/request.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// Which security headers a response carries.
enum class Policy : std::uint8_t {
    page,  // HTML without scripts of others: default-src 'none', styles, images and forms of ours
    dashboard,  // /app/: scripts of ours and WebAssembly
    data,       // JSON, files: nothing may be loaded from it
};

// A body without an end. Everything happens on the I/O thread.
class Stream {
public:
    virtual ~Stream() = default;
    // The bytes to send next. "": nothing now, and `wake` is to be called once there is (from
    // outside of `next`). nullopt: this is the end.
    virtual std::optional<std::string> next(std::function<void()> wake) = 0;
};

struct Response {
    int status = 200;
    Policy policy = Policy::data;
    std::string_view content_type;  // static text; "" sends none
    std::string body;
    std::shared_ptr<const std::string> shared;  // sent instead of `body`, without a copy
    std::shared_ptr<Stream> stream;    // sent instead of either; the connection then closes
    std::string headers;               // further lines, each ended by CR LF: see `set`
    bool close = false;                // the connection, after this answer
    bool own_security_policy = false;  // `set` was given a Content-Security-Policy

    // `value` must be one line; a line break in it becomes a space.
    void set(std::string_view name, std::string_view value);
    std::string_view bytes() const { return shared ? std::string_view(*shared) : body; }
};

Response html_body(int status, std::string body);
Response json_body(int status, std::string body);
Response text_body(int status, std::string_view body);
Response no_body(int status);
Response redirect(std::string_view location);  // 303 See Other

// {"error":{"code":…,"field":…,"message":…,"facts":{}}}
Response json_error(int status, std::string_view code, std::string_view field = {},
                    std::string_view message = {});

// One content in its encodings, made once and sent many times.
struct Prepared {
    std::string_view content_type;  // static text
    Policy policy = Policy::data;
    std::string cache_control;
    std::string etag;  // of the content: "\"…\""; each encoding adds its own mark inside the quotes
    std::shared_ptr<const std::string> identity;
    std::shared_ptr<const std::string> gzip;    // or none
    std::shared_ptr<const std::string> brotli;  // or none
};

// The best encoding the request accepts (brotli, gzip, identity), with Vary and ETag; 304 if the
// client has it already.
Response answer(const Request& request, const Prepared& content);

// Strong, from the content: 128 bits of BLAKE2b in base64url, in quotes.
std::string etag_of(std::string_view content);
// nullptr unless it is smaller than the content.
std::shared_ptr<const std::string> gzipped(std::string_view content, int level = 6);

// What `Accept-Encoding` asks of one coding: false if it is absent or has q=0.
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);
// RFC 9110, 13.1.2: "*", or a list of which one is `etag`, weak or not.
bool none_match_holds(std::string_view if_none_match, std::string_view etag);

}  // namespace starfish
