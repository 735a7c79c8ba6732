// A line's letters, cut into words with a meaning. Every letter belongs to exactly one token.
#pragma once

#include "core/chat/lexicon.hpp"
#include "core/chat/offer.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace starfish::chat {

enum class TokenKind : std::uint8_t {
    text,      // none of what follows: a name, or what nobody can read
    gap,       // spaces
    mark,      // punctuation that says nothing: , . ; ( ) ~ !
    plus,      // between items: 鸡蛋2+牛奶1
    hyphen,    // between words, or a minus
    question,  // ?
    emoji,
    item,
    quantity,
    place,
    phone,
    time,
    price,
    phrase,
    cross,  // ❌
};

struct Token {
    TokenKind kind{};
    std::size_t from{};
    std::size_t to{};  // letters [from, to)
    // item
    std::size_t item{};
    Doubt doubt = Doubt::none;  // of an item or a quantity
    // quantity
    std::int64_t number{};
    std::u32string unit{};
    char32_t sign{};  // + * - or none
    // price
    Fen price{};
    // phrase
    Meaning meaning{};
};

std::vector<Token> tokens_of(Letters letters, const Offer& offer);

}  // namespace starfish::chat
