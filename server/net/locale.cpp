#include "server/net/locale.hpp"

namespace starfish {

Locale locale_of(const Request& request) {
    if (!request.query.empty())
        if (const auto wanted = request.query_value("lang")) return locale_from(*wanted);
    return locale_from(request.header("accept-language"));
}

bool has_known_language(const Request& request) {
    const auto wanted = request.query_value("lang");
    return !wanted || *wanted == "zh-CN" || *wanted == "en";
}

}  // namespace starfish
