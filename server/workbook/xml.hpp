// Elements and text of an XML document, as they come. A document that declares entities is refused:
// workbooks have none, and bombs are made of them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace starfish {

using XmlAttributes = std::map<std::string, std::string, std::less<>>;

struct XmlHandlers {
    // Names come without their prefix: x:row is row. False: stop, the document is refused.
    std::function<bool(std::string_view element, const XmlAttributes&)> begin;
    std::function<bool(std::string_view element)> end;
    std::function<void(std::string_view text)> text;
};

// Whether all of it was well formed and accepted.
bool read_xml(std::string_view document, const XmlHandlers& handlers);

}  // namespace starfish
