// The sentences of pages. `say` fills in numbers; here the names of people and things as well.
//
//   sentence(locale, "page.group_of", {}, {{"leader", "陈姐"}})            陈姐的团
//   sentence_html(locale, "page.joined_reached", {{"people", 23}, …})      已有 <b>23</b> 人 …
#pragma once

#include "core/words/words.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace starfish {

// Fills {name}. What stands in `text` is never read as a placeholder or as a mark.
struct NamedText {
    std::string_view name;
    std::string_view text;
};

// Plain text: to be escaped by whoever writes it into a page.
std::string sentence(Locale locale, std::string_view key, std::initializer_list<Fact> facts = {},
                     std::initializer_list<NamedText> texts = {});
// The same as HTML: everything is escaped, and what stands between two * in the sentence is bold.
std::string sentence_html(Locale locale, std::string_view key,
                          std::initializer_list<Fact> facts = {},
                          std::initializer_list<NamedText> texts = {});

// & < > " ' as entities: safe as text and within quoted attributes.
std::string escaped(std::string_view text);

}  // namespace starfish
