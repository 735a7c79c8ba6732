// HTTP to one base URL of somebody else, by libcurl. Blocking; safe to call from several threads.
//
// Bounds: a time limit for the whole exchange, a bound on the answer's size, no redirects, and
// certificates checked. Plain http is taken for a loopback address alone, which is what the tests'
// stand-in listens on.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::outbound {

struct HttpHeader {
    std::string name, value;
};

struct HttpRequest {
    std::string method;  // GET or POST
    std::string target;  // path and query
    std::vector<HttpHeader> headers;
    std::string body;
    std::int64_t time_ms_max{};
};

struct HttpAnswer {
    int status{};
    std::vector<HttpHeader> headers;
    std::string body;

    // The field of that name whatever its case; "" if there is none, or several.
    std::string_view header(std::string_view name) const;
};

class Transport {
public:
    Transport() = default;
    virtual ~Transport() = default;
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    // The error says why there is no whole answer; the request may have been carried out all the
    // same.
    virtual std::expected<HttpAnswer, std::string> send(const HttpRequest& request) = 0;
};

// https://HOST[:PORT], or http on a loopback address, with nothing behind it but perhaps one slash.
// The error says what is wrong with it.
std::expected<void, std::string> check_base_url(std::string_view url);

class CurlTransport : public Transport {
public:
    static constexpr std::size_t answer_bytes_max = 256 * 1024;
    static constexpr std::size_t headers_max = 100;
    static constexpr std::int64_t connect_ms_max = 3'000;

    // `base_url` as check_base_url() takes it. `ca_file`: PEM of whom to trust instead of the
    // system's authorities; "" for the system's. Throws std::runtime_error if libcurl cannot start.
    CurlTransport(std::string base_url, std::string ca_file);
    ~CurlTransport() override;

    std::expected<HttpAnswer, std::string> send(const HttpRequest& request) override;

private:
    struct FreeHandle {
        void operator()(void* handle) const;
    };
    using Handle = std::unique_ptr<void, FreeHandle>;

    Handle take_handle();
    void give_back(Handle handle);
    void prepare(void* handle, const HttpRequest& request, const std::string& url) const;

    std::string base_url_;
    std::string ca_file_;
    bool is_loopback_;
    std::mutex mutex_;
    std::vector<Handle> idle_;  // their connections stay open for the next request
};

}  // namespace starfish::outbound
