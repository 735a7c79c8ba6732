// A handler's response. The connection adds Date, Content-Length and the security headers of the
// response's policy, and omits the body for HEAD and 304.
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

// Selects the security headers of a response.
enum class Policy : std::uint8_t {
    page,       // HTML: default-src 'none', only our own scripts, styles, images and forms
    dashboard,  // /app/: our own scripts and WebAssembly
    data,       // JSON, files: may load nothing
};

// An endless body. I/O thread only.
class Stream {
public:
    virtual ~Stream() = default;
    // The bytes to send next. "": nothing yet; the stream then calls `wake` once there is more, but
    // not within `next`. nullopt: the stream has ended.
    virtual std::optional<std::string> next(std::function<void()> wake) = 0;
};

struct Response {
    int status = 200;
    Policy policy = Policy::data;
    std::string_view content_type;  // static text; "" sends none
    std::string body;
    std::shared_ptr<const std::string> shared;  // sent instead of `body`, without a copy
    std::shared_ptr<Stream> stream;             // sent instead of both; the connection then closes
    std::string headers;                        // more header lines, each ended by CR LF: see `set`
    bool close = false;                         // close the connection after this answer
    bool own_security_policy = false;           // `set` added a Content-Security-Policy

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

// Content in all its encodings, encoded once and sent many times.
struct EncodedContent {
    std::string_view content_type;  // static text
    Policy policy = Policy::data;
    std::string cache_control;
    std::string etag;  // of the content, with quotes; each encoding adds a mark inside them
    std::shared_ptr<const std::string> identity;
    std::shared_ptr<const std::string> gzip;    // or none
    std::shared_ptr<const std::string> brotli;  // or none
};

// The best accepted encoding (brotli, gzip, identity), with Vary and ETag; 304 if the client has
// that encoding already.
Response answer(const Request& request, const EncodedContent& content);

// A strong ETag: 128 bits of BLAKE2b of the content in base64url, in quotes.
std::string etag_of(std::string_view content);
// nullptr if the compressed content is not smaller.
std::shared_ptr<const std::string> gzipped(std::string_view content, int level = 6);

// False if `coding` is absent from Accept-Encoding or has q=0.
bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);
// True for "*", or if the list has `etag`, weak or strong (RFC 9110, 13.1.2).
bool none_match_holds(std::string_view if_none_match, std::string_view etag);

}  // namespace starfish
