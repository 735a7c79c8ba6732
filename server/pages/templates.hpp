// Loads site/templates. For each language every template is assembled from its parts, gets its
// fixed sentences, and is compiled once.
//
//   {{> part}}         another template's text
//   [[page.pickup]]    the sentence of that key, escaped
//   {{name}} {{#…}}    Mustache, filled in for each page; {{{html}}} must be made of escaped text
//
// Indentation is removed, and so are line breaks after > and }}; any other line break becomes a
// space.
#pragma once

#include "core/words/words.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <kainjow/mustache.hpp>

namespace starfish {

using PageData = kainjow::mustache::data;
using PageList = kainjow::mustache::list;

// A template in its language before compilation. `text_of` gives a template's text by name, and an
// empty view for an unknown name, which asserts.
std::string assembled(Locale locale, std::string_view name,
                      const std::function<std::string_view(std::string_view)>& text_of);
// The keys in [[…]].
std::vector<std::string_view> keys_in(std::string_view text);

// Not thread-safe: rendering belongs to the I/O thread.
class Templates {
public:
    Templates();
    // `name` is one of "groupbuy", "order", "landing", "notice", "checkout", "invitation".
    std::string rendered(Locale locale, std::string_view name, const PageData& data);

private:
    std::map<std::string, kainjow::mustache::mustache, std::less<>> compiled_;  // "en/order"
};

// The text of site/templates/<name>.mustache; empty if there is none.
std::string_view template_text(std::string_view name);

}  // namespace starfish
