#include "server/net/response.hpp"

#include "core/base/json/write.hpp"

#include <sodium.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace starfish {
namespace {

std::string_view next_item(std::string_view& list) {
    const std::size_t end = list.find(',');
    std::string_view item = list.substr(0, end);
    list = end == std::string_view::npos ? std::string_view{} : list.substr(end + 1);
    while (item.starts_with(' ') || item.starts_with('\t')) item.remove_prefix(1);
    while (item.ends_with(' ') || item.ends_with('\t')) item.remove_suffix(1);
    return item;
}

// True for "q=0" and "q=0.000": the client does not accept the coding.
bool is_zero_weight(std::string_view parameters) {
    const std::size_t q = parameters.find("q=");
    if (q == std::string_view::npos) return false;
    const std::string_view weight = parameters.substr(q + 2);
    return weight.starts_with('0') && weight.find_first_of("123456789") == std::string_view::npos;
}

// Adds `mark` inside the quotes: "\"abc\"" and "-br" give "\"abc-br\"".
std::string marked(std::string_view etag, std::string_view mark) {
    std::string result{etag.substr(0, etag.size() - 1)};
    result += mark;
    result += '"';
    return result;
}

}  // namespace

void Response::set(std::string_view name, std::string_view value) {
    headers += name;
    headers += ": ";
    std::ranges::transform(value, std::back_inserter(headers),
                           [](char c) { return c == '\r' || c == '\n' || c == '\0' ? ' ' : c; });
    headers += "\r\n";
    if (name == "Content-Security-Policy") own_security_policy = true;
}

Response html_body(int status, std::string body) {
    Response r;
    r.status = status;
    r.policy = Policy::page;
    r.content_type = "text/html; charset=utf-8";
    r.body = std::move(body);
    return r;
}
Response json_body(int status, std::string body) {
    Response r;
    r.status = status;
    r.content_type = "application/json";
    r.body = std::move(body);
    r.headers = "Cache-Control: no-store\r\n";
    return r;
}
Response text_body(int status, std::string_view body) {
    Response r;
    r.status = status;
    r.content_type = "text/plain; charset=utf-8";
    r.body = body;
    return r;
}
Response no_body(int status) {
    Response r;
    r.status = status;
    return r;
}
Response redirect(std::string_view location) {
    Response r = no_body(303);
    r.set("Location", location);
    r.set("Cache-Control", "no-store");
    return r;
}

Response json_error(int status, std::string_view code, std::string_view field,
                    std::string_view message) {
    std::string body = R"({"error":{"code":)";
    json::write(body, code);
    body += R"(,"field":)";
    json::write(body, field);
    body += R"(,"message":)";
    json::write(body, message.empty() ? code : message);
    body += R"(,"facts":{}}})";
    return json_body(status, std::move(body));
}

Response answer(const Request& request, const EncodedContent& content) {
    const std::string_view accepted = request.header("accept-encoding");
    std::string_view coding;
    Response r;
    r.shared = content.identity;
    if (content.brotli && accepts_encoding(accepted, "br")) {
        coding = "br";
        r.shared = content.brotli;
    } else if (content.gzip && accepts_encoding(accepted, "gzip")) {
        coding = "gzip";
        r.shared = content.gzip;
    }
    const std::string etag =
        coding.empty() ? content.etag : marked(content.etag, coding == "br" ? "-br" : "-gz");
    r.policy = content.policy;
    r.headers.reserve(256);
    r.set("ETag", etag);
    r.set("Cache-Control", content.cache_control);
    if (content.brotli || content.gzip) r.set("Vary", "Accept-Encoding");
    if (none_match_holds(request.header("if-none-match"), etag)) {
        r.status = 304;
        r.shared.reset();
        return r;
    }
    r.content_type = content.content_type;
    if (!coding.empty()) r.set("Content-Encoding", coding);
    return r;
}

std::string etag_of(std::string_view content) {
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                       nullptr, 0);
    std::array<char, sodium_base64_ENCODED_LEN(16, sodium_base64_VARIANT_URLSAFE_NO_PADDING)>
        encoded{};
    sodium_bin2base64(encoded.data(), encoded.size(), hash.data(), hash.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return '"' + std::string(encoded.data()) + '"';
}

std::shared_ptr<const std::string> gzipped(std::string_view content, int level) {
    z_stream stream{};
    // 15 bits of window; adding 16 selects the gzip wrapper.
    if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return nullptr;
    std::string out(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    const std::size_t size = stream.total_out;
    deflateEnd(&stream);
    if (result != Z_STREAM_END || size >= content.size()) return nullptr;
    out.resize(size);
    return std::make_shared<const std::string>(std::move(out));
}

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
    while (!accept_encoding.empty()) {
        const std::string_view item = next_item(accept_encoding);
        const std::size_t end = std::min(item.find_first_of("; "), item.size());
        if (is_same_name(item.substr(0, end), coding)) return !is_zero_weight(item.substr(end));
    }
    return false;
}

bool none_match_holds(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        std::string_view item = next_item(if_none_match);
        if (item == "*") return true;
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == etag) return true;
    }
    return false;
}

}  // namespace starfish
