// What the pages of a group-buy and of an order both say of it.
#pragma once

#include "server/pages/groupbuy_view.hpp"
#include "server/pages/sentence.hpp"
#include "server/pages/templates.hpp"

#include <optional>
#include <string>

namespace starfish {

// 拼团中, 已抢光, 已成团, …
std::string stage_word(Locale locale, const GroupBuyView& view);
// 陈姐的团
std::string group_of(Locale locale, const GroupBuyView& view);

// Toward what comes next: the threshold, then the next lower price, then nothing more.
struct Progress {
    int percent{};  // 100 only when it is reached
    std::string label;
};
Progress progress_of(Locale locale, const groupbuy::GroupBuy& groupbuy);
// Rounded down, 0 to 100.
int percent_of(std::int64_t have, std::int64_t goal);

// The tiers that the group-buy's stock can reach; the first one's price holds from the start.
std::span<const catalog::Tier> reachable_tiers(const groupbuy::GroupBuy& groupbuy);
// The first tier yet to be reached that lowers the price, or nullptr.
const catalog::Tier* next_lower_price(const groupbuy::GroupBuy& groupbuy);

// What is going on, as HTML: 已有 <b>23</b> 人 <b>29</b> 份，已成团。…
std::string standing_html(Locale locale, const GroupBuyView& view);

// Fills the data of standing.mustache: progress, standing, standing_more.
void add_standing(PageData& data, Locale locale, const GroupBuyView& view);
// time_iso, time_text, time_left: the start, the deadline or the end, whichever matters now.
void add_time(PageData& data, Locale locale, const GroupBuyView& view);

}  // namespace starfish
