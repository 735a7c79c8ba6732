#include "core/chat/pairing.hpp"

#include "core/base/order.hpp"

#include <algorithm>

namespace starfish::chat {
namespace {

// A larger number with neither item nor unit may be a building.
constexpr std::int64_t bare_plain_max = 9;

class Pairer {
public:
    Pairer(std::span<const Token> tokens, const Offer& offer) : tokens_(tokens), offer_(offer) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const Token& token = tokens[i];
            const bool spreads = token.kind == TokenKind::phrase &&
                                 (token.meaning == Meaning::each || token.meaning == Meaning::all);
            if (spreads || token.kind == TokenKind::item || token.kind == TokenKind::quantity)
                order_.push_back(i);
        }
    }

    Pairing pair() {
        if (order_.empty()) return std::move(result_);
        spread_each();
        if (!pair_alternating()) guess();
        for (std::size_t i = 0; i < result_.lines.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (result_.lines[i].item == result_.lines[k].item)
                    doubt(Doubt::item_twice, order_.empty() ? 0 : order_.back());
        put_in_order(result_.lines);
        return std::move(result_);
    }

private:
    const Token& token(std::size_t k) const { return tokens_[order_[k]]; }
    bool is_item(std::size_t k) const { return token(k).kind == TokenKind::item; }
    bool is_quantity(std::size_t k) const { return token(k).kind == TokenKind::quantity; }
    bool is_spread(std::size_t k) const { return token(k).kind == TokenKind::phrase; }

    void doubt(Doubt why, std::size_t token) {
        if (result_.doubt != Doubt::none) return;
        result_.doubt = why;
        result_.doubted = token;
    }

    void add(std::size_t item, std::size_t quantity_token) {
        const Token& q = tokens_[quantity_token];
        if (q.doubt != Doubt::none) doubt(q.doubt, quantity_token);
        if (q.number < 1 || q.number > quantity_plain_max)
            doubt(Doubt::quantity_out_of_range, quantity_token);
        if (!q.unit.empty() && !offer_.unit_fits(item, q.unit))
            doubt(Doubt::unit_unclear, quantity_token);
        if (q.number > 9 && offer_.names_number(item, q.number))
            doubt(Doubt::quantity_unclear, quantity_token);
        if (may_be_price(q, item)) doubt(Doubt::quantity_unclear, quantity_token);
        if (!q.unit.empty() && offer_.begins_other(item, q.number, q.unit))
            doubt(Doubt::ambiguous_item, quantity_token);
        if (q.number < 1 && q.doubt == Doubt::none) return;
        const auto bounded =
            static_cast<std::int32_t>(std::clamp<std::int64_t>(q.number, 0, 9'999));
        result_.lines.push_back({.item = item, .quantity = std::max(1, bounded)});
    }
    // 45 and 90 of what costs 45 yuan.
    bool may_be_price(const Token& q, std::size_t item) const {
        const auto& price = offer_.item(item).price;
        return price && price->value > 0 && q.unit.empty() && q.sign == 0 &&
               q.number > bare_plain_max && q.number * 100 % price->value == 0;
    }
    void check_item(std::size_t k) {
        if (token(k).doubt != Doubt::none) doubt(token(k).doubt, order_[k]);
    }

    // 鸡蛋 牛奶 各1, or 各1 for all there is; taken out of the order.
    void spread_each() {
        for (std::size_t k = 0; k < order_.size(); ++k) {
            if (!is_spread(k)) continue;
            std::size_t last = k;  // 每样都要各一份: several words for one
            while (last + 1 < order_.size() && is_spread(last + 1)) ++last;
            std::size_t first = k;
            while (first > 0 && is_item(first - 1)) --first;
            // 2鸡蛋 牛奶 面包 各1: the first item has its own.
            if (first > 0 && is_quantity(first - 1) && (first < 2 || !is_item(first - 2)) &&
                first < k)
                ++first;
            const std::size_t q = last + 1;
            if (q >= order_.size() || !is_quantity(q)) {
                doubt(Doubt::no_quantity, order_[k]);
                order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(k),
                             order_.begin() + static_cast<std::ptrdiff_t>(last + 1));
                return;
            }
            const bool is_all = first == k;
            if (k - first == 1 || (is_all && (offer_.size() < 2 || order_.size() > q - k + 1)))
                doubt(Doubt::quantity_unclear, order_[k]);
            for (std::size_t i = first; i < k; ++i) {
                check_item(i);
                add(token(i).item, order_[q]);
            }
            for (std::size_t i = 0; is_all && i < offer_.size(); ++i) add(i, order_[q]);
            order_.erase(order_.begin() + static_cast<std::ptrdiff_t>(first),
                         order_.begin() + static_cast<std::ptrdiff_t>(q + 1));
            spread_ = true;
            k = first == 0 ? static_cast<std::size_t>(-1) : first - 1;
        }
    }

    bool pair_alternating() {
        if (order_.empty()) return true;
        if (order_.size() == 1 && is_quantity(0)) return lone_quantity();
        if (order_.size() == 1 && offer_.size() == 1 && !spread_) {
            check_item(0);
            result_.lines.push_back({.item = token(0).item, .quantity = 1});
            return true;
        }
        if (order_.size() % 2 != 0) return false;
        for (std::size_t k = 0; k < order_.size(); ++k)
            if (is_item(k) != (is_item(0) == (k % 2 == 0))) return false;
        if (may_number_name()) doubt(Doubt::quantity_unclear, order_[0]);
        for (std::size_t k = 0; k < order_.size(); k += 2) {
            const std::size_t i = is_item(k) ? k : k + 1;
            const std::size_t q = is_item(k) ? k + 1 : k;
            check_item(i);
            add(token(i).item, order_[q]);
        }
        return true;
    }

    // 李阿姨19 鸡蛋 and 李阿姨 19 鸡蛋 may say 19, or who 李阿姨 is and nothing of how many.
    bool may_number_name() const {
        const Token& q = token(0);
        if (!is_quantity(0) || !q.unit.empty() || q.sign != 0) return false;
        const std::size_t at = order_[0];
        std::size_t before = at;
        while (before > 0 && tokens_[before - 1].kind == TokenKind::gap) --before;
        // 改成 18 鸡蛋: the word says that a number follows.
        if (before > 0 && tokens_[before - 1].kind == TokenKind::phrase) return false;
        const bool is_apart = q.to != token(1).from;
        const bool ends_name = before == at && at > 0 && tokens_[at - 1].kind == TokenKind::text;
        return (ends_name && is_apart) || (q.number > bare_plain_max && (ends_name || is_apart));
    }

    bool lone_quantity() {
        if (spread_) return false;
        // 李大爷 18 may be building 18.
        const Token& q = token(0);
        if (q.number > bare_plain_max && q.unit.empty() && q.sign == 0)
            doubt(Doubt::quantity_unclear, order_[0]);
        if (offer_.size() == 1) return add(0, order_[0]), true;
        add(0, order_[0]);
        if (!result_.lines.empty()) result_.bare_quantity = result_.lines.back().quantity;
        result_.lines.clear();
        doubt(Doubt::no_item, order_[0]);
        return true;
    }

    // What one would suppose, to be asked about: each item with the quantity next to it.
    void guess() {
        std::size_t items = 0;
        for (std::size_t k = 0; k < order_.size(); ++k) items += is_item(k) ? 1U : 0U;
        const std::size_t quantities = order_.size() - items;
        const auto first_item = std::ranges::find_if(
            order_, [&](std::size_t i) { return tokens_[i].kind == TokenKind::item; });
        for (const std::size_t i : order_)
            if (tokens_[i].kind == TokenKind::quantity && tokens_[i].doubt != Doubt::none)
                doubt(tokens_[i].doubt, i);
        if (items == 0)
            doubt(Doubt::quantity_unclear, order_[0]);
        else if (quantities < items)
            doubt(Doubt::no_quantity, *first_item);
        else
            doubt(Doubt::quantity_unclear, *first_item);
        for (std::size_t k = 0; k < order_.size(); ++k) {
            if (!is_item(k)) continue;
            if (k + 1 < order_.size() && is_quantity(k + 1))
                add(token(k).item, order_[k + 1]);
            else
                result_.lines.push_back({.item = token(k).item, .quantity = 1});
        }
        if (items == 0 && offer_.size() == 1) add(0, order_[0]);
    }

    std::span<const Token> tokens_;
    const Offer& offer_;
    std::vector<std::size_t> order_;
    bool spread_ = false;
    Pairing result_;
};

}  // namespace

Pairing pair_up(std::span<const Token> tokens, const Offer& offer) {
    return Pairer(tokens, offer).pair();
}

}  // namespace starfish::chat
