// The goods of a group-buy on its page: price, progress, tiers, stock left, label.
#pragma once

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills price and price_caption: the price of the only offer, or the lowest of several.
void add_price(PageData& data, Locale locale, const GroupBuyView& view);
// Fills tiers_shown and tiers, if there is more than one price.
void add_tiers(PageData& data, Locale locale, const GroupBuyView& view, std::int32_t item);
// Fills goods, the data of goods.mustache.
void add_goods(PageData& data, Locale locale, const GroupBuyView& view);

}  // namespace starfish
