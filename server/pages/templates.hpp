// site/templates, made ready: for each language every template is put together from its parts,
// has its fixed sentences filled in, and is compiled once.
//
//   {{> part}}         another template's text
//   [[page.pickup]]    the sentence of that key, escaped
//   {{name}} {{#…}}    Mustache, filled in for each page; {{{html}}} must be made of escaped text
//
// Indentation vanishes. So does a line break after > or }}; any other becomes a space.
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

// A template in its language, before it is compiled. `text_of` gives a template's text by name and
// an empty view for a name that is none: that asserts.
std::string assembled(Locale locale, std::string_view name,
                      const std::function<std::string_view(std::string_view)>& text_of);
// The keys that stand in [[…]].
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
