#include "server/exports/poster.hpp"

#include "server/exports/canvas.hpp"
#include "server/words/sentence.hpp"

#include <algorithm>
#include <cmath>

namespace starfish::exports {
namespace {

// The light theme's colours, as on the pages. A phone shows the poster at half size.
constexpr Colour background = rgb(0xF6F4EF);
constexpr Colour surface = rgb(0xFFFFFF);
constexpr Colour poster_ink = rgb(0x1A2A30);
constexpr Colour poster_muted = rgb(0x56666C);
constexpr Colour poster_rule = rgb(0xDFDAD0);
constexpr Colour brand = rgb(0xC93F22);
constexpr double radius = 24;
constexpr double edge = 32;
constexpr double inset = 32;
constexpr double width = poster_width;
constexpr double card_width = width - 2 * edge;
constexpr std::size_t rows_max = 4;
constexpr double row_line = 44;

TextStyle words(double size, Colour colour, double room, bool bold = false, int lines_max = 1) {
    return {.size = size,
            .bold = bold,
            .colour = colour,
            .width = room,
            .lines_max = lines_max,
            .face = Face::screen};
}

TextStyle right(TextStyle style) {
    style.right = true;
    return style;
}

// A row under the price: a tier or an offer, and its price.
struct PriceRow {
    std::string what;
    std::string price;
};

std::vector<PriceRow> price_rows(const Poster& poster, Locale locale) {
    std::vector<PriceRow> rows;
    rows.reserve(poster.tiers.size() + poster.goods.size());
    for (const PosterTier& tier : poster.tiers)
        rows.push_back({say(locale, "poster.tier", {{"units", tier.units.value}}),
                        say(locale, "poster.tier_price", {{"price_fen", tier.price.value}})});
    for (const PosterGoods& goods : poster.goods)
        rows.push_back(
            {goods.title,
             say(locale, goods.has_tiers ? "poster.goods_price_falls" : "poster.tier_price",
                 {{"price_fen", goods.price.value}})});
    return rows;
}

class PosterDrawing {
public:
    PosterDrawing(const Poster& poster, Locale locale)
        : poster_(poster), locale_(locale), rows_(price_rows(poster, locale)) {
        // The space that the rows do not need goes to the picture at the top.
        const std::size_t lines = rows_.empty() ? 0 : std::min(rows_.size(), rows_max) + 1;
        hero_height_ = 340 + row_line * static_cast<double>(rows_max + 1 - lines);
    }

    std::string png() {
        canvas_.fill({0, 0, width, poster_height}, background);
        hero();
        double y = hero_height_ + 24;
        y = price(y);
        y = facts(y);
        code(y);
        return picture_.png();
    }

private:
    std::string phrase(std::string_view key) const { return say(locale_, key); }

    void card(double y, double height) {
        canvas_.fill({edge, y, card_width, height}, surface, radius);
        canvas_.stroke({edge, y, card_width, height}, poster_rule, 2, radius);
    }

    // Community and leader, and the title over the sea. The title shrinks before it is cut.
    void hero() {
        canvas_.fill_slanting({0, 0, width, hero_height_},
                              {rgb(0x0B6472), rgb(0x123B46), rgb(0x0D1518)});
        constexpr double sizes[] = {60, 52, 46};
        TextStyle style;
        Size title;
        for (const double size : sizes) {
            style = words(size, surface, card_width, true, 3);
            title = canvas_.measure(poster_.title, style);
            TextStyle whole = style;
            whole.lines_max = 99;
            if (canvas_.measure(poster_.title, whole).height <= title.height) break;
        }
        const double y = hero_height_ - 36 - title.height;
        canvas_.text(edge, y, poster_.title, style);
        std::string group = sentence(locale_, "poster.group_of", {}, {{"leader", poster_.leader}});
        if (!poster_.community.empty()) group = poster_.community + " · " + group;
        TextStyle chip = words(26, surface, 0, true);
        const double group_width =
            std::min(canvas_.measure(group, chip).width + 1, card_width - 40);
        chip.width = group_width;
        const double height = canvas_.measure(group, chip).height;
        canvas_.fill({edge, y - height - 32, group_width + 40, height + 16}, rgb(0xFFFFFF, 0.18),
                     height / 2 + 8);
        canvas_.text(edge + 20, y - height - 24, group, chip);
    }

    // The text beside the price.
    std::string beside_price() const {
        if (!poster_.goods.empty())
            return say(locale_, "poster.goods_from",
                       {{"count", static_cast<std::int64_t>(poster_.goods.size())}});
        return phrase(poster_.tiers.empty() ? "poster.per_unit" : "poster.per_unit_first");
    }

    // The price, and the tiers or goods.
    double price(double y) {
        const TextStyle big = words(88, brand, 0, true);
        const Size size = canvas_.text(edge, y - 16, yuan(poster_.price), big);
        const double beside = edge + size.width + 16;
        const TextStyle small = words(28, poster_muted, width - edge - beside);
        canvas_.text(beside, y - 16 + size.height * 0.56, beside_price(), small);
        return rows(y + size.height - 8);
    }

    double rows(double y) {
        if (rows_.empty()) return y;
        const bool all = rows_.size() <= rows_max;
        const std::size_t shown = all ? rows_.size() : rows_max - 1;
        for (std::size_t i = 0; i < shown; ++i, y += row_line) {
            const TextStyle figure = words(30, brand, 0, true);
            const double figure_width = canvas_.measure(rows_[i].price, figure).width + 1;
            const double room = card_width - figure_width - 24;
            canvas_.text(edge, y, rows_[i].what, words(30, poster_ink, room));
            canvas_.text(width - edge - figure_width, y, rows_[i].price, figure);
        }
        const bool tiers = poster_.goods.empty();
        if (!all) {
            const auto more = static_cast<std::int64_t>(rows_.size() - shown);
            canvas_.text(
                edge, y,
                say(locale_, tiers ? "poster.tiers_more" : "poster.goods_more", {{"count", more}}),
                words(26, poster_muted, card_width));
            y += row_line;
        }
        const bool fall = tiers || std::ranges::any_of(poster_.goods, &PosterGoods::has_tiers);
        if (fall)
            canvas_.text(edge, y, phrase(tiers ? "poster.tiers_rule" : "poster.goods_rule"),
                         words(24, poster_muted, card_width));
        return y + row_line + 12;
    }

    double facts(double y) {
        std::vector<std::pair<std::string, std::string>> rows = {
            {phrase("poster.deadline"), date_and_time(locale_, poster_.deadline)},
            {phrase("poster.pickup"), poster_.pickup_place}};
        if (!poster_.pickup_hours.empty())
            rows.emplace_back(phrase("poster.pickup_hours"), poster_.pickup_hours);
        constexpr double label_width = 140;
        constexpr double gap = 16;
        const double room = card_width - 2 * inset - label_width;
        const TextStyle style = right(words(30, poster_ink, room, false, 2));
        double height = 0;
        for (const auto& row : rows) height += canvas_.measure(row.second, style).height + gap;
        card(y, height + gap);
        double row_y = y + gap;
        for (const auto& [label, text] : rows) {
            if (row_y > y + gap)
                canvas_.line(edge + inset, row_y - gap / 2, width - edge - inset, row_y - gap / 2,
                             poster_rule, 2);
            canvas_.text(edge + inset, row_y, label, words(30, poster_muted, label_width));
            row_y += canvas_.text(edge + inset + label_width, row_y, text, style).height + gap;
        }
        return y + height + gap + 24;
    }

    // The code in whole pixels for each module, the instructions, and the brand.
    void code(double y) {
        const double height = poster_height - edge - y;
        card(y, height);
        const auto qr = qr_code(poster_.link);
        double x = edge + inset;
        if (qr) {
            const auto side = static_cast<double>(qr->side);
            const double quiet = static_cast<double>(2 * qr_quiet_modules);
            const double most = std::min(height, card_width / 2);
            const double module = std::max(1.0, std::floor(most / (side + quiet)));
            const double code_x = std::floor(edge + module * qr_quiet_modules);
            canvas_.qr(code_x, std::floor(y + (height - module * side) / 2), module, *qr);
            x = code_x + module * (side + qr_quiet_modules);
        }
        const double room = width - edge - inset - x;
        const TextStyle call = words(34, poster_ink, room, true, 3);
        const TextStyle hint = words(24, poster_muted, room, false, 4);
        const TextStyle sign = words(22, poster_muted, room, false, 2);
        const double block = canvas_.measure(phrase("poster.scan"), call).height + 16 +
                             canvas_.measure(phrase("poster.scan_hint"), hint).height + 24 +
                             canvas_.measure(phrase("poster.brand"), sign).height;
        double text_y = y + std::max(0.0, (height - block) / 2);
        text_y += canvas_.text(x, text_y, phrase("poster.scan"), call).height + 16;
        text_y += canvas_.text(x, text_y, phrase("poster.scan_hint"), hint).height + 24;
        canvas_.text(x, text_y, phrase("poster.brand"), sign);
    }

    const Poster& poster_;
    Locale locale_;
    std::vector<PriceRow> rows_;
    double hero_height_ = 0;
    Picture picture_{poster_width, poster_height};
    Canvas& canvas_ = picture_.canvas();
};

}  // namespace

std::string poster_png(const Poster& poster, Locale locale) {
    return PosterDrawing(poster, locale).png();
}

}  // namespace starfish::exports
