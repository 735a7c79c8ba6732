// The lookups of group-buys and their lines by the names in a scenario.
#include "core/subjects/catalog/scenario.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/groupbuy/scenario.hpp"

namespace starfish::groupbuy {

PersonInGroupBuy read_person_in_groupbuy(scenario::Line& line) {
    PersonInGroupBuy read{.person = line.name("a consumer"), .groupbuy = {}};
    line.expect("in");
    read.groupbuy = line.name("a group-buy");
    return read;
}

std::vector<Id<OrderLine>> lines_of_person(const scenario::Scene& scene, std::string_view person,
                                           Id<GroupBuy> groupbuy) {
    std::vector<Id<OrderLine>> lines;
    if (!groupbuy) return lines;
    const State& state = scene.state().groupbuy;
    const ConsumerId consumer = scene.consumer(person);
    for (const Id<OrderLine> id : lines_of(state, groupbuy))
        if (state.lines.at(id).consumer == consumer) lines.push_back(id);
    return lines;
}

const OrderLine* last_line(scenario::ActionScene& scene, std::string_view person,
                           std::string_view groupbuy) {
    const OrderLine* last = nullptr;
    for (const auto id : lines_of_person(scene, person, scene.id(a_groupbuy, groupbuy))) {
        const OrderLine& line = scene.state().groupbuy.lines.at(id);
        if (!last || last->left_at.ms != 0 || line.left_at.ms == 0) last = &line;
    }
    if (!last) scene.fail("join of " + std::string(person) + " in " + std::string(groupbuy));
    return last;
}

std::int32_t item_called(scenario::ActionScene& scene, const std::string& groupbuy,
                         const std::string& offer) {
    const auto id = scene.id(a_groupbuy, groupbuy);
    const GroupBuy* const row = scene.state().groupbuy.groupbuys.find(id);
    if (!row || offer.empty()) return 0;
    const auto item = item_of(*row, scene.id(catalog::an_offer, offer));
    if (!item) scene.fail("offer " + offer + " in " + groupbuy);
    return item.value_or(0);
}

}  // namespace starfish::groupbuy
