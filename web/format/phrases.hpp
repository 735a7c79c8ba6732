// What several screens say of a group-buy, and the colours of its stages.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "core/words/words.hpp"
#include "wasm/client.hpp"
#include "web/kit/kit.hpp"

#include <string>
#include <vector>

namespace starfish::web {

// "拼团中 · 剩 3 小时 12 分", in its stage's colour.
kit::Chip stage_chip(Locale, const groupbuy::GroupBuy&, Instant now);
// "百步亭"; for staff, who see every leader's, "百步亭 · 陈姐".
std::string whose(const Client&, const groupbuy::GroupBuy&);
// "23 人 · 29 份".
std::string people_and_units(Locale, const groupbuy::GroupBuy&);
// "再 11 份每份降到 ¥149", or that no lower price can be reached any more with the stock there is.
std::string next_tier_words(Locale, const groupbuy::GroupBuy&);
// "12 / 60 份 · 候补 2 份": of one of its goods.
std::string sold_words(Locale, const groupbuy::GroupBuy&, std::int32_t item);
// "成团门槛 3 人 · 还差 1 人".
std::string threshold_words(Locale, const groupbuy::GroupBuy&);
// The way through the tiers of one of its goods, as far as its stock goes.
void draw_ladder(Locale, const groupbuy::GroupBuy&, std::int32_t item, const std::string& title);
// A group-buy under way, in a list: pressed, it opens.
void draw_card(Client&, const groupbuy::GroupBuy&, Instant now);
// A leader's own; for staff everyone's. In the order they opened.
std::vector<const groupbuy::GroupBuy*> own_groupbuys(const Client&);
// "已同步", "离线 · 2 笔待同步".
kit::Chip link_chip(const Client&);

}  // namespace starfish::web
