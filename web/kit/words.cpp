#include "web/kit/words.hpp"

#include "web/platform/platform.hpp"

namespace starfish::web {

std::string_view word(Word word) {
    constexpr std::string_view chinese[] = {"减少", "增加", "当前", "处理中…"};
    constexpr std::string_view english[] = {"Less", "More", "Current", "Working…"};
    const bool in_english = platform::environment().locale == Locale::en;
    return (in_english ? english : chinese)[static_cast<int>(word)];
}

}  // namespace starfish::web
