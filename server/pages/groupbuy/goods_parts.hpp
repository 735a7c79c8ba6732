// Each of a group-buy's goods on its page: price, progress, tiers, what is left, label.
#pragma once

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills price and price_caption: of its one kind of goods, or from the cheapest of several.
void add_price(PageData& data, Locale locale, const GroupBuyView& view);
// Fills tiers_shown and tiers, if there is more than one price.
void add_tiers(PageData& data, Locale locale, const GroupBuyView& view, std::int32_t item);
// Fills goods: what goods.mustache shows of each.
void add_goods(PageData& data, Locale locale, const GroupBuyView& view);

}  // namespace starfish
