#include "server/exports/sorting.hpp"

#include "server/exports/natural_order.hpp"

#include <algorithm>
#include <compare>
#include <map>

namespace starfish::exports {
namespace {

// The indexes of the lines to pack.
std::vector<LineIndex> packed(std::span<const ExportLine> lines) {
    std::vector<LineIndex> indexes;
    for (LineIndex i = 0; i < lines.size(); ++i)
        if (lines[i].status != LineStatus::cancelled) indexes.push_back(i);
    return indexes;
}

Fen due(const ExportLine& line) {
    return line.amount + line.freight - line.discount;
}

// Sorts the lines to pack by `order` (ties keep the given order) and starts a group wherever
// `apart` is true for two neighbours.
template <class Order, class Apart>
std::vector<LineGroup> grouped(std::span<const ExportLine> lines, Order order, Apart apart) {
    std::vector<LineIndex> indexes = packed(lines);
    std::ranges::sort(indexes, [&](LineIndex a, LineIndex b) {
        const auto found = order(lines[a], lines[b]);
        return found != 0 ? found < 0 : a < b;
    });
    std::vector<LineGroup> groups;
    for (const LineIndex i : indexes) {
        if (groups.empty() || apart(lines[groups.back().lines.back()], lines[i]))
            groups.emplace_back();
        LineGroup& group = groups.back();
        group.lines.push_back(i);
        group.quantity += lines[i].quantity;
        group.due = group.due + due(lines[i]);
        group.refund = group.refund + lines[i].refund;
    }
    return groups;
}

// The position of an item in the campaign.
class ItemOrder {
public:
    ItemOrder(std::span<const ExportLine> lines, std::span<const CampaignItem> items) {
        for (const ItemName& name : item_names(lines, items))
            positions_.emplace(name, positions_.size());
    }
    std::size_t operator()(const ExportLine& line) const {
        return positions_.at({line.item, line.spec});
    }
    std::size_t size() const { return positions_.size(); }

private:
    std::map<ItemName, std::size_t> positions_;
};

std::weak_ordering by_building(const ExportLine& a, const ExportLine& b) {
    return natural_order(a.building, b.building);
}

std::weak_ordering by_room(const ExportLine& a, const ExportLine& b) {
    return natural_order(a.room, b.room);
}

std::weak_ordering by_join_number(const ExportLine& a, const ExportLine& b) {
    return a.join_number <=> b.join_number;
}

// The first order that is not a tie.
std::weak_ordering first_of(std::initializer_list<std::weak_ordering> orders) {
    for (const auto order : orders)
        if (order != 0) return order;
    return std::weak_ordering::equivalent;
}

bool has_door(const ExportLine& line) {
    return natural_order(line.room, "") != 0;
}

bool other_household(const ExportLine& a, const ExportLine& b) {
    if (!has_door(a) || !has_door(b)) return a.join_number != b.join_number;
    return by_building(a, b) != 0 || by_room(a, b) != 0;
}

}  // namespace

std::vector<ItemName> item_names(std::span<const ExportLine> lines,
                                 std::span<const CampaignItem> items) {
    std::vector<ItemName> names;
    std::map<ItemName, bool> known;
    for (const CampaignItem& item : items)
        if (known.emplace(ItemName{item.item, item.spec}, true).second)
            names.push_back({item.item, item.spec});
    const auto given = static_cast<std::ptrdiff_t>(names.size());
    for (const LineIndex i : packed(lines))
        if (known.emplace(ItemName{lines[i].item, lines[i].spec}, true).second)
            names.push_back({lines[i].item, lines[i].spec});
    std::sort(names.begin() + given, names.end(), [](const ItemName& a, const ItemName& b) {
        const auto order = first_of({natural_order(a.item, b.item), natural_order(a.spec, b.spec)});
        return order != 0 ? order < 0 : a < b;
    });
    return names;
}

std::vector<LineGroup> by_customer(std::span<const ExportLine> lines) {
    return grouped(lines, by_join_number, [](const ExportLine& a, const ExportLine& b) {
        return a.join_number != b.join_number;
    });
}

std::vector<LineGroup> by_product(std::span<const ExportLine> lines,
                                  std::span<const CampaignItem> items) {
    const ItemOrder position(lines, items);
    return grouped(
        lines,
        [&](const ExportLine& a, const ExportLine& b) {
            return first_of({position(a) <=> position(b), by_join_number(a, b)});
        },
        [&](const ExportLine& a, const ExportLine& b) { return position(a) != position(b); });
}

Matrix matrix(std::span<const ExportLine> lines, std::span<const CampaignItem> items) {
    Matrix matrix{.people = by_customer(lines), .products = by_product(lines, items)};
    std::map<ItemName, std::size_t> column;
    for (std::size_t i = 0; i < matrix.products.size(); ++i) {
        const ExportLine& first = lines[matrix.products[i].lines.front()];
        column.emplace(ItemName{first.item, first.spec}, i);
    }
    for (const LineGroup& person : matrix.people) {
        auto& row = matrix.quantities.emplace_back(matrix.products.size());
        for (const LineIndex i : person.lines)
            row[column.at({lines[i].item, lines[i].spec})] += lines[i].quantity;
        matrix.quantity += person.quantity;
    }
    return matrix;
}

std::vector<LineGroup> slips(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                             SlipOrder order) {
    const ItemOrder position(lines, items);
    return grouped(
        lines,
        [&](const ExportLine& a, const ExportLine& b) {
            const auto item = position(a) <=> position(b);
            switch (order) {
                case SlipOrder::item_building_room:
                    return first_of({item, by_building(a, b), by_room(a, b), by_join_number(a, b)});
                case SlipOrder::building_item_room:
                    return first_of({by_building(a, b), item, by_room(a, b), by_join_number(a, b)});
                case SlipOrder::building_room_item:
                    return first_of({by_building(a, b), by_room(a, b), item, by_join_number(a, b)});
            }
            return std::weak_ordering::equivalent;
        },
        [&](const ExportLine& a, const ExportLine& b) {
            return order == SlipOrder::item_building_room ? position(a) != position(b)
                                                          : by_building(a, b) != 0;
        });
}

std::vector<LineGroup> by_household(std::span<const ExportLine> lines) {
    return grouped(
        lines,
        [](const ExportLine& a, const ExportLine& b) {
            return first_of({by_building(a, b), by_room(a, b), by_join_number(a, b)});
        },
        other_household);
}

}  // namespace starfish::exports
