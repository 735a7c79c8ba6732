// An upcast lifts an event of an older version to the next version by changing its body.
#pragma once

#include <boost/json/fwd.hpp>

#include <string_view>

namespace starfish::json {

// Lifts the body of an event of version `from` to version `from` + 1.
struct Upcast {
    std::string_view type;  // groupbuy.joined
    int from;
    void (*lift)(boost::json::object& body);
};

}  // namespace starfish::json
