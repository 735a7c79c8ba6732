#include "server/workbook/xml.hpp"

#include <expat.h>

#include <memory>

namespace starfish {
namespace {

struct Reading {
    const XmlHandlers& handlers;
    XML_Parser parser;

    void stop_unless(bool goes_on) const {
        if (!goes_on) XML_StopParser(parser, XML_FALSE);
    }
};

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void begin_element(void* data, const XML_Char* name, const XML_Char** pairs) {
    const auto& reading = *static_cast<Reading*>(data);
    XmlAttributes attributes;
    for (; *pairs; pairs += 2) attributes.insert_or_assign(pairs[0], pairs[1]);
    if (reading.handlers.begin)
        reading.stop_unless(reading.handlers.begin(without_prefix(name), attributes));
}

void end_element(void* data, const XML_Char* name) {
    const auto& reading = *static_cast<Reading*>(data);
    if (reading.handlers.end) reading.stop_unless(reading.handlers.end(without_prefix(name)));
}

void take_text(void* data, const XML_Char* text, int length) {
    const auto& reading = *static_cast<Reading*>(data);
    if (reading.handlers.text)
        reading.handlers.text(std::string_view(text, static_cast<std::size_t>(length)));
}

void refuse_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Reading*>(data)->stop_unless(false);
}

}  // namespace

bool read_xml(std::string_view document, const XmlHandlers& handlers) {
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
        XML_ParserCreate(nullptr), &XML_ParserFree);
    if (!parser) return false;
    Reading reading{handlers, parser.get()};
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), begin_element, end_element);
    XML_SetCharacterDataHandler(parser.get(), take_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), refuse_doctype);
    return XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE) ==
           XML_STATUS_OK;
}

}  // namespace starfish
