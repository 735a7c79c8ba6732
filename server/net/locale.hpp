// The language that a request asks for.
#pragma once

#include "core/base/locale.hpp"
#include "server/net/request.hpp"

namespace starfish {

// ?lang= if present, otherwise Accept-Language, otherwise zh-CN.
Locale locale_of(const Request& request);
// True if ?lang= is absent, zh-CN or en. A file is never sent in another language than the named
// one.
bool has_known_language(const Request& request);

}  // namespace starfish
