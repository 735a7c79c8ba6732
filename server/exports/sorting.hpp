// The orders in which a campaign's lines are packed and handed out. Pure functions: the results
// hold indexes of the given lines, every line that is not cancelled exactly once.
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
    Fen refund;  // refunded part of `due`
};

// One group for each order, by join number.
std::vector<LineGroup> by_customer(std::span<const ExportLine> lines);

// One group for each item and spec, in the order of `items`; other items follow in natural order.
// Within an item by join number.
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

// The sort keys of slips, first key first. Ties go to the join number.
enum class SlipOrder : std::uint8_t { item_building_room, building_item_room, building_room_item };
BOOST_DESCRIBE_ENUM(SlipOrder, item_building_room, building_item_room, building_room_item)

// Sorted by `order`, with a new group for every new item or building, whichever is the first key:
// the groups are the parts between cut lines.
std::vector<LineGroup> slips(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                             SlipOrder order);

// One group for each household: all orders of one room, or a single order without a room. By
// building, room and join number.
std::vector<LineGroup> by_household(std::span<const ExportLine> lines);

// The items of `items`, then the other items of the lines, each once.
std::vector<ItemName> item_names(std::span<const ExportLine> lines,
                                 std::span<const CampaignItem> items);

}  // namespace starfish::exports
