#include "server/outbound/transport.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace starfish::outbound {
namespace {

constexpr std::size_t idle_handles_max = 4;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::optional<std::string> part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK || !text) return std::nullopt;
    std::string copy = text;
    curl_free(text);
    return copy;
}

bool is_loopback_host(std::string_view host) {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

std::string host_of(const std::string& url) {
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return "";
    return part_of(parsed.get(), CURLUPART_HOST).value_or("");
}

// What libcurl's callbacks fill.
struct Receiving {
    HttpAnswer answer;
    bool too_large = false;
};

std::size_t receive_body(char* data, std::size_t, std::size_t size, void* user) {
    auto& receiving = *static_cast<Receiving*>(user);
    std::string& body = receiving.answer.body;
    if (body.size() + size > CurlTransport::answer_bytes_max) {
        receiving.too_large = true;
        return CURL_WRITEFUNC_ERROR;
    }
    body.append(data, size);
    return size;
}

std::size_t receive_header(char* data, std::size_t, std::size_t size, void* user) {
    auto& receiving = *static_cast<Receiving*>(user);
    const std::string_view line(data, size);
    auto& headers = receiving.answer.headers;
    // A new status line: what came before belonged to an interim answer (100 Continue).
    if (line.starts_with("HTTP/")) headers.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return size;
    if (headers.size() >= CurlTransport::headers_max) {
        receiving.too_large = true;
        return 0;
    }
    headers.push_back({std::string(trimmed(line.substr(0, colon))),
                       std::string(trimmed(line.substr(colon + 1)))});
    return size;
}

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

List list_of(const std::vector<HttpHeader>& headers) {
    List list;
    for (const HttpHeader& header : headers) {
        curl_slist* const longer =
            curl_slist_append(list.get(), (header.name + ": " + header.value).c_str());
        if (!longer) throw std::bad_alloc();
        static_cast<void>(list.release());
        list.reset(longer);
    }
    return list;
}

template <class T>
void set(CURL* handle, CURLoption option, T value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
        throw std::runtime_error("libcurl does not take an option it must");
}

void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
    std::string_view value;
    int count = 0;
    for (const HttpHeader& header : headers) {
        if (!is_same_name(header.name, name)) continue;
        value = header.value;
        ++count;
    }
    return count == 1 ? value : std::string_view();
}

std::expected<void, std::string> check_base_url(std::string_view url) {
    const std::string text(url);
    const std::unique_ptr<CURLU, FreeUrl> parsed(curl_url());
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return std::unexpected("is not a URL");
    const auto scheme = part_of(parsed.get(), CURLUPART_SCHEME).value_or("");
    const auto host = part_of(parsed.get(), CURLUPART_HOST).value_or("");
    for (const CURLUPart part :
         {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT})
        if (part_of(parsed.get(), part))
            return std::unexpected("may have a scheme, a host and a port, and nothing else");
    if (part_of(parsed.get(), CURLUPART_PATH).value_or("/") != "/")
        return std::unexpected("may have no path");
    if (scheme == "https") return {};
    if (scheme == "http" && is_loopback_host(host)) return {};
    return std::unexpected("must be https (plain http is for a loopback address alone)");
}

void CurlTransport::FreeHandle::operator()(void* handle) const {
    curl_easy_cleanup(handle);
}

CurlTransport::CurlTransport(std::string base_url, std::string ca_file)
    : base_url_(std::move(base_url)), ca_file_(std::move(ca_file)) {
    start_curl();
    while (base_url_.ends_with('/')) base_url_.pop_back();
    is_loopback_ = is_loopback_host(host_of(base_url_));
}

CurlTransport::~CurlTransport() = default;

CurlTransport::Handle CurlTransport::take_handle() {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
        Handle handle = std::move(idle_.back());
        idle_.pop_back();
        return handle;
    }
    Handle handle(curl_easy_init());
    if (!handle) throw std::bad_alloc();
    return handle;
}

void CurlTransport::give_back(Handle handle) {
    const std::scoped_lock lock(mutex_);
    if (idle_.size() < idle_handles_max) idle_.push_back(std::move(handle));
}

void CurlTransport::prepare(void* handle, const HttpRequest& request,
                            const std::string& url) const {
    curl_easy_reset(handle);  // the connection stays
    set(handle, CURLOPT_URL, url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, is_loopback_ ? "http,https" : "https");
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
    set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!ca_file_.empty()) set(handle, CURLOPT_CAINFO, ca_file_.c_str());
    // An environment's proxy is for the world outside.
    if (is_loopback_) set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);  // time-outs without SIGALRM: there are other threads
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_ms_max));
    set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_ms_max));
    set(handle, CURLOPT_MAXFILESIZE, static_cast<long>(answer_bytes_max));
    set(handle, CURLOPT_WRITEFUNCTION, receive_body);
    set(handle, CURLOPT_HEADERFUNCTION, receive_header);
    if (request.method == "POST") {
        set(handle, CURLOPT_POST, 1L);
        set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        set(handle, CURLOPT_POSTFIELDS, request.body.data());
    }
}

std::expected<HttpAnswer, std::string> CurlTransport::send(const HttpRequest& request) {
    Handle handle = take_handle();
    const std::string url = base_url_ + request.target;
    const List headers = list_of(request.headers);
    Receiving receiving;
    prepare(handle.get(), request, url);
    set(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&receiving));
    set(handle.get(), CURLOPT_HEADERDATA, static_cast<void*>(&receiving));
    const CURLcode code = curl_easy_perform(handle.get());
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    give_back(std::move(handle));
    if (receiving.too_large || code == CURLE_FILESIZE_EXCEEDED)
        return std::unexpected("the answer is larger than any of theirs");
    if (code != CURLE_OK) return std::unexpected(curl_easy_strerror(code));
    receiving.answer.status = static_cast<int>(status);
    return std::move(receiving.answer);
}

}  // namespace starfish::outbound
