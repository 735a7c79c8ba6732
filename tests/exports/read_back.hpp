// Readers of the exported files, so that tests see them as others will: .xlsx by zlib and a small
// reader of XML, PDF by pdftotext, QR codes by zbarimg.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>
#include <zlib.h>

namespace starfish::exports {

// The members of a zip archive by name, from its central directory; their checksums must hold.
inline std::map<std::string, std::string> unzipped(std::string_view zip) {
    const auto number = [&](std::size_t at, std::size_t bytes) {
        std::size_t value = 0;
        for (std::size_t i = bytes; i-- > 0;)
            value = value << 8 | static_cast<unsigned char>(zip.at(at + i));
        return value;
    };
    const std::size_t end = zip.rfind("PK\x05\x06");
    REQUIRE(end != std::string_view::npos);
    std::map<std::string, std::string> members;
    std::size_t at = number(end + 16, 4);
    for (std::size_t left = number(end + 10, 2); left-- > 0;) {
        REQUIRE(zip.substr(at, 4) == "PK\x01\x02");
        const std::size_t packed = number(at + 20, 4);
        const std::size_t local = number(at + 42, 4);
        const std::size_t data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        std::string text(number(at + 24, 4), '\0');
        z_stream stream{};
        REQUIRE(inflateInit2(&stream, -MAX_WBITS) == Z_OK);
        stream.next_in =
            reinterpret_cast<Bytef*>(const_cast<char*>(zip.substr(data, packed).data()));
        stream.avail_in = static_cast<uInt>(packed);
        stream.next_out = reinterpret_cast<Bytef*>(text.data());
        stream.avail_out = static_cast<uInt>(text.size());
        CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
        inflateEnd(&stream);
        CHECK(crc32(0, reinterpret_cast<const Bytef*>(text.data()),
                    static_cast<uInt>(text.size())) == number(at + 16, 4));
        members.emplace(zip.substr(at + 46, number(at + 28, 2)), std::move(text));
        at += 46 + number(at + 28, 2) + number(at + 30, 2) + number(at + 32, 2);
    }
    return members;
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

inline std::string without_entities(std::string text) {
    text = replaced(std::move(text), "&lt;", "<");
    text = replaced(std::move(text), "&gt;", ">");
    text = replaced(std::move(text), "&quot;", "\"");
    return replaced(replaced(std::move(text), "&amp;", "&"), "_x005F_", "_");
}

// Every element `name` of an XML text that contains no element of the same name: attributes and
// contents.
struct Element {
    std::string attributes;
    std::string inside;
};
inline std::vector<Element> elements(const std::string& xml, const std::string& name) {
    std::vector<Element> found;
    for (std::size_t at = 0; (at = xml.find("<" + name, at)) != std::string::npos;) {
        at += name.size() + 1;
        if (xml[at] != ' ' && xml[at] != '>' && xml[at] != '/') continue;
        const std::size_t close = xml.find('>', at);
        Element& element = found.emplace_back();
        element.attributes = xml.substr(at, close - at);
        if (xml[close - 1] == '/') continue;
        const std::size_t end = xml.find("</" + name + ">", close);
        element.inside = xml.substr(close + 1, end - close - 1);
    }
    return found;
}

inline std::string attribute(const Element& element, const std::string& name) {
    const std::size_t at = element.attributes.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 3;
    return without_entities(
        element.attributes.substr(from, element.attributes.find('"', from) - from));
}

struct SheetCell {
    bool is_number{};
    std::string text;
};
struct Worksheet {
    std::string name;
    std::vector<std::vector<SheetCell>> rows;
};

inline std::size_t column_of(const std::string& reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    return column - 1;
}

// Fails on any formula.
inline std::vector<Worksheet> read_xlsx(std::string_view bytes) {
    const auto members = unzipped(bytes);
    std::vector<std::string> shared;
    for (const Element& text : elements(members.at("xl/sharedStrings.xml"), "si"))
        shared.push_back(without_entities(elements(text.inside, "t").at(0).inside));
    std::vector<Worksheet> sheets;
    for (const Element& sheet : elements(members.at("xl/workbook.xml"), "sheet")) {
        Worksheet& read = sheets.emplace_back(Worksheet{.name = attribute(sheet, "name")});
        const std::string& xml =
            members.at("xl/worksheets/sheet" + std::to_string(sheets.size()) + ".xml");
        CHECK(elements(xml, "f").empty());
        for (const Element& row : elements(xml, "row")) {
            auto& cells = read.rows.emplace_back();
            for (const Element& cell : elements(row.inside, "c")) {
                cells.resize(column_of(attribute(cell, "r")) + 1);
                const auto value = elements(cell.inside, "v");
                if (value.empty()) continue;
                const bool text = attribute(cell, "t") == "s";
                cells.back() = {!text,
                                text ? shared.at(std::stoul(value[0].inside)) : value[0].inside};
            }
        }
    }
    return sheets;
}

// One line for each row, with bars between cells; numbers are bare, text is in quotes.
inline std::string as_text(const std::vector<Worksheet>& sheets) {
    std::string out;
    for (const Worksheet& sheet : sheets) {
        out += "[" + sheet.name + "]\n";
        for (const auto& row : sheet.rows) {
            for (const SheetCell& cell : row)
                out += "| " +
                       (cell.is_number || cell.text.empty() ? cell.text : "'" + cell.text + "'") +
                       " ";
            out += "|\n";
        }
    }
    return out;
}

// For inspection: with STARFISH_KEEP=FOLDER in the environment the file is written there.
inline void keep(std::string_view bytes, const std::string& name) {
    if (const char* const folder = std::getenv("STARFISH_KEEP"))
        std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

// A temporary file with `bytes`, deleted with the object.
class TemporaryFile {
public:
    TemporaryFile(std::string_view bytes, const std::string& ending)
        : path_(std::filesystem::temp_directory_path() /
                ("starfish-" + std::to_string(getpid()) + ending)) {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::filesystem::remove(path_); }
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

inline std::string output_of(const std::string& command) {
    std::string out;
    FILE* const pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> part{};
    while (const std::size_t got = fread(part.data(), 1, part.size(), pipe))
        out.append(part.data(), got);
    CHECK(pclose(pipe) == 0);
    return out;
}

// The words of a PDF line by line; pages end in a line "----". Exact positions depend on the fonts,
// so a run of spaces counts as one.
inline std::string pdf_text(std::string_view pdf) {
    const TemporaryFile file(pdf, ".pdf");
    std::string out;
    for (const char c : output_of("pdftotext -layout -enc UTF-8 " + file.path() + " -")) {
        if (c == '\f') {
            out += "----\n";
        } else if (c == ' ' || c == '\n') {
            if (out.empty() || out.back() == '\n') continue;
            if (out.back() == ' ') out.pop_back();
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

// The texts of the QR codes in a PNG or PBM, one per line.
inline std::string qr_text(std::string_view picture, const std::string& ending = ".png") {
    const TemporaryFile file(picture, ending);
    return output_of("zbarimg --quiet --raw -Sdisable -Sqrcode.enable " + file.path() +
                     " 2>/dev/null");
}

}  // namespace starfish::exports
