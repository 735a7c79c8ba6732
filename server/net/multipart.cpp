#include "server/net/multipart.hpp"

#include "server/net/limits.hpp"
#include "server/net/request.hpp"

#include <algorithm>
#include <string>

namespace starfish {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t part_header_bytes_max = 1024;

// Removes the text before `mark` and the mark itself; returns the text, nullopt without a mark.
std::optional<std::string_view> take_until(std::string_view& text, std::string_view mark) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view taken = text.substr(0, at);
    text.remove_prefix(at + mark.size());
    return taken;
}

// The boundary: 1 to 70 characters, quoted or not (RFC 2046, 5.1.1).
std::optional<std::string_view> boundary_in(std::string_view content_type) {
    constexpr std::string_view mark = "boundary=";
    if (!take_until(content_type, mark)) return std::nullopt;
    std::string_view boundary = content_type.substr(0, content_type.find(';'));
    if (boundary.size() > 2 && boundary.starts_with('"') && boundary.ends_with('"'))
        boundary = boundary.substr(1, boundary.size() - 2);
    const bool good = std::ranges::all_of(boundary, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("'()+_,-./:=?").find(c) != std::string_view::npos;
    });
    if (!good || boundary.empty() || boundary.size() > 70) return std::nullopt;
    return boundary;
}

struct PartHead {
    std::string_view name;
    bool is_file{};
};

// A quotation mark ends the value: browsers write %22 for a quotation mark inside.
std::optional<std::string_view> parameter(std::string_view value, std::string_view mark) {
    if (!take_until(value, mark)) return std::nullopt;
    return take_until(value, "\"");
}

std::optional<PartHead> read_head(std::string_view head) {
    PartHead part;
    while (!head.empty()) {
        std::string_view line = head.substr(0, head.find(line_end));
        head.remove_prefix(std::min(line.size() + line_end.size(), head.size()));
        const auto field = take_until(line, ":");
        if (!field) return std::nullopt;
        if (!is_same_name(*field, "content-disposition")) continue;
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        if (!line.starts_with("form-data;")) return std::nullopt;
        const auto name = parameter(line, "; name=\"");
        if (!name || name->empty()) return std::nullopt;
        part.name = *name;
        part.is_file = parameter(line, "; filename=\"").has_value();
    }
    if (part.name.empty()) return std::nullopt;
    return part;
}

}  // namespace

std::optional<MultipartForm> read_multipart(std::string_view content_type, std::string_view body,
                                            bool is_cut) {
    const auto boundary = boundary_in(content_type);
    if (!boundary) return std::nullopt;
    const std::string first = "--" + std::string(*boundary);
    const std::string next = std::string(line_end) + first;
    if (!body.starts_with(first)) return std::nullopt;
    body.remove_prefix(first.size());
    MultipartForm form;
    while (body.starts_with(line_end)) {
        body.remove_prefix(line_end.size());
        const auto head_text = take_until(body, "\r\n\r\n");
        if (!head_text || head_text->size() > part_header_bytes_max) return std::nullopt;
        const auto head = read_head(*head_text);
        const auto content = take_until(body, next);
        if (head && !content && is_cut) return form;
        if (!head || !content) return std::nullopt;
        if (!head->is_file) {
            if (!form.fields.add(std::string(head->name), std::string(*content)))
                return std::nullopt;
        } else if (!content->empty()) {
            if (!form.file_field.empty()) return std::nullopt;
            form.file_field = head->name;
            form.file = *content;
        }
    }
    if (body != "--" && body != "--\r\n") return std::nullopt;
    return form;
}

}  // namespace starfish
