#include "server/exports/list_pdf.hpp"

#include "server/exports/canvas.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace starfish::exports {
namespace {

constexpr double a4_short = 595.28;
constexpr double a4_long = 841.89;
constexpr double margin = 36;
constexpr double padding = 3;  // in a cell
constexpr double foot_height = 18;
// With more columns than these, words break in the middle.
constexpr std::size_t portrait_columns_max = 8;
constexpr std::size_t landscape_columns_max = 12;
constexpr int cell_lines_max = 12;  // so that every row fits on a page
constexpr double cut_height = 18;

constexpr Colour list_ink = rgb(0x1A2A30);
constexpr Colour list_muted = rgb(0x56666C);
constexpr Colour list_rule = rgb(0xBDB7AA);
constexpr Colour shade = rgb(0xEFECE5);

constexpr TextStyle title_style{.size = 14, .bold = true, .colour = list_ink, .lines_max = 2};
constexpr TextStyle note_style{.size = 9, .colour = list_muted, .lines_max = 4};
constexpr TextStyle cell_style{.size = 9, .colour = list_ink, .lines_max = cell_lines_max};
constexpr TextStyle heading_style{.size = 10, .bold = true, .colour = list_ink, .lines_max = 2};

TextStyle with_width(TextStyle style, double width, bool right = false) {
    style.width = width;
    style.right = right;
    return style;
}

// The rows [from, to) of one part of the list.
struct RowPage {
    const Table* table;
    std::size_t from;
    std::size_t to;
};

class ListPages {
public:
    ListPages(const Table& table, Locale locale)
        : is_landscape_(table.columns.size() > portrait_columns_max),
          width_(is_landscape_ ? a4_long : a4_short),
          height_(is_landscape_ ? a4_short : a4_long),
          locale_(locale),
          parts_(
              split_columns(table, is_landscape_ ? landscape_columns_max : portrait_columns_max)),
          document_({width_, height_}, table.title),
          canvas_(document_.canvas()) {}

    std::string bytes() && {
        std::vector<RowPage> pages;
        for (const Table& part : parts_) append_pages(part, pages);
        for (std::size_t i = 0; i < pages.size(); ++i) draw(pages[i], i + 1, pages.size());
        return std::move(document_).bytes();
    }

private:
    double inside() const { return width_ - 2 * margin; }

    std::vector<double> column_widths(const Table& table) const {
        double shares = 0;
        for (const Column& column : table.columns) shares += column.width;
        std::vector<double> widths;
        widths.reserve(table.columns.size());
        for (const Column& column : table.columns)
            widths.push_back(inside() * column.width / shares);
        return widths;
    }

    double head_height(const Table& table) {
        return canvas_.measure(table.title, with_width(title_style, inside())).height +
               canvas_.measure(table.note, with_width(note_style, inside())).height + 4 * padding +
               row_height(table, header_of(table));
    }

    static Row header_of(const Table& table) {
        Row header{.kind = RowKind::total};
        for (const Column& column : table.columns) header.cells.emplace_back(column.header);
        return header;
    }

    TextStyle style_of(const Table& table, const Row& row, std::size_t i, double width) const {
        TextStyle style = with_width(cell_style, width - 2 * padding, table.columns[i].right);
        style.bold = row.kind == RowKind::total;
        return style;
    }

    double row_height(const Table& table, const Row& row) {
        if (row.kind == RowKind::cut) return cut_height;
        if (row.kind == RowKind::heading) {
            const auto style = with_width(heading_style, inside() - 2 * padding);
            return canvas_.measure(text_of(row.cells[0]), style).height + 3 * padding;
        }
        const std::vector<double> widths = column_widths(table);
        double height = 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const auto style = style_of(table, row, i, widths[i]);
            height = std::max(height, canvas_.measure(text_of(row.cells[i]), style).height);
        }
        return height + 2 * padding;
    }

    void append_pages(const Table& table, std::vector<RowPage>& pages) {
        const double room = height_ - 2 * margin - foot_height - head_height(table);
        RowPage page{&table, 0, 0};
        double used = 0;
        for (std::size_t i = 0; i < table.rows.size();) {
            // A heading stays with the row below it.
            double height = row_height(table, table.rows[i]);
            std::size_t next = i + 1;
            while (next < table.rows.size() && table.rows[next - 1].kind == RowKind::heading)
                height += row_height(table, table.rows[next++]);
            if (used + height > room && page.to > page.from) {
                pages.push_back(page);
                // The end of the page is a cut as well.
                if (table.rows[i].kind == RowKind::cut) ++i, next = i;
                page = {&table, i, i};
                used = 0;
                if (next == i) continue;
            }
            used += height;
            page.to = i = next;
        }
        pages.push_back(page);
    }

    void draw(const RowPage& page, std::size_t number, std::size_t count) {
        const Table& table = *page.table;
        double y = margin;
        y += canvas_.text(margin, y, table.title, with_width(title_style, inside())).height +
             padding;
        y += canvas_.text(margin, y, table.note, with_width(note_style, inside())).height;
        y += 3 * padding;
        y += draw_row(table, header_of(table), y);
        for (std::size_t i = page.from; i < page.to; ++i) y += draw_row(table, table.rows[i], y);
        const std::string foot = say(locale_, "export.page",
                                     {{"page", static_cast<std::int64_t>(number)},
                                      {"pages", static_cast<std::int64_t>(count)}});
        canvas_.text(margin, height_ - margin - foot_height / 2, foot,
                     with_width(note_style, inside(), true));
        document_.end_page();
    }

    double draw_row(const Table& table, const Row& row, double y) {
        const double height = row_height(table, row);
        const double right = margin + inside();
        if (row.kind == RowKind::cut) {
            const double middle = y + height / 2;
            const std::string words = say(locale_, "export.cut_here");
            const TextStyle style{.size = 7, .colour = list_muted};
            const Size size = canvas_.measure(words, style);
            canvas_.text(margin, middle - size.height / 2, words, style);
            canvas_.line(margin + size.width + padding, middle, right, middle, list_muted, 0.7,
                         true);
            return height;
        }
        if (row.kind == RowKind::heading) {
            canvas_.fill({margin, y + padding / 2, inside(), height - padding}, shade);
            canvas_.text(margin + padding, y + 1.5 * padding, text_of(row.cells[0]),
                         with_width(heading_style, inside() - 2 * padding));
            return height;
        }
        const std::vector<double> widths = column_widths(table);
        double x = margin;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            canvas_.text(x + padding, y + padding, text_of(row.cells[i]),
                         style_of(table, row, i, widths[i]));
            x += widths[i];
        }
        const double weight = row.kind == RowKind::total ? 1 : 0.4;
        canvas_.line(margin, y + height, right, y + height, list_rule, weight);
        return height;
    }

    bool is_landscape_;
    double width_;
    double height_;
    Locale locale_;
    std::vector<Table> parts_;
    PdfDocument document_;
    Canvas& canvas_;
};

}  // namespace

std::string list_pdf(const Table& table, Locale locale) {
    return ListPages(table, locale).bytes();
}

}  // namespace starfish::exports
