// Names and look-ups of group-buys for the scenarios of other subjects.
#pragma once

#include "core/scenario/line.hpp"
#include "core/scenario/scene.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace starfish::groupbuy {

inline constexpr scenario::Kind<GroupBuy> a_groupbuy{"group-buy"};

// 李芳 in A
struct PersonInGroupBuy {
    std::string person;
    std::string groupbuy;
};
PersonInGroupBuy read_person_in_groupbuy(scenario::Line& line);

// All lines of a person in a group-buy, oldest first, with those that were taken back.
std::vector<Id<OrderLine>> lines_of_person(const scenario::Scene& scene, std::string_view person,
                                           Id<GroupBuy> groupbuy);
// The person's last line in the group-buy that was not taken back, or else the last one.
// If there is no line, the scene fails and the result is nullptr.
const OrderLine* last_line(scenario::ActionScene& scene, std::string_view person,
                           std::string_view groupbuy);
// The index of an offer among the goods of a group-buy; 0 if the offer's name is "".
std::int32_t item_called(scenario::ActionScene& scene, const std::string& groupbuy,
                         const std::string& offer);

}  // namespace starfish::groupbuy
