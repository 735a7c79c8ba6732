#include "server/net/request_reader.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <optional>

namespace starfish {
namespace {

namespace beast_http = boost::beast::http;
using Failure = boost::system::error_code;
using boost::beast::string_view;

Method method_from(beast_http::verb verb) {
    switch (verb) {
        case beast_http::verb::get:
            return Method::get;
        case beast_http::verb::head:
            return Method::head;
        case beast_http::verb::post:
            return Method::post;
        case beast_http::verb::put:
            return Method::put;
        case beast_http::verb::delete_:
            return Method::delete_;
        case beast_http::verb::options:
            return Method::options;
        default:
            return Method::other;
    }
}

bool is_method_char(char c) {
    return (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || (c >= 'a' && c <= 'z');
}

// The parser waits for a whole header. This check refuses at once what cannot begin a request.
bool may_begin_request(std::string_view bytes) {
    constexpr std::size_t method_length_max = 24;
    const std::size_t space = bytes.find(' ');
    const std::string_view method = bytes.substr(0, space);
    return method.size() <= method_length_max && space > 0 &&
           std::ranges::all_of(method, is_method_char);
}

bool is_target(std::string_view target) {
    return target.starts_with('/') && std::ranges::all_of(target, [](char c) {
               return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
           });
}

}  // namespace

class RequestReader::Parser final : public beast_http::basic_parser<true> {
public:
    Parser(RequestReader& reader, std::size_t body_bytes_max) : reader_(&reader) {
        header_limit(limits::header_bytes_max);
        body_limit(body_bytes_max);
    }

private:
    void on_request_impl(beast_http::verb method, string_view, string_view target, int version,
                         Failure& error) override {
        reader_->version_ = version;
        reader_->request_.method = method_from(method);
        // Of a too long target, the beginning is kept: it decides the kind of error answer.
        reader_->target_too_long_ = target.size() > limits::target_bytes_max;
        reader_->target_ = reader_->keep(target.substr(0, limits::target_bytes_max));
        if (reader_->target_too_long_) error = beast_http::error::header_limit;
    }
    void on_response_impl(int, string_view, int, Failure&) override {}
    void on_field_impl(beast_http::field, string_view name, string_view value,
                       Failure& error) override {
        if (reader_->slices_.size() == limits::header_fields_max)
            error = beast_http::error::header_limit;
        else
            reader_->slices_.emplace_back(reader_->keep(name), reader_->keep(value));
    }
    void on_header_impl(Failure&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const& length, Failure&) override {
        // Limited, since the announced bytes may never come.
        if (length)
            reader_->body_.reserve(
                std::min(static_cast<std::size_t>(*length), limits::body_bytes_max));
    }
    std::size_t on_body_impl(string_view body, Failure&) override {
        const std::size_t room = reader_->body_kept_max_ - reader_->body_.size();
        reader_->body_.append(body.data(), std::min(body.size(), room));
        if (body.size() > room) reader_->request_.is_body_cut = true;
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, Failure&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, Failure& error) override {
        return on_body_impl(body, error);
    }
    void on_finish_impl(Failure&) override {}

    RequestReader* reader_;
};

RequestReader::RequestReader() {
    next();
}
RequestReader::~RequestReader() = default;

void RequestReader::next(std::size_t body_bytes_max) {
    parser_ = std::make_unique<Parser>(*this, body_bytes_max);
    body_kept_max_ = body_bytes_max;
    state_ = State::header;
    memory_.clear();
    slices_.clear();
    target_ = {};
    target_too_long_ = false;
    // Free the memory of a large body.
    if (body_.capacity() > limits::body_bytes_max) std::string().swap(body_);
    body_.clear();
    request_ = {};
    error_status_ = 0;
}

bool RequestReader::allow_body(std::size_t bytes_max, std::size_t cut_bytes_max) {
    const std::size_t read_bytes_max = std::max(bytes_max, cut_bytes_max);
    body_kept_max_ = bytes_max;
    parser_->body_limit(read_bytes_max);
    const auto length = parser_->content_length();
    return !length || *length <= read_bytes_max;
}

RequestReader::Slice RequestReader::keep(std::string_view text) {
    const Slice slice{memory_.size(), text.size()};
    memory_ += text;
    return slice;
}

bool RequestReader::has_body() const {
    const auto length = parser_->content_length();
    return parser_->chunked() || (length && *length > 0);
}

bool RequestReader::keep_alive() const {
    return version_ == 11 && parser_->keep_alive();
}

std::size_t RequestReader::put(std::string_view bytes) {
    std::size_t taken = 0;
    if (!parser_->got_some()) {
        // RFC 9112, 2.2: an empty line before a request is skipped.
        while (taken < 2 && (bytes.starts_with('\r') || bytes.starts_with('\n'))) {
            bytes.remove_prefix(1);
            ++taken;
        }
        if (bytes.empty()) return taken;
        if (!may_begin_request(bytes)) return refuse(400, "http.malformed"), taken;
    }
    while (state_ != State::refused && !parser_->is_done()) {
        const bool had_header = parser_->is_header_done();
        Failure error;
        const std::size_t used =
            parser_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        taken += used;
        bytes.remove_prefix(used);
        if (error == beast_http::error::need_more) return taken;
        if (error) return refuse_for(error.value()), taken;
        if (!had_header && parser_->is_header_done()) {
            finish_header();
            if (state_ == State::body) return taken;
        } else if (used == 0) {
            return taken;
        }
    }
    if (state_ != State::refused) {
        state_ = State::whole;
        request_.body = body_;
    }
    return taken;
}

void RequestReader::finish_header() {
    fields_.clear();
    for (const auto& [name, value] : slices_) fields_.push_back({view(name), view(value)});
    request_.fields = fields_;
    request_.target = view(target_);
    std::string_view target = request_.target;
    // RFC 9112, 3.2.2: a server accepts the absolute form, too.
    if (target.starts_with("http://")) {
        const std::size_t slash = target.find('/', 7);
        target = slash == std::string_view::npos ? "/" : target.substr(slash);
    }
    const std::size_t question = target.find('?');
    request_.path = target.substr(0, question);
    if (question != std::string_view::npos) request_.query = target.substr(question + 1);
    request_.host = request_.header("host");
    if (!is_target(target)) return refuse(400, "http.target");
    const auto hosts = std::ranges::count_if(
        fields_, [](const HeaderField& field) { return is_same_name(field.name, "host"); });
    if (hosts > 1 || request_.host.empty()) return refuse(400, "http.host");
    state_ = parser_->is_done() ? State::whole : State::body;
}

void RequestReader::refuse(int status, std::string_view code) {
    state_ = State::refused;
    error_status_ = status;
    error_code_ = code;
}

void RequestReader::refuse_for(int beast_error) {
    request_.target = view(target_);
    request_.path = request_.target.substr(0, request_.target.find('?'));
    switch (static_cast<beast_http::error>(beast_error)) {
        case beast_http::error::body_limit:
            return refuse(413, "http.too_large");
        case beast_http::error::header_limit:
            return target_too_long_ || target_.size == 0 ? refuse(414, "http.target_too_long")
                                                         : refuse(431, "http.header_too_large");
        default:
            return refuse(400, "http.malformed");
    }
}

}  // namespace starfish
