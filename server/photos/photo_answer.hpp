// A stored photo as an answer.
#pragma once

#include "server/net/response.hpp"

#include <string>
#include <utility>

namespace starfish::photos {

// The reader's browser may keep it for a day: its bytes never change, but it may be erased.
inline Response photo_answer(std::string bytes) {
    Response r;
    r.content_type = "image/jpeg";
    r.body = std::move(bytes);
    r.set("Cache-Control", "private, max-age=86400, immutable");
    return r;
}

}  // namespace starfish::photos
