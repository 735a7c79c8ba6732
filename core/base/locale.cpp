#include "core/base/locale.hpp"

#include <algorithm>

namespace starfish {

std::string_view language_tag(Locale locale) {
    return locale == Locale::en ? "en" : "zh-CN";
}

Locale locale_from(std::string_view accept_language) {
    while (!accept_language.empty()) {
        const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
        std::string_view tag = accept_language.substr(0, comma);
        while (tag.starts_with(' ')) tag.remove_prefix(1);
        if (tag.starts_with("zh")) return Locale::zh_cn;
        if (tag.starts_with("en")) return Locale::en;
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
    }
    return Locale::zh_cn;
}

}  // namespace starfish
