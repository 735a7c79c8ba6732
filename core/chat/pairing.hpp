// Which quantity belongs to which item: 鸡蛋2牛奶1, 2鸡蛋 1牛奶, 鸡蛋 牛奶 各1.
#pragma once

#include "core/chat/offer.hpp"
#include "core/chat/tokens.hpp"

#include <span>
#include <string>
#include <vector>

namespace starfish::chat {

struct Pairing {
    std::vector<Line> lines;
    std::int32_t bare_quantity = 0;  // a lone quantity, where several items are on offer
    Doubt doubt = Doubt::none;
    std::size_t doubted = 0;  // the token in question
};

// `tokens` are those of an order; whatever is neither item, quantity nor 各 is passed over.
Pairing pair_up(std::span<const Token> tokens, const Offer& offer);

}  // namespace starfish::chat
