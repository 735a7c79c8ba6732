// The money and the total a line names, against its order.
#pragma once

#include "core/chat/offer.hpp"
#include "core/chat/tokens.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace starfish::chat {

struct Difference {
    Doubt doubt{};
    std::size_t token{};
};

// A price must be that of the order, or of the item it stands behind; a total that of all.
std::optional<Difference> differing_amount(std::span<const Token> tokens,
                                           std::span<const Line> lines, const Offer& offer);

// Where 共 stands; tokens.size() if it does not.
std::size_t total_at(std::span<const Token> tokens);

}  // namespace starfish::chat
