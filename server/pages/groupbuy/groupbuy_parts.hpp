// What the pages of a group-buy and of an order both say of it as a whole; of each of its goods:
// goods_parts.hpp.
#pragma once

#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/templates.hpp"
#include "server/words/sentence.hpp"

#include <span>
#include <string>
#include <string_view>

namespace starfish {

// 拼团中, 已抢光, 已成团, …
std::string stage_word(Locale locale, const GroupBuyView& view);
// 陈姐的团
std::string group_of(Locale locale, const GroupBuyView& view);
// When it is handed out there: the group-buy's own time if it has one, else the point's hours.
std::string pickup_time(Locale locale, const GroupBuyView& view,
                        const community::PickupPoint& point);
// The key for this way of paying: "pickup", "transfer" or "provider" in the place of the star.
std::string by_payment(const groupbuy::GroupBuy& groupbuy, std::string_view key);
// Chinese sets sentences close, English apart.
std::string_view between_sentences(Locale locale);

// Toward what comes next: the threshold, then (of a single item) the next lower price, then nothing
// more.
struct Progress {
    int percent{};  // 100 only when it is reached
    std::string label;
};
Progress progress_of(Locale locale, const groupbuy::GroupBuy& groupbuy);
// Rounded down, 0 to 100.
int percent_of(std::int64_t have, std::int64_t goal);
PageData progress_data(const Progress& progress);

// The tiers that the stock of one of the goods can reach; the first one's price holds from the
// start.
std::span<const catalog::Tier> reachable_tiers(const groupbuy::GroupBuy& groupbuy,
                                               std::int32_t item);
// The first tier yet to be reached that lowers the price, or nullptr.
const catalog::Tier* next_lower_price(const groupbuy::GroupBuy& groupbuy, std::int32_t item);
// 再 11 份，每份降到 ¥149。 As HTML; empty if there is but one price.
std::string price_html(Locale locale, const groupbuy::GroupBuy& groupbuy, std::int32_t item);

// What is going on, as HTML: 已有 <b>23</b> 人 <b>29</b> 份，已成团。…
std::string standing_html(Locale locale, const GroupBuyView& view);

// Fills the data of standing.mustache: progress, standing, standing_more.
void add_standing(PageData& data, Locale locale, const GroupBuyView& view);
// time_iso, time_text, time_left, time_more: the start, the deadline or the end, whichever matters
// now; and of an extended one, what its deadline was.
void add_time(PageData& data, Locale locale, const GroupBuyView& view);

// Fills the data of others.mustache: what else of hers one can join, once this has ended.
void add_others(PageData& data, Locale locale, const GroupBuyView& view);

// A place of pickups.mustache.
PageData place_data(Locale locale, const GroupBuyView& view, const community::PickupPoint& point);

}  // namespace starfish
