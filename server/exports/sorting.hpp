// The orders in which a campaign's lines are packed and handed out. Pure: the answers name lines
// by their place in what was given, every line that is not cancelled exactly once.
#pragma once

#include "server/exports/campaign.hpp"
#include "server/exports/look_alikes.hpp"

#include <boost/describe.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace starfish::exports {

using LineIndex = std::size_t;

// Lines that belong together, with their sums.
struct LineGroup {
    std::vector<LineIndex> lines;  // never empty
    std::int64_t quantity{};
    Fen due;     // goods and freight without discounts: 订单金额
    Fen refund;  // of that, given back
};

// One order each, by join number.
std::vector<LineGroup> by_customer(std::span<const ExportLine> lines);

// One item with its spec each, in the order of `items`; what is not among them follows in natural
// order. Within an item by join number.
std::vector<LineGroup> by_product(std::span<const ExportLine> lines,
                                  std::span<const CampaignItem> items);

// People × products.
struct Matrix {
    std::vector<LineGroup> people;                      // as by_customer
    std::vector<LineGroup> products;                    // as by_product
    std::vector<std::vector<std::int64_t>> quantities;  // [person][product]
    std::int64_t quantity{};
};
Matrix matrix(std::span<const ExportLine> lines, std::span<const CampaignItem> items);

// What a slip is looked up by, first key first. Ties go to the join number.
enum class SlipOrder : std::uint8_t { item_building_room, building_item_room, building_room_item };
BOOST_DESCRIBE_ENUM(SlipOrder, item_building_room, building_item_room, building_room_item)

// In that order; a new group with every new item or building, whichever comes first: where the
// cut line goes.
std::vector<LineGroup> slips(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                             SlipOrder order);

// Who opens one door: everybody in one room, or one order where no room was given. By building,
// room and join number.
std::vector<LineGroup> by_household(std::span<const ExportLine> lines);

// Items of `items`, then those that lines name besides, each once.
std::vector<ItemName> item_names(std::span<const ExportLine> lines,
                                 std::span<const CampaignItem> items);

}  // namespace starfish::exports
