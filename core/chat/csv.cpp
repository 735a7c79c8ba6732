#include "core/base/text.hpp"
#include "core/chat/table.hpp"

#include <algorithm>

namespace starfish::chat {
namespace {

Refusal refusal(std::string_view code, std::size_t line) {
    return {RefusalKind::invalid,
            code,
            "line " + std::to_string(line),
            {{"line", static_cast<std::int64_t>(line)}}};
}

class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        const std::string_view first = text.substr(0, text.find('\n'));
        if (first.contains('\t') && !first.contains(',')) separator_ = '\t';
    }

    Result<std::vector<TableRow>> read() {
        while (at_ < text_.size()) {
            row_ = {.line_number = line_};
            if (const auto no = read_row()) return std::unexpected(*no);
            const bool is_blank = std::ranges::all_of(
                row_.cells, [](const std::string& cell) { return trimmed(cell).empty(); });
            if (!is_blank) rows_.push_back(std::move(row_));
            if (rows_.size() > table_rows_max)
                return std::unexpected(refusal("jielong.table_too_large", line_));
        }
        return std::move(rows_);
    }

private:
    bool at_line_end() const {
        return at_ >= text_.size() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
    }

    std::optional<Refusal> read_row() {
        for (;;) {
            std::string cell;
            auto no =
                at_ < text_.size() && text_[at_] == '"' ? read_quoted(cell) : read_plain(cell);
            if (no) return no;
            row_.cells.push_back(std::move(cell));
            if (row_.cells.size() > table_columns_max)
                return refusal("jielong.table_too_large", line_);
            if (at_line_end()) break;
            ++at_;  // the separator
        }
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) ++at_;
        ++line_;
        return std::nullopt;
    }

    std::optional<Refusal> read_plain(std::string& cell) {
        const std::size_t begin = at_;
        while (!at_line_end() && text_[at_] != separator_) {
            if (text_[at_] == '"') return refusal("jielong.stray_quote", line_);
            ++at_;
        }
        cell = text_.substr(begin, at_ - begin);
        return std::nullopt;
    }

    std::optional<Refusal> read_quoted(std::string& cell) {
        const std::size_t begin = line_;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                ++at_;
            } else if (text_[at_] == '"') {
                ++at_;
                if (!at_line_end() && text_[at_] != separator_)
                    return refusal("jielong.stray_quote", line_);
                return std::nullopt;
            }
            if (text_[at_] == '\n') ++line_;
            cell += text_[at_];
        }
        return refusal("jielong.open_quote", begin);
    }

    std::string_view text_;
    char separator_ = ',';
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    TableRow row_;
    std::vector<TableRow> rows_;
};

std::size_t first_line_not_utf8(std::string_view text) {
    std::size_t line = 1;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (!utf8_length(text.substr(0, end))) return line;
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    return line;
}

}  // namespace

Result<std::vector<TableRow>> read_cells(std::string_view csv) {
    if (csv.size() > text_bytes_max) return std::unexpected(refusal("jielong.table_too_large", 1));
    if (!utf8_length(csv))
        return std::unexpected(refusal("jielong.not_utf8", first_line_not_utf8(csv)));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
    return CsvReader(csv).read();
}

Result<std::vector<TableEntry>> read_csv(std::string_view csv, std::span<const Item> items) {
    const auto rows = read_cells(csv);
    if (!rows) return std::unexpected(rows.error());
    return read_table(*rows, items);
}

}  // namespace starfish::chat
