#include "core/rules/unreadable.hpp"

#include "core/rules/reward_plan.hpp"

#include <span>
#include <utility>

namespace starfish::rules {
namespace {

void add_list(std::string& sentence, const std::string& intro,
              std::span<const std::string_view> words) {
    if (words.empty()) return;
    sentence += intro;
    for (bool first = true; const std::string_view word : words) {
        if (!std::exchange(first, false)) sentence += ", ";
        sentence += word;
    }
}

}  // namespace

std::string say_unreadable(Locale locale, const json::ReadError& error, std::string_view text) {
    std::string sentence = say(locale, error.code);
    if (error.code == json::out_of_range)
        add_list(sentence, say(locale, "input.words_allowed"), words_at(error.path));
    if (error.code == json::missing_field && error.path.find('.') == std::string::npos)
        add_list(sentence, say(locale, "input.members_missing"),
                 missing_members(without_mark(text)));
    return sentence;
}

}  // namespace starfish::rules
