#include "server/exports/workbook.hpp"

#include "core/base/characters.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <stdexcept>
#include <string_view>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace starfish::exports {
namespace {

constexpr std::size_t cell_characters_max = 32'767;  // Excel's limits
constexpr std::size_t name_characters_max = 31;

void check(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error(lxw_strerror(error));
}

// The library writes to a path. This path leads to memory, so names and phones reach no disk.
class MemoryFile {
public:
    MemoryFile() : file_(memfd_create("workbook", MFD_CLOEXEC)) {
        if (file_ < 0) throw std::runtime_error("memfd_create");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { close(file_); }

    std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

    std::string bytes() const {
        std::string all;
        std::array<char, 65'536> part{};
        if (lseek(file_, 0, SEEK_SET) != 0) throw std::runtime_error("lseek");
        for (ssize_t got = 0; (got = read(file_, part.data(), part.size())) != 0;) {
            if (got < 0) throw std::runtime_error("read");
            all.append(part.data(), static_cast<std::size_t>(got));
        }
        return all;
    }

private:
    int file_;
};

bool is_hex(char32_t c) {
    return is_digit(c) || (c >= U'a' && c <= U'f') || (c >= U'A' && c <= U'F');
}

// Valid UTF-8 within Excel's limits. Excel reads "_x0041_" as "A" (ECMA-376, ST_Xstring), so the
// underscore that starts such a sequence is escaped.
std::string cell_text(std::string_view text) {
    const std::u32string in = characters(text);
    std::u32string out;
    for (std::size_t i = 0; i < in.size() && out.size() < cell_characters_max; ++i) {
        const std::u32string_view rest = std::u32string_view(in).substr(i);
        const bool escape = rest.size() >= 7 && rest.starts_with(U"_x") && rest[6] == U'_' &&
                            std::ranges::all_of(rest.substr(2, 4), is_hex);
        out += escape ? std::u32string(U"_x005F_") : std::u32string(1, in[i]);
    }
    out.resize(std::min(out.size(), cell_characters_max));
    return utf8(out);
}

// A unique tab name: short, without the characters that Excel forbids.
std::string tab_name(std::string_view name, std::set<std::string>& taken) {
    std::u32string plain = characters(name);
    std::erase_if(plain, [](char32_t c) {
        return c < U' ' || std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos;
    });
    for (int copy = 1;; ++copy) {
        const std::string end = copy == 1 && !plain.empty() ? "" : " " + std::to_string(copy);
        const std::string whole =
            utf8(std::u32string_view(plain).substr(0, name_characters_max - end.size())) + end;
        if (taken.insert(whole).second) return whole;
    }
}

struct Formats {
    explicit Formats(lxw_workbook* book) {
        for (lxw_format** format : {&text, &title, &note, &header, &heading, &total, &figure})
            *format = workbook_add_format(book);
        // Text cells: text that begins with = stays text when somebody edits it.
        for (lxw_format* words : {text, title, note, header, heading})
            format_set_num_format(words, "@");
        for (lxw_format* bold : {title, header, heading, total}) format_set_bold(bold);
        format_set_font_size(title, 14);
        format_set_bottom(header, LXW_BORDER_THIN);
        format_set_bg_color(heading, 0xEFECE5);
        format_set_top(total, LXW_BORDER_THIN);
        for (lxw_format* wrapped : {text, header}) {
            format_set_text_wrap(wrapped);
            format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
        }
    }

    lxw_format* text;
    lxw_format* title;
    lxw_format* note;
    lxw_format* header;
    lxw_format* heading;
    lxw_format* total;
    lxw_format* figure;
};

class SheetWriter {
public:
    SheetWriter(lxw_worksheet* sheet, const Formats& formats) : sheet_(sheet), formats_(formats) {}

    void write(const Table& table, SheetHead head) {
        if (head == SheetHead::titled) {
            text(0, table.title, formats_.title);
            ++row_;
            for (std::size_t from = 0; from < table.note.size(); ++row_) {
                const std::size_t end = std::min(table.note.find('\n', from), table.note.size());
                text(0, table.note.substr(from, end - from), formats_.note);
                from = end + 1;
            }
        }
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            constexpr double characters_per_share = 9;
            const auto column = static_cast<lxw_col_t>(i);
            text(column, table.columns[i].header, formats_.header);
            worksheet_set_column(sheet_, column, column,
                                 4 + characters_per_share * table.columns[i].width, nullptr);
        }
        worksheet_repeat_rows(sheet_, row_, row_);
        ++row_;
        worksheet_freeze_panes(sheet_, row_, 0);
        for (const Row& row : table.rows) write(row);
    }

private:
    void write(const Row& row) {
        if (row.kind == RowKind::cut) return;  // the heading after it shows the same
        lxw_format* const of_text = row.kind == RowKind::heading ? formats_.heading
                                    : row.kind == RowKind::total ? formats_.total
                                                                 : formats_.text;
        lxw_format* const of_number = row.kind == RowKind::total ? formats_.total : formats_.figure;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            if (const auto* number = std::get_if<std::int64_t>(&row.cells[i]))
                check(worksheet_write_number(sheet_, row_, column, static_cast<double>(*number),
                                             of_number));
            else
                text(column, std::get<std::string>(row.cells[i]), of_text);
        }
        ++row_;
    }

    void text(lxw_col_t column, const std::string& value, lxw_format* format) {
        check(worksheet_write_string(sheet_, row_, column, cell_text(value).c_str(), format));
    }

    lxw_worksheet* sheet_;
    const Formats& formats_;
    lxw_row_t row_ = 0;
};

struct FreeWorkbook {
    void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};

}  // namespace

std::string workbook(std::span<const Table> tables, SheetHead head) {
    const MemoryFile file;
    const std::string path = file.path();
    std::unique_ptr<lxw_workbook, FreeWorkbook> book(workbook_new(path.c_str()));
    if (!book) throw std::runtime_error("workbook_new");
    const Formats formats(book.get());
    std::set<std::string> taken;
    for (const Table& table : tables) {
        const std::string name = tab_name(table.name, taken);
        lxw_worksheet* const sheet = workbook_add_worksheet(book.get(), name.c_str());
        if (!sheet) throw std::runtime_error("workbook_add_worksheet");
        SheetWriter(sheet, formats).write(table, head);
    }
    check(workbook_close(book.release()));  // frees the workbook, also after an error
    return file.bytes();
}

}  // namespace starfish::exports
