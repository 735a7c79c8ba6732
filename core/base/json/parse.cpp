#include "core/base/json/parse.hpp"

namespace starfish::json {

const boost::json::value* Document::parse(std::string_view text) {
    value_ = nullptr;
    parser_.reset();
    // A new resource each time: one that is only released doubles its next block for ever.
    memory_.emplace(buffer_.data(), buffer_.size());
    parser_.reset(&*memory_);
    boost::system::error_code error;
    parser_.write(text.data(), text.size(), error);
    if (error) return nullptr;
    // The released value keeps the monotonic memory as its own, so the assignment copies nothing.
    value_.~value();
    new (&value_) boost::json::value(parser_.release());
    return &value_;
}

}  // namespace starfish::json
