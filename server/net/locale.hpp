// Which language a request wants its sentences in.
#pragma once

#include "core/words/words.hpp"
#include "server/net/request.hpp"

namespace starfish {

// ?lang= if it is there, else Accept-Language, else zh-CN.
Locale locale_of(const Request& request);
// Whether ?lang= is left out or one of zh-CN and en: who asks for a file gets no other than she
// named.
bool has_known_language(const Request& request);

}  // namespace starfish
