#include "core/base/json/parse.hpp"

namespace starfish::json {

const boost::json::value* Document::parse(std::string_view text) {
    value_ = nullptr;
    parser_.reset();
    // A new resource each time: if it were only released, each next block would be twice as large.
    memory_.emplace(buffer_.data(), buffer_.size());
    parser_.reset(&*memory_);
    boost::system::error_code error;
    parser_.write(text.data(), text.size(), error);
    if (error) return nullptr;
    // The released value uses the monotonic memory. Move construction copies nothing.
    value_.~value();
    new (&value_) boost::json::value(parser_.release());
    return &value_;
}

}  // namespace starfish::json
