#include "web/kit/table.hpp"

#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include "imgui.h"

#include <algorithm>
#include <cmath>

namespace starfish::web::kit {
namespace {

constexpr float header_height = 32;
constexpr float cell_gap = 16;

TextStyle header_style(Align align) {
    return {.type = Type::caption, .ink = Ink::muted, .align = align, .lines_max = 1};
}

}  // namespace

Table::Table(const TableSpec& spec) : spec_(spec), sort_(spec.sort) {
    const float rows_height = spec_.row_height * static_cast<float>(spec_.rows);
    const Rect place = layout::take(header_height + rows_height);
    accessible::begin(accessible::id_of(spec_.name), {.role = accessible::Role::table,
                                                      .name = spec_.name,
                                                      .rect = place,
                                                      .rows = static_cast<int>(spec_.rows) + 1});
    lay_columns(place.width);
    for (ColumnSpan& column : columns_) column.x += place.x;
    header({place.x, place.y, place.width, header_height});
    body_ = {place.x, place.y + header_height, place.width, rows_height};
    const auto row_at = [&](float y) {
        const float rows =
            std::clamp((y - body_.y) / spec_.row_height, 0.0f, static_cast<float>(spec_.rows));
        return static_cast<std::size_t>(rows);
    };
    first_ = row_at(layout::clip().y);
    last_ = std::min(row_at(layout::clip().bottom()) + 1, spec_.rows);
}

Table::~Table() {
    end_row();
    accessible::end();
}

void Table::lay_columns(float width) {
    float fixed = cell_gap * static_cast<float>(spec_.columns.size() - 1);
    float shares = 0;
    for (const TableColumn& column : spec_.columns)
        (column.width > 1 ? fixed : shares) += column.width;
    const float left = std::max(width - fixed, 0.0f);
    float x = 0;
    for (const TableColumn& column : spec_.columns) {
        const float own = column.width > 1 ? column.width : left * column.width / shares;
        columns_.push_back({x, own});
        x += own + cell_gap;
    }
}

void Table::header(const Rect& rect) {
    accessible::begin(accessible::id_of("header"),
                      {.role = accessible::Role::row, .rect = rect, .row = 1});
    for (std::size_t i = 0; i < spec_.columns.size(); ++i)
        header_cell(i, {columns_[i].x, rect.y, columns_[i].width, rect.height});
    accessible::end();
}

void Table::header_cell(std::size_t index, const Rect& rect) {
    const TableColumn& column = spec_.columns[index];
    const bool sorted = sort_.column == static_cast<int>(index);
    accessible::Sort sort = column.sortable ? accessible::Sort::none : accessible::Sort::absent;
    if (sorted)
        sort = sort_.descending ? accessible::Sort::descending : accessible::Sort::ascending;
    accessible::begin(accessible::id_of(column.title), {.role = accessible::Role::columnheader,
                                                        .name = column.sortable ? "" : column.title,
                                                        .rect = rect,
                                                        .sort = sort});
    TextStyle style = header_style(column.align);
    const float mark = sorted ? 16 : 0;
    if (column.sortable) {
        const WidgetId id = accessible::id_of("sort");
        accessible::add(
            id,
            {.role = accessible::Role::button, .name = column.title, .rect = rect, .radius = 6});
        if (interaction().take_activation(id))
            sort_ = {static_cast<int>(index),
                     sorted ? !sort_.descending : column.align == Align::right};
        if (interaction().hovered == id || sorted) style.ink = Ink::text;
        style.bold = sorted;
    }
    const Paragraph title(column.title, style, rect.width - mark);
    const float room = rect.width - mark;
    title.draw(rect.x, rect.y + 4, room);
    if (sorted) {
        const float right = column.align == Align::right ? rect.x + room : rect.x + title.width();
        draw_icon(sort_.descending ? Icon::down : Icon::up, right + 3, rect.y + 5, 13,
                  palette().text);
    }
    accessible::end();
}

void Table::begin_row(std::size_t index) {
    end_row();
    row_open_ = true;
    row_ = index;
    column_ = 0;
    ImGui::PushID(static_cast<int>(index));
    const Rect rect{body_.x, body_.y + static_cast<float>(index) * spec_.row_height, body_.width,
                    spec_.row_height};
    accessible::begin(
        accessible::id_of("row"),
        {.role = accessible::Role::row, .rect = rect, .row = static_cast<int>(index) + 2});
    row_id_ = 0;
    if (spec_.rows_open) {
        row_id_ = accessible::id_of("open");
        if (interaction().hovered == row_id_)
            paint::fill({rect.x - 8, rect.y, rect.width + 16, rect.height},
                        paint::surface_colour(row_id_, palette().surface), 6);
        if (interaction().take_activation(row_id_)) pressed_ = index;
    }
    paint::line(rect.x, rect.y, rect.width, palette().line);
}

void Table::end_row() {
    if (!row_open_) return;
    row_open_ = false;
    accessible::end();
    ImGui::PopID();
}

Rect Table::next_cell() {
    const ColumnSpan& place = columns_[std::min(column_, columns_.size() - 1)];
    return {place.x, body_.y + static_cast<float>(row_) * spec_.row_height, place.width,
            spec_.row_height};
}

void Table::cell(std::string_view text, TextStyle style) {
    const Rect rect = next_cell();
    style.align = spec_.columns[column_].align;
    style.lines_max = 1;
    const Paragraph words(text, style, rect.width);
    words.draw(rect.x, rect.y + (rect.height - words.height()) / 2, rect.width);
    const bool opens = column_ == 0 && row_id_ != 0;
    accessible::begin(
        accessible::id_of("cell"),
        {.role = accessible::Role::cell, .name = opens ? "" : words.plain(), .rect = rect});
    // A pointer can press the whole row.
    if (opens)
        accessible::add(row_id_, {.role = accessible::Role::button,
                                  .name = words.plain(),
                                  .rect = {body_.x, rect.y, body_.width, rect.height},
                                  .radius = 6});
    accessible::end();
    ++column_;
}

void Table::cell(const Chip& chip) {
    const Rect rect = next_cell();
    accessible::begin(accessible::id_of("cell"), {.role = accessible::Role::cell, .rect = rect});
    draw(chip, rect.x, rect.y + (rect.height - space::chip_height) / 2);
    accessible::end();
    ++column_;
}

}  // namespace starfish::web::kit
