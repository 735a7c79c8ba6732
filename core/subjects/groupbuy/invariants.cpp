#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <map>
#include <set>

namespace starfish::groupbuy {
namespace {

struct Sums {
    std::vector<Units> joined;
    std::vector<Units> waiting;
    std::vector<Units> allotted;
    std::set<ConsumerId> people;
    std::int32_t last_number = 0;
};

std::string row_name(const char* what, std::uint32_t id) {
    return std::string(what) + " " + std::to_string(id);
}

// All lines of an order are from one consumer and in one group-buy.
bool has_valid_order(const State& state, const OrderLine& line) {
    const OrderLine* const first = state.lines.find(line.order);
    return first && first->order == first->id && first->consumer == line.consumer &&
           first->groupbuy == line.groupbuy && first->id <= line.id;
}

void count(Sums& sums, const OrderLine& line) {
    const auto item = static_cast<std::size_t>(line.item);
    for (auto* const units : {&sums.joined, &sums.waiting, &sums.allotted})
        if (units->size() <= item) units->resize(item + 1);
    if (line.left_at.ms != 0) return;
    Units& asked = (line.waiting ? sums.waiting : sums.joined)[item];
    asked = asked + line.quantity;
    sums.allotted[item] = sums.allotted[item] + line.allotted;
    if (!line.waiting) sums.people.insert(line.consumer);
}

std::optional<std::string> broken_rule(const GroupBuy& groupbuy, Sums& sums) {
    const std::size_t items = groupbuy.terms.goods.size();
    if (groupbuy.sales.size() != items) return "goods and sales differ in number";
    for (auto* const units : {&sums.joined, &sums.waiting, &sums.allotted}) units->resize(items);
    for (std::size_t i = 0; i < items; ++i) {
        const Sale& sale = groupbuy.sales[i];
        const Goods& goods = groupbuy.terms.goods[i];
        if (sums.joined[i] != sale.joined) return "the units joined are not the sum of the lines";
        if (sums.waiting[i] != sale.waiting)
            return "the units waiting are not the sum of the lines";
        if (sale.joined < Units{0} || sale.joined > goods.stock)
            return "units joined are above the stock";
        if (groupbuy.phase != Phase::locked) continue;
        if (sums.allotted[i] != sale.sold) return "the units sold are not the sum of the lines";
        if (sale.sold > goods.stock) return "units allotted are above the stock";
        if (sale.sold.value % goods.carton.value != 0) return "a carton is broken";
        if (sale.price_fen != catalog::price_at(goods.tiers, sale.sold))
            return "the price is not that of the tier reached";
    }
    if (std::cmp_not_equal(sums.people.size(), groupbuy.joined_people))
        return "joined_people does not count the people";
    if (sums.last_number != groupbuy.last_join_number) return "join numbers have a gap";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    std::map<Id<GroupBuy>, Sums> sums;
    for (const OrderLine& line : state.lines) {
        Sums& sum = sums[line.groupbuy];
        if (++sum.last_number != line.join_number)
            return row_name("join number of line", line.id.value);
        if (!has_valid_order(state, line)) return row_name("order of line", line.id.value);
        count(sum, line);
    }
    std::map<Id<Offer>, Units> reserved;
    for (const GroupBuy& groupbuy : state.groupbuys) {
        if (const auto what = broken_rule(groupbuy, sums[groupbuy.id]))
            return row_name("group-buy", groupbuy.id.value) + ": " + *what;
        for (std::size_t i = 0; i < groupbuy.terms.goods.size(); ++i) {
            Units& held = reserved[groupbuy.terms.goods[i].offer];
            if (groupbuy.phase == Phase::open_) held = held + groupbuy.terms.goods[i].stock;
            if (groupbuy.phase == Phase::locked) held = held + groupbuy.sales[i].sold;
        }
    }
    for (const auto& [offer, held] : reserved) {
        const Reservation* stored = state.reservations.find({offer.value});
        if ((stored ? stored->reserved : Units{0}) != held)
            return row_name("reservation of offer", offer.value) +
                   " is not what its group-buys hold";
        if (held > reads.catalog.offers.at(offer).stock)
            return row_name("offer", offer.value) + " is allotted above its stock";
    }
    return std::nullopt;
}

}  // namespace starfish::groupbuy
