#include "core/chat/amounts.hpp"

#include <algorithm>

namespace starfish::chat {
namespace {

bool is_between(const Token& token) {
    return token.kind == TokenKind::gap || token.kind == TokenKind::mark;
}

// 鸡蛋 29.9 2份, and 鸡蛋1 for its own price.
bool is_unit_price(std::span<const Token> tokens, std::size_t at, std::span<const Line> lines,
                   const Offer& offer) {
    std::size_t before = at;
    while (before > 0 && is_between(tokens[before - 1])) --before;
    if (before == 0 || tokens[before - 1].kind != TokenKind::item) return false;
    const std::size_t item = tokens[before - 1].item;
    if (offer.item(item).price != tokens[at].price) return false;
    std::size_t after = at + 1;
    while (after < tokens.size() && is_between(tokens[after])) ++after;
    const auto line = std::ranges::find(lines, item, &Line::item);
    return (after < tokens.size() && tokens[after].kind == TokenKind::quantity) ||
           (line != lines.end() && line->quantity == 1);
}

}  // namespace

std::size_t total_at(std::span<const Token> tokens) {
    const auto total = std::ranges::find_if(tokens, [](const Token& t) {
        return t.kind == TokenKind::phrase && t.meaning == Meaning::total;
    });
    return static_cast<std::size_t>(total - tokens.begin());
}

std::optional<Difference> differing_amount(std::span<const Token> tokens,
                                           std::span<const Line> lines, const Offer& offer) {
    std::int64_t units = 0;
    std::optional<Fen> sum = Fen{0};
    for (const Line& line : lines) {
        units += line.quantity;
        const auto& price = offer.item(line.item).price;
        sum = sum && price ? std::optional(*sum + *price * Units{line.quantity}) : std::nullopt;
    }
    const std::size_t total = total_at(tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const bool other_total = token.kind == TokenKind::quantity && token.number != units;
        if (i > total && (other_total || token.kind == TokenKind::item))
            return Difference{Doubt::total_differs, i};
        if (token.kind == TokenKind::price && token.price != sum &&
            !is_unit_price(tokens, i, lines, offer))
            return Difference{Doubt::price_differs, i};
    }
    return std::nullopt;
}

}  // namespace starfish::chat
