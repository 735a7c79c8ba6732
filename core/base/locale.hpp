// The languages of the product.
#pragma once

#include <cstdint>
#include <string_view>

namespace starfish {

enum class Locale : std::uint8_t { zh_cn, en };

// "zh-CN" or "en", as in lang attributes.
std::string_view language_tag(Locale locale);
// From a list of tags such as "en", "en-GB", "zh-CN,zh;q=0.9": the first supported language in the
// list wins; zh-CN if the list has no supported language.
Locale locale_from(std::string_view accept_language);

}  // namespace starfish
