// Sentences for pages. `say` fills in numbers; these functions also fill in names of people and
// things.
//
//   sentence(locale, "page.group_of", {}, {{"leader", "陈姐"}})            陈姐的团
//   sentence_html(locale, "page.joined_reached", {{"people", 23}, …})      已有 <b>23</b> 人 …
#pragma once

#include "core/words/words.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace starfish {

// Fills {name}. Placeholders and marks within `text` are not interpreted.
struct NamedText {
    std::string_view name;
    std::string_view text;
};

// Plain text: the caller must escape it in HTML.
std::string sentence(Locale locale, std::string_view key, std::initializer_list<Fact> facts = {},
                     std::initializer_list<NamedText> texts = {});
// The same as HTML: everything is escaped, and text between two * is bold.
std::string sentence_html(Locale locale, std::string_view key,
                          std::initializer_list<Fact> facts = {},
                          std::initializer_list<NamedText> texts = {});

// Escapes & < > " ' as entities: safe as text and within quoted attributes.
std::string escaped(std::string_view text);

}  // namespace starfish
