#include "core/subjects/groupbuy/allocator.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <algorithm>
#include <cassert>
#include <map>

namespace starfish::groupbuy {
namespace {

// The allocation of one item. The two cursors only move forward, so serving all lines takes linear
// time.
struct ItemAllocation {
    const Goods* goods{};
    std::vector<std::size_t> demands;  // indexes into demands_, in order
    Units sold;
    Units tolerated;             // units still available by tolerance
    Units waited;                // units that waiting lines still ask for
    std::size_t tolerance_at{};  // cursors: indexes into `demands`
    std::size_t waiting_at{};
};

class Allocation {
public:
    Allocation(const Terms& terms, std::span<const Demand> demands)
        : terms_(terms), demands_(demands), items_(terms.goods.size()), allotted_(demands.size()) {
        for (std::size_t i = 0; i < items_.size(); ++i) items_[i].goods = &terms.goods[i];
        for (std::size_t i = 0; i < demands.size(); ++i) serve_quantity(i);
    }

    Outcome outcome() {
        for (ItemAllocation& item : items_) fill_or_break_carton(item);
        reach_threshold();
        for (ItemAllocation& item : items_) serve_waitlist(item);
        return make_outcome();
    }

private:
    void serve_quantity(std::size_t place) {
        const Demand& demand = demands_[place];
        ItemAllocation& item = items_.at(static_cast<std::size_t>(demand.item));
        item.demands.push_back(place);
        if (demand.waiting) {
            item.waited = item.waited + demand.quantity;
            return;
        }
        allotted_[place] = demand.quantity;
        item.sold = item.sold + demand.quantity;
        item.tolerated = item.tolerated + demand.tolerance;
        assert(item.sold <= item.goods->stock);
    }

    static Units left(const ItemAllocation& item) { return item.goods->stock - item.sold; }

    // The units that a line can still take: the rest of its tolerance, or of its waiting quantity.
    Units room(std::size_t place) const {
        const Demand& demand = demands_[place];
        return demand.quantity + demand.tolerance - allotted_[place];
    }

    // Gives `units` more to the waiting lines, or to the lines with tolerance, from the cursor on.
    void give(ItemAllocation& item, Units units, bool waiting) {
        std::size_t& at = waiting ? item.waiting_at : item.tolerance_at;
        Units& pool = waiting ? item.waited : item.tolerated;
        pool = pool - units;
        item.sold = item.sold + units;
        for (; units > Units{0}; ++at) {
            const std::size_t place = item.demands.at(at);
            if (demands_[place].waiting != waiting) continue;
            const Units given = std::min(units, room(place));
            allotted_[place] = allotted_[place] + given;
            units = units - given;
            if (units == Units{0}) break;  // this line may have room for more
        }
    }

    bool add(ItemAllocation& item, Units units) {
        if (units > left(item) || units > item.tolerated + item.waited) return false;
        const Units by_tolerance = std::min(units, item.tolerated);
        give(item, by_tolerance, false);
        give(item, units - by_tolerance, true);
        return true;
    }

    void fill_or_break_carton(ItemAllocation& item) {
        const std::int32_t carton = item.goods->carton.value;
        const Units excess{item.sold.value % carton};
        if (excess == Units{0} || add(item, Units{carton} - excess)) return;
        item.sold = item.sold - excess;
        Units taken = excess;
        for (std::size_t i = item.demands.size(); taken > Units{0}; --i) {
            Units& has = allotted_[item.demands.at(i - 1)];
            const Units less = std::min(taken, has);
            has = has - less;
            taken = taken - less;
        }
        // A line that lost units must not get units by tolerance again: the tolerance of all lines
        // was not enough to fill the carton.
        item.tolerated = Units{0};
    }

    // Adds only as many units as needed, a carton at a time.
    void reach_threshold() {
        if (terms_.threshold.kind == ThresholdKind::people) return;
        for (ItemAllocation& item : items_)
            while (threshold_progress() < terms_.threshold.value && add(item, item.goods->carton)) {
            }
    }

    void serve_waitlist(ItemAllocation& item) {
        const Units most = std::min(left(item), item.waited);
        const Units whole{most.value - most.value % item.goods->carton.value};
        give(item, whole, true);
    }

    Fen price(const ItemAllocation& item) const {
        return catalog::price_at(item.goods->tiers, item.sold);
    }

    std::int64_t threshold_progress() const {
        std::int64_t sum = 0;
        for (const ItemAllocation& item : items_)
            sum += terms_.threshold.kind == ThresholdKind::units ? item.sold.value
                                                                 : (price(item) * item.sold).value;
        return sum;
    }

    std::int32_t people() const {
        std::vector<ConsumerId> served;
        for (std::size_t i = 0; i < demands_.size(); ++i)
            if (allotted_[i] > Units{0}) served.push_back(demands_[i].consumer);
        put_in_order(served);
        return static_cast<std::int32_t>(std::ranges::unique(served).begin() - served.begin());
    }

    Outcome make_outcome() {
        Outcome outcome{.people = people()};
        const std::int64_t reached =
            terms_.threshold.kind == ThresholdKind::people ? outcome.people : threshold_progress();
        outcome.missing = std::max<std::int64_t>(0, terms_.threshold.value - reached);
        outcome.holds = outcome.missing == 0;
        if (!outcome.holds) {
            std::ranges::fill(allotted_, Units{});
            outcome.people = 0;
        }
        for (const ItemAllocation& item : items_) {
            outcome.prices_fen.push_back(price(item));
            outcome.sold.push_back(outcome.holds ? item.sold : Units{0});
        }
        outcome.allotted = std::move(allotted_);
        return outcome;
    }

    const Terms& terms_;
    std::span<const Demand> demands_;
    std::vector<ItemAllocation> items_;
    std::vector<Units> allotted_;
};

}  // namespace

Outcome allot(const Terms& terms, std::span<const Demand> demands) {
    return Allocation(terms, demands).outcome();
}

std::vector<Demand> demands_of(const State& state, const GroupBuy& groupbuy) {
    std::vector<Demand> demands;
    // The units that a consumer's cap still allows beyond the quantities already joined.
    std::map<std::pair<std::int32_t, ConsumerId>, Units> spare;
    const auto take = [&](const OrderLine& line, Units wanted) {
        const auto [left, first] = spare.try_emplace({line.item, line.consumer});
        if (first)
            left->second = goods_of(groupbuy, line.item).cap_per_person -
                           holding(state, groupbuy.id, line.item, line.consumer).units;
        const Units taken = std::min(wanted, left->second);
        left->second = left->second - taken;
        return taken;
    };
    for (const Id<OrderLine> id : lines_of(state, groupbuy.id)) {
        const OrderLine& line = state.lines.at(id);
        if (line.left_at.ms != 0) continue;
        Demand demand{id, line.item, line.consumer, line.quantity, line.tolerance, line.waiting};
        if (line.waiting)
            demand.quantity = take(line, line.quantity);
        else if (line.tolerance > Units{0})
            demand.tolerance = take(line, line.tolerance);
        demands.push_back(demand);
    }
    return demands;
}

Outcome outcome_now(const State& state, const GroupBuy& groupbuy) {
    return allot(groupbuy.terms, demands_of(state, groupbuy));
}

}  // namespace starfish::groupbuy
