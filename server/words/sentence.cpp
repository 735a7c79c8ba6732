#include "server/words/sentence.hpp"

#include <algorithm>

namespace starfish {
namespace {

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
}

// The text whose {name} starts `rest`, or nullptr.
const NamedText* text_named_at(std::string_view rest, std::initializer_list<NamedText> texts) {
    const auto* const found = std::ranges::find_if(texts, [&](const NamedText& text) {
        return rest.size() >= text.name.size() + 2 && rest[0] == '{' &&
               rest.substr(1).starts_with(text.name) && rest[text.name.size() + 1] == '}';
    });
    return found == texts.end() ? nullptr : found;
}

std::string filled(std::string_view words, std::initializer_list<NamedText> texts, bool html) {
    std::string out;
    bool bold = false;
    while (!words.empty()) {
        if (const NamedText* named = text_named_at(words, texts)) {
            html ? append_escaped(out, named->text) : void(out += named->text);
            words.remove_prefix(named->name.size() + 2);
            continue;
        }
        if (words[0] == '*') {
            bold = !bold;
            if (html) out += bold ? "<b>" : "</b>";
        } else if (html) {
            append_escaped(out, words.substr(0, 1));
        } else {
            out += words[0];
        }
        words.remove_prefix(1);
    }
    return out;
}

}  // namespace

std::string sentence(Locale locale, std::string_view key, std::initializer_list<Fact> facts,
                     std::initializer_list<NamedText> texts) {
    return filled(say(locale, key, facts), texts, false);
}

std::string sentence_html(Locale locale, std::string_view key, std::initializer_list<Fact> facts,
                          std::initializer_list<NamedText> texts) {
    return filled(say(locale, key, facts), texts, true);
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    append_escaped(out, text);
    return out;
}

}  // namespace starfish
