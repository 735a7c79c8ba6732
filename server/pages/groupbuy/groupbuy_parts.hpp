// The parts about a group-buy as a whole that its own page and an order's page share. Parts about
// single goods: goods_parts.hpp.
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
// The time of the hand-out at this point: the group-buy's own time if it has one, else the point's
// hours.
std::string pickup_time(Locale locale, const GroupBuyView& view,
                        const community::PickupPoint& point);
// The key for the group-buy's way of paying: "pickup", "transfer" or "provider" replaces the star.
std::string by_payment(const groupbuy::GroupBuy& groupbuy, std::string_view key);
// Chinese has no space between sentences, English has one.
std::string_view between_sentences(Locale locale);

// Progress toward the next goal: the threshold, then (with a single offer) the next lower price,
// then none.
struct Progress {
    int percent{};  // 100 only when the goal is reached
    std::string label;
};
Progress progress_of(Locale locale, const groupbuy::GroupBuy& groupbuy);
// Rounded down, 0 to 100.
int percent_of(std::int64_t have, std::int64_t goal);
PageData progress_data(const Progress& progress);

// The tiers that the stock of one offer can reach. The first tier's price holds from the start.
std::span<const catalog::Tier> reachable_tiers(const groupbuy::GroupBuy& groupbuy,
                                               std::int32_t item);
// The first tier that is not reached yet and lowers the price, or nullptr.
const catalog::Tier* next_lower_price(const groupbuy::GroupBuy& groupbuy, std::int32_t item);
// 再 11 份，每份降到 ¥149。 As HTML; empty if there is only one price.
std::string price_html(Locale locale, const groupbuy::GroupBuy& groupbuy, std::int32_t item);

// The present standing, as HTML: 已有 <b>23</b> 人 <b>29</b> 份，已成团。…
std::string standing_html(Locale locale, const GroupBuyView& view);

// Fills the data of standing.mustache: progress, standing, standing_more.
void add_standing(PageData& data, Locale locale, const GroupBuyView& view);
// Fills time_iso, time_text, time_left and time_more: the start, the deadline or the end, whichever
// matters now; after an extension also the first deadline.
void add_time(PageData& data, Locale locale, const GroupBuyView& view);

// Fills the data of others.mustache: the leader's other open group-buys, shown after this one has
// ended.
void add_others(PageData& data, Locale locale, const GroupBuyView& view);

// One pickup point of pickups.mustache.
PageData place_data(Locale locale, const GroupBuyView& view, const community::PickupPoint& point);

}  // namespace starfish
