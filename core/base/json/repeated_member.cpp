#include "core/base/json/repeated_member.hpp"

#include <algorithm>
#include <vector>

namespace starfish::json {
namespace {

// An object or array that is open.
struct Level {
    bool is_object{};
    bool name_next{};  // in an object: the next string is a name, not a value
    std::vector<std::string_view> names;
    std::size_t items{};
};

// The raw text, escapes included, between the quote at `open` and the closing quote.
std::string_view quoted(std::string_view text, std::size_t open) {
    std::size_t close = open + 1;
    while (close < text.size() && text[close] != '"') close += text[close] == '\\' ? 2 : 1;
    return text.substr(open + 1, close - open - 1);
}

std::string pointer_to(const std::vector<Level>& levels) {
    std::string pointer;
    for (const Level& level : levels)
        pointer +=
            level.is_object ? pointer_step(level.names.back()) : "/" + std::to_string(level.items);
    return pointer;
}

}  // namespace

std::string pointer_step(std::string_view name) {
    std::string step = "/";
    for (const char c : name) {
        if (c == '~')
            step += "~0";
        else if (c == '/')
            step += "~1";
        else
            step += c;
    }
    return step;
}

std::optional<std::string> repeated_member(std::string_view text) {
    std::vector<Level> levels;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '{' || c == '[') {
            levels.push_back({c == '{', c == '{', {}, 0});
        } else if (c == '}' || c == ']') {
            levels.pop_back();
        } else if (c == ',') {
            levels.back().name_next = levels.back().is_object;
            ++levels.back().items;
        } else if (c == '"') {
            const std::string_view name = quoted(text, at);
            at += name.size() + 1;
            if (levels.empty() || !levels.back().name_next) continue;
            Level& level = levels.back();
            level.name_next = false;
            const bool repeats = std::ranges::find(level.names, name) != level.names.end() ||
                                 name.find('\\') != std::string_view::npos;
            level.names.push_back(name);
            if (repeats) return pointer_to(levels);
        }
    }
    return std::nullopt;
}

}  // namespace starfish::json
