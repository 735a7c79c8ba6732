#include "core/groupbuy/groupbuy.hpp"
#include "core/groupbuy/queries.hpp"

#include <map>
#include <set>

namespace starfish::groupbuy {
namespace {

struct Sums {
    Units units;
    std::set<ConsumerId> people;
    std::int32_t last_number = 0;
};

std::string about(const char* what, std::uint32_t id) {
    return std::string(what) + " " + std::to_string(id);
}

std::optional<std::string> broken(const GroupBuy& groupbuy, const Sums& sums) {
    if (sums.units != groupbuy.joined_units) return "joined_units is not the sum of the lines";
    if (std::cmp_not_equal(sums.people.size(), groupbuy.joined_people))
        return "joined_people does not count the people";
    if (sums.last_number != groupbuy.last_join_number) return "join numbers have a gap";
    if (groupbuy.joined_units < Units{0} || groupbuy.joined_units > groupbuy.stock)
        return "units joined are above the stock";
    if (groupbuy.phase == Phase::locked && !threshold_reached(groupbuy))
        return "locked below its threshold";
    if (groupbuy.phase == Phase::failed && threshold_reached(groupbuy))
        return "failed above its threshold";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    std::map<Id<GroupBuy>, Sums> sums;
    for (const OrderLine& line : state.lines) {
        Sums& sum = sums[line.groupbuy];
        if (++sum.last_number != line.join_number)
            return about("join number of line", line.id.value);
        if (line.left_at.ms != 0) continue;
        sum.units = sum.units + line.quantity;
        sum.people.insert(line.consumer);
    }
    std::map<Id<Offer>, Units> reserved;
    for (const GroupBuy& groupbuy : state.groupbuys) {
        if (const auto what = broken(groupbuy, sums[groupbuy.id]))
            return about("group-buy", groupbuy.id.value) + ": " + *what;
        Units& held = reserved[groupbuy.offer];
        if (groupbuy.phase == Phase::open_) held = held + groupbuy.stock;
        if (groupbuy.phase == Phase::locked) held = held + groupbuy.joined_units;
    }
    for (const auto& [offer, held] : reserved) {
        const Reservation* stored = state.reservations.find({offer.value});
        if (!stored || stored->reserved != held)
            return about("reservation of offer", offer.value) + " is not what its group-buys hold";
        if (held > reads.catalog.offers.at(offer).stock)
            return about("offer", offer.value) + " is allotted above its stock";
    }
    return std::nullopt;
}

}  // namespace starfish::groupbuy
