#include "server/workbook/workbook.hpp"

#include "server/workbook/xml.hpp"
#include "server/workbook/zip.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>

namespace starfish {
namespace {

using chat::table_columns_max;
using chat::table_rows_max;
using chat::TableRow;

constexpr std::size_t strings_max = 1'000'000;
constexpr std::size_t text_bytes_most = 64U << 20U;  // of all cells together

std::string attribute(const XmlAttributes& attributes, std::string_view name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string() : found->second;
}

std::size_t number_or(std::string_view text, std::size_t otherwise) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

// 1 of B7; nullopt if it names no column.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
        if (++letters > 3) return std::nullopt;
    }
    return letters == 0 ? std::nullopt : std::optional(column - 1);
}

// Texts that cells refer to by number; a phonetic guide (rPh) is no part of them.
std::optional<std::vector<std::string>> shared_strings(const Zip& zip) {
    const auto document = zip.unpack("xl/sharedStrings.xml");
    if (!document) return std::vector<std::string>();
    std::vector<std::string> strings;
    bool in_text = false;
    bool in_guide = false;
    const bool read = read_xml(*document, {.begin =
                                               [&](std::string_view element, const XmlAttributes&) {
                                                   if (element == "si") strings.emplace_back();
                                                   in_guide = in_guide || element == "rPh";
                                                   in_text = element == "t" && !in_guide;
                                                   return strings.size() <= strings_max;
                                               },
                                           .end =
                                               [&](std::string_view element) {
                                                   if (element == "rPh") in_guide = false;
                                                   in_text = false;
                                                   return true;
                                               },
                                           .text =
                                               [&](std::string_view text) {
                                                   if (in_text && !strings.empty())
                                                       strings.back() += text;
                                               }});
    return read ? std::optional(std::move(strings)) : std::nullopt;
}

// Where the orders stand in the archive.
std::optional<std::string> sheet_path(const Zip& zip) {
    const auto book = zip.unpack("xl/workbook.xml");
    const auto links = zip.unpack("xl/_rels/workbook.xml.rels");
    if (!book || !links) return std::nullopt;
    std::string id;
    int best = 0;
    const auto worth = [](const std::string& name) {
        if (name.find("顾客购买") != std::string::npos) return 3;
        return name.find("订单") != std::string::npos ? 2 : 1;
    };
    const bool read =
        read_xml(*book, {.begin = [&](std::string_view element, const XmlAttributes& attributes) {
            const int value = element == "sheet" ? worth(attribute(attributes, "name")) : 0;
            if (value > best) best = value, id = attribute(attributes, "r:id");
            return true;
        }});
    std::string target;
    const bool linked =
        read &&
        read_xml(*links, {.begin = [&](std::string_view element, const XmlAttributes& attributes) {
            if (element == "Relationship" && attribute(attributes, "Id") == id)
                target = attribute(attributes, "Target");
            return true;
        }});
    if (!linked || id.empty() || target.empty()) return std::nullopt;
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

class SheetReader {
public:
    explicit SheetReader(const std::vector<std::string>& strings) : strings_(strings) {}

    std::optional<std::vector<TableRow>> read(std::string_view document) {
        const bool read = read_xml(
            document, {.begin = [this](auto element, const auto& a) { return begin(element, a); },
                       .end = [this](auto element) { return end(element); },
                       .text =
                           [this](auto text) {
                               if (in_value_) value_ += text;
                           }});
        return read ? std::optional(std::move(rows_)) : std::nullopt;
    }

private:
    bool begin(std::string_view element, const XmlAttributes& attributes) {
        if (element == "row") {
            number_ = number_or(attribute(attributes, "r"), number_ + 1);
            row_ = {.line_number = number_, .cells = {}};
        } else if (element == "c") {
            column_ = column_of(attribute(attributes, "r")).value_or(row_.cells.size());
            type_ = attribute(attributes, "t");
            value_.clear();
        }
        in_value_ = element == "v" || (element == "t" && type_ == "inlineStr");
        return column_ < table_columns_max;
    }

    bool end(std::string_view element) {
        in_value_ = false;
        if (element == "c" && !value_.empty()) {
            if (type_ == "s") {
                const std::size_t index = number_or(value_, strings_.size());
                if (index >= strings_.size()) return false;
                value_ = strings_[index];
            }
            if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
            bytes_ += value_.size();
            row_.cells[column_] = std::move(value_);
            value_.clear();
        } else if (element == "row" && !row_.cells.empty()) {
            rows_.push_back(std::move(row_));
            row_ = {};
        }
        return rows_.size() <= table_rows_max && bytes_ <= text_bytes_most;
    }

    const std::vector<std::string>& strings_;
    std::vector<TableRow> rows_;
    TableRow row_;
    std::size_t number_ = 0;
    std::size_t column_ = 0;
    std::size_t bytes_ = 0;
    std::string type_;
    std::string value_;
    bool in_value_ = false;
};

}  // namespace

std::expected<std::vector<TableRow>, std::string> read_workbook(std::string_view archive) {
    const auto zip = Zip::open(archive);
    if (!zip) return std::unexpected("no .xlsx workbook, or one that is encrypted");
    const auto path = sheet_path(*zip);
    const auto document = path ? zip->unpack(*path) : std::nullopt;
    if (!document) return std::unexpected("a workbook without a sheet, or one too large to read");
    const auto strings = shared_strings(*zip);
    if (!strings) return std::unexpected("a workbook whose texts cannot be read");
    auto rows = SheetReader(*strings).read(*document);
    if (!rows) return std::unexpected("a workbook whose sheet cannot be read, or is too large");
    return std::move(*rows);
}

std::expected<std::vector<TableRow>, std::string> read_workbook_orders(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return std::unexpected("cannot be opened");
    const auto bytes = static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0));
    if (bytes > workbook_bytes_max) return std::unexpected("larger than any workbook read here");
    std::string archive(bytes, '\0');
    file.seekg(0);
    if (!file.read(archive.data(), static_cast<std::streamsize>(bytes)))
        return std::unexpected("cannot be read");
    return read_workbook(archive);
}

}  // namespace starfish
