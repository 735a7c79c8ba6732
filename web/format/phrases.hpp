// Texts about a group-buy that several screens share, and the colours of its stages.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "core/words/words.hpp"
#include "wasm/client.hpp"
#include "web/kit/kit.hpp"

#include <string>
#include <vector>

namespace starfish::web {

// "拼团中 · 剩 3 小时 12 分", in the colour of the stage.
kit::Chip stage_chip(Locale, const groupbuy::GroupBuy&, Instant now);
// "百步亭"; for staff, who see the group-buys of all leaders, "百步亭 · 陈姐".
std::string community_and_leader(const Client&, const groupbuy::GroupBuy&);
// "23 人 · 29 份".
std::string people_and_units(Locale, const groupbuy::GroupBuy&);
// "再 11 份每份降到 ¥149", or a text that the stock allows no lower price.
std::string next_tier_words(Locale, const groupbuy::GroupBuy&);
// "12 / 60 份 · 候补 2 份 · ¥159", for one item.
std::string sold_words(Locale, const groupbuy::GroupBuy&, std::int32_t item);
// "成团门槛 3 人 · 还差 1 人".
std::string threshold_words(Locale, const groupbuy::GroupBuy&);
// The progress through one item's tiers, as far as the stock allows.
void draw_ladder(Locale, const groupbuy::GroupBuy&, std::int32_t item, const std::string& title);
// The card of an open group-buy in a list; a press opens the group-buy.
void draw_card(Client&, const groupbuy::GroupBuy&, Instant now);
// A leader's own group-buys; for staff all group-buys. In the order of their creation.
std::vector<const groupbuy::GroupBuy*> own_groupbuys(const Client&);
// "已同步", "离线 · 2 笔待同步".
kit::Chip link_chip(const Client&);

}  // namespace starfish::web
