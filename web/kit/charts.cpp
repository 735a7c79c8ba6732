// Components that show quantities: bars, the tier ladder, small charts.
#include "web/kit/display.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include "imgui.h"

#include <algorithm>

namespace starfish::web::kit {
namespace {

constexpr float bar_height = 8;

void draw_bar(float x, float y, float width, float share, Colour colour) {
    paint::fill({x, y, width, bar_height}, palette().surface2, bar_height / 2);
    if (share <= 0) return;
    // At least as long as high, so that the round ends fit.
    const float filled = std::clamp(width * share, bar_height, width);
    paint::fill({x, y, filled, bar_height}, colour, bar_height / 2);
}

}  // namespace

void progress(const Progress& progress) {
    const Rect place = layout::take(bar_height);
    const std::int64_t max = std::max<std::int64_t>(progress.max, 1);
    const float share = static_cast<float>(progress.value) / static_cast<float>(max);
    draw_bar(place.x, place.y, place.width, share, colour_of(ink_of(progress.tone)));
    accessible::add(
        accessible::id_of(progress.name),
        {.role = accessible::Role::progressbar,
         .name = progress.name,
         .value = progress.value_text,
         .rect = place,
         .range = accessible::Range{std::clamp<std::int64_t>(progress.value, 0, max), 0, max}});
}

float tier_share(std::size_t tier, std::size_t tiers) {
    constexpr float first = 0.2f;
    constexpr float last = 0.8f;
    if (tiers <= 1) return last;
    return first + (last - first) * static_cast<float>(tier) / static_cast<float>(tiers - 1);
}

float ladder_share(std::int64_t units, std::span<const Tier> tiers) {
    if (units <= 0 || tiers.empty()) return 0;
    const auto part = [&](std::int64_t from, std::int64_t to) {
        return static_cast<float>(units - from) /
               static_cast<float>(std::max<std::int64_t>(to - from, 1));
    };
    float share_before = 0;
    std::int64_t units_before = 0;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const float share = tier_share(i, tiers.size());
        if (units < tiers[i].units)
            return share_before + (share - share_before) * part(units_before, tiers[i].units);
        share_before = share;
        units_before = tiers[i].units;
    }
    // Beyond the last tier the bar continues at the same rate, up to its end.
    const std::int64_t step =
        tiers.size() > 1 ? units_before - tiers[tiers.size() - 2].units : units_before;
    return std::min(1.0f,
                    share_before + (1 - share_before) * part(units_before, units_before + step));
}

std::string ladder_text(Locale locale, std::int64_t units, std::span<const Tier> tiers) {
    const bool zh = locale == Locale::zh_cn;
    const Tier* reached = nullptr;
    const Tier* next = nullptr;
    for (const Tier& tier : tiers) {
        if (tier.units <= units)
            reached = &tier;
        else if (next == nullptr)
            next = &tier;
    }
    std::string text = std::to_string(units) + (zh ? " 份" : units == 1 ? " unit" : " units");
    if (reached != nullptr)
        text += (zh ? "，已到 " : ", reached ") + reached->units_text + ' ' + reached->price_text;
    if (next != nullptr)
        text += (zh ? "，下一档 " : ", next ") + next->units_text + ' ' + next->price_text;
    return text;
}

void ladder(const Ladder& ladder) {
    constexpr float tick_radius = 6;
    constexpr float above = 8;
    constexpr float labels_height = 36;
    const Rect place = layout::take(above + bar_height + labels_height + 4);
    const float bar_y = place.y + above;
    const float share = ladder_share(ladder.units, ladder.tiers);
    draw_bar(place.x, bar_y, place.width, share, palette().brand);
    const std::size_t count = ladder.tiers.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Tier& tier = ladder.tiers[i];
        const bool reached = ladder.units >= tier.units;
        const float x = place.x + place.width * tier_share(i, count);
        const float y = bar_y + bar_height / 2;
        paint::dot(x, y, tick_radius, reached ? palette().brand : palette().surface);
        if (!reached) paint::ring(x, y, tick_radius, palette().line, 2);
        const TextStyle style{.type = Type::caption,
                              .ink = reached ? Ink::text : Ink::muted,
                              .bold = reached,
                              .align = Align::centre};
        constexpr float label_width = 96;
        const float label_x = std::min(x - label_width / 2, place.right() - label_width);
        Paragraph(tier.units_text, style).draw(label_x, y + 8, label_width);
        Paragraph(tier.price_text, style).draw(label_x, y + 24, label_width);
    }
    const std::string words =
        ladder.value_text.empty()
            ? ladder_text(platform::environment().locale, ladder.units, ladder.tiers)
            : ladder.value_text;
    const std::int64_t last = ladder.tiers.empty() ? 1 : ladder.tiers.back().units;
    accessible::add(accessible::id_of(ladder.name),
                    {.role = accessible::Role::progressbar,
                     .name = ladder.name,
                     .value = words,
                     .rect = place,
                     .range = accessible::Range{std::min(ladder.units, last), 0, last}});
}

void draw_line(std::span<const float> values, const Rect& rect, Colour colour) {
    if (values.size() < 2) return;
    const auto [low, high] = std::ranges::minmax(values);
    const float scale = high > low ? (rect.height - 4) / (high - low) : 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float x =
            rect.x + rect.width * static_cast<float>(i) / static_cast<float>(values.size() - 1);
        layout::ink().PathLineTo({x, rect.bottom() - 2 - (values[i] - low) * scale});
    }
    layout::ink().PathStroke(colour, 0, 2);
}

void sparkline(std::span<const float> values, std::string_view words, float height, Tone tone) {
    const Rect place = layout::take(height);
    draw_line(values, place, colour_of(ink_of(tone)));
    accessible::add(accessible::id_of(words),
                    {.role = accessible::Role::image, .name = std::string(words), .rect = place});
}

void heat(std::span<const float> cells, int columns, std::string_view words) {
    constexpr float gap = 3;
    constexpr float cell_height = 14;
    const int rows = (static_cast<int>(cells.size()) + columns - 1) / std::max(columns, 1);
    const Rect place = layout::take(static_cast<float>(rows) * (cell_height + gap) - gap);
    const float width = (place.width + gap) / static_cast<float>(columns) - gap;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns);
        const int row_index = static_cast<int>(i) / columns;
        const auto row = static_cast<float>(row_index);
        const Colour colour =
            mixed(palette().surface, palette().brand, std::clamp(cells[i], 0.0f, 1.0f));
        paint::fill({place.x + column * (width + gap), place.y + row * (cell_height + gap), width,
                     cell_height},
                    colour, 3);
    }
    accessible::add(accessible::id_of(words),
                    {.role = accessible::Role::image, .name = std::string(words), .rect = place});
}

}  // namespace starfish::web::kit
