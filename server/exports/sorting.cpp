#include "server/exports/sorting.hpp"

#include "server/exports/natural_order.hpp"

#include <algorithm>
#include <compare>
#include <map>

namespace starfish::exports {
namespace {

// The lines to pack, as their places.
std::vector<LineIndex> packed(std::span<const ExportLine> lines) {
    std::vector<LineIndex> places;
    for (LineIndex i = 0; i < lines.size(); ++i)
        if (lines[i].status != LineStatus::cancelled) places.push_back(i);
    return places;
}

Fen due(const ExportLine& line) {
    return line.amount + line.freight - line.discount;
}

// Sorts what is to be packed by `order` (ties stay as they were given) and begins a group wherever
// `apart` says so of two neighbours.
template <class Order, class Apart>
std::vector<LineGroup> grouped(std::span<const ExportLine> lines, Order order, Apart apart) {
    std::vector<LineIndex> places = packed(lines);
    std::ranges::sort(places, [&](LineIndex a, LineIndex b) {
        const auto found = order(lines[a], lines[b]);
        return found != 0 ? found < 0 : a < b;
    });
    std::vector<LineGroup> groups;
    for (const LineIndex i : places) {
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

// Where an item stands in the campaign.
class ItemOrder {
public:
    ItemOrder(std::span<const ExportLine> lines, std::span<const CampaignItem> items) {
        for (const ItemName& name : item_names(lines, items)) places_.emplace(name, places_.size());
    }
    std::size_t operator()(const ExportLine& line) const {
        return places_.at({line.item, line.spec});
    }
    std::size_t size() const { return places_.size(); }

private:
    std::map<ItemName, std::size_t> places_;
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

// The first that is not a tie.
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
    const ItemOrder place(lines, items);
    return grouped(
        lines,
        [&](const ExportLine& a, const ExportLine& b) {
            return first_of({place(a) <=> place(b), by_join_number(a, b)});
        },
        [&](const ExportLine& a, const ExportLine& b) { return place(a) != place(b); });
}

Matrix matrix(std::span<const ExportLine> lines, std::span<const CampaignItem> items) {
    Matrix made{.people = by_customer(lines), .products = by_product(lines, items)};
    std::map<ItemName, std::size_t> column;
    for (std::size_t i = 0; i < made.products.size(); ++i) {
        const ExportLine& first = lines[made.products[i].lines.front()];
        column.emplace(ItemName{first.item, first.spec}, i);
    }
    for (const LineGroup& person : made.people) {
        auto& row = made.quantities.emplace_back(made.products.size());
        for (const LineIndex i : person.lines)
            row[column.at({lines[i].item, lines[i].spec})] += lines[i].quantity;
        made.quantity += person.quantity;
    }
    return made;
}

std::vector<LineGroup> slips(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                             SlipOrder order) {
    const ItemOrder place(lines, items);
    return grouped(
        lines,
        [&](const ExportLine& a, const ExportLine& b) {
            const auto item = place(a) <=> place(b);
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
            return order == SlipOrder::item_building_room ? place(a) != place(b)
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
