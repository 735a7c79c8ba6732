// Parses bytes into requests, within the limits, with Boost.Beast. Independent of sockets.
//
//   reader.next();                                     // a new request
//   while (reader.state() == need_more) take(reader.put(bytes));
#pragma once

#include "server/net/request.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class RequestReader {
public:
    enum class State : std::uint8_t {
        header,   // more bytes are needed
        body,     // the header is whole: request() has all but the body
        whole,    // request() is whole
        refused,  // error_status() and error_code() say why
    };

    RequestReader();
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    // Starts a new request. A body announced as longer than `body_bytes_max` is refused.
    void next(std::size_t body_bytes_max = limits::body_bytes_max);
    // Sets the body's limit once the header is complete. The bytes of the body after `bytes_max`
    // are dropped, up to `cut_bytes_max` in all. False if the announced length exceeds both.
    bool allow_body(std::size_t bytes_max, std::size_t cut_bytes_max = 0);
    // Consumes bytes from the front and returns how many. Stops after the header, so that the
    // request can be refused before its body is read. Does not consume bytes of an incomplete
    // header: the caller passes them again together with the bytes that follow.
    std::size_t put(std::string_view bytes);
    State state() const { return state_; }

    // The request except `remote` and `captures`, which the connection sets.
    const Request& request() const { return request_; }
    bool has_body() const;    // a body was announced
    bool keep_alive() const;  // never for HTTP/1.0
    int error_status() const { return error_status_; }
    std::string_view error_code() const { return error_code_; }

private:
    class Parser;
    struct Slice {
        std::size_t start{}, size{};
    };
    void refuse(int status, std::string_view code);
    void refuse_for(int beast_error);
    void finish_header();
    std::string_view view(Slice slice) const {
        return std::string_view(memory_).substr(slice.start, slice.size);
    }
    Slice keep(std::string_view text);

    std::unique_ptr<Parser> parser_;
    State state_ = State::header;
    std::string memory_;  // target and header fields, one after the other
    std::vector<std::pair<Slice, Slice>> slices_;
    std::vector<HeaderField> fields_;
    Slice target_;
    bool target_too_long_ = false;  // then target_ is only the beginning
    std::string body_;
    std::size_t body_kept_max_ = 0;
    Request request_;
    int version_ = 11;
    int error_status_ = 0;
    std::string_view error_code_;
};

}  // namespace starfish
