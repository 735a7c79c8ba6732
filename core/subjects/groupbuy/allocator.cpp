#include "core/subjects/groupbuy/allocator.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <algorithm>
#include <cassert>
#include <map>

namespace starfish::groupbuy {
namespace {

// One item's share of the work. The two cursors only move on, so serving all is linear.
struct Shelf {
    const Goods* goods{};
    std::vector<std::size_t> wishes;  // places, in order
    Units sold;
    Units tolerated;             // still to be had by tolerance
    Units waited;                // still asked for by those who wait
    std::size_t tolerance_at{};  // places in `wishes`
    std::size_t waiting_at{};
};

class Allotting {
public:
    Allotting(const Terms& terms, std::span<const Wish> wishes)
        : terms_(terms), wishes_(wishes), shelves_(terms.goods.size()), allotted_(wishes.size()) {
        for (std::size_t i = 0; i < shelves_.size(); ++i) shelves_[i].goods = &terms.goods[i];
        for (std::size_t i = 0; i < wishes.size(); ++i) serve_quantity(i);
    }

    Outcome outcome() {
        for (Shelf& shelf : shelves_) fill_or_break_carton(shelf);
        reach_threshold();
        for (Shelf& shelf : shelves_) serve_waitlist(shelf);
        return judged();
    }

private:
    void serve_quantity(std::size_t place) {
        const Wish& wish = wishes_[place];
        Shelf& shelf = shelves_.at(static_cast<std::size_t>(wish.item));
        shelf.wishes.push_back(place);
        if (wish.waiting) {
            shelf.waited = shelf.waited + wish.quantity;
            return;
        }
        allotted_[place] = wish.quantity;
        shelf.sold = shelf.sold + wish.quantity;
        shelf.tolerated = shelf.tolerated + wish.tolerance;
        assert(shelf.sold <= shelf.goods->stock);
    }

    static Units left(const Shelf& shelf) { return shelf.goods->stock - shelf.sold; }

    // What a line can still take: of her tolerance, or of what she waits for.
    Units room(std::size_t place) const {
        const Wish& wish = wishes_[place];
        return wish.quantity + wish.tolerance - allotted_[place];
    }

    // Gives out `units` more to those that wait, or to those that tolerate, from the cursor on.
    void give(Shelf& shelf, Units units, bool waiting) {
        std::size_t& at = waiting ? shelf.waiting_at : shelf.tolerance_at;
        Units& pool = waiting ? shelf.waited : shelf.tolerated;
        pool = pool - units;
        shelf.sold = shelf.sold + units;
        for (; units > Units{0}; ++at) {
            const std::size_t place = shelf.wishes.at(at);
            if (wishes_[place].waiting != waiting) continue;
            const Units given = std::min(units, room(place));
            allotted_[place] = allotted_[place] + given;
            units = units - given;
            if (units == Units{0}) break;  // this line may have room for more
        }
    }

    bool add(Shelf& shelf, Units units) {
        if (units > left(shelf) || units > shelf.tolerated + shelf.waited) return false;
        const Units by_tolerance = std::min(units, shelf.tolerated);
        give(shelf, by_tolerance, false);
        give(shelf, units - by_tolerance, true);
        return true;
    }

    void fill_or_break_carton(Shelf& shelf) {
        const std::int32_t carton = shelf.goods->carton.value;
        const Units over{shelf.sold.value % carton};
        if (over == Units{0} || add(shelf, Units{carton} - over)) return;
        shelf.sold = shelf.sold - over;
        Units taken = over;
        for (std::size_t i = shelf.wishes.size(); taken > Units{0}; --i) {
            Units& has = allotted_[shelf.wishes.at(i - 1)];
            const Units less = std::min(taken, has);
            has = has - less;
            taken = taken - less;
        }
        // Who lost units asks for no more by tolerance: there was none, or it did not suffice.
        shelf.tolerated = Units{0};
    }

    // Only as many as are needed, a carton at a time.
    void reach_threshold() {
        if (terms_.threshold.kind == ThresholdKind::people) return;
        for (Shelf& shelf : shelves_)
            while (toward() < terms_.threshold.value && add(shelf, shelf.goods->carton)) {
            }
    }

    void serve_waitlist(Shelf& shelf) {
        const Units most = std::min(left(shelf), shelf.waited);
        const Units whole{most.value - most.value % shelf.goods->carton.value};
        give(shelf, whole, true);
    }

    Fen price(const Shelf& shelf) const {
        return catalog::price_at(shelf.goods->tiers, shelf.sold);
    }

    std::int64_t toward() const {
        std::int64_t sum = 0;
        for (const Shelf& shelf : shelves_)
            sum += terms_.threshold.kind == ThresholdKind::units
                       ? shelf.sold.value
                       : (price(shelf) * shelf.sold).value;
        return sum;
    }

    std::int32_t people() const {
        std::vector<ConsumerId> served;
        for (std::size_t i = 0; i < wishes_.size(); ++i)
            if (allotted_[i] > Units{0}) served.push_back(wishes_[i].consumer);
        put_in_order(served);
        return static_cast<std::int32_t>(std::ranges::unique(served).begin() - served.begin());
    }

    Outcome judged() {
        Outcome outcome{.people = people()};
        const std::int64_t reached =
            terms_.threshold.kind == ThresholdKind::people ? outcome.people : toward();
        outcome.missing = std::max<std::int64_t>(0, terms_.threshold.value - reached);
        outcome.holds = outcome.missing == 0;
        if (!outcome.holds) {
            std::ranges::fill(allotted_, Units{});
            outcome.people = 0;
        }
        for (const Shelf& shelf : shelves_) {
            outcome.prices_fen.push_back(price(shelf));
            outcome.sold.push_back(outcome.holds ? shelf.sold : Units{0});
        }
        outcome.allotted = std::move(allotted_);
        return outcome;
    }

    const Terms& terms_;
    std::span<const Wish> wishes_;
    std::vector<Shelf> shelves_;
    std::vector<Units> allotted_;
};

}  // namespace

Outcome allot(const Terms& terms, std::span<const Wish> wishes) {
    return Allotting(terms, wishes).outcome();
}

std::vector<Wish> wishes_of(const State& state, const GroupBuy& groupbuy) {
    std::vector<Wish> wishes;
    // What her cap leaves a person beyond the quantities she holds.
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
        Wish wish{id, line.item, line.consumer, line.quantity, line.tolerance, line.waiting};
        if (line.waiting)
            wish.quantity = take(line, line.quantity);
        else if (line.tolerance > Units{0})
            wish.tolerance = take(line, line.tolerance);
        wishes.push_back(wish);
    }
    return wishes;
}

Outcome outcome_now(const State& state, const GroupBuy& groupbuy) {
    return allot(groupbuy.terms, wishes_of(state, groupbuy));
}

}  // namespace starfish::groupbuy
