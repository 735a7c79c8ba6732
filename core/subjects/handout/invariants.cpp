#include "core/subjects/handout/queries.hpp"

#include <map>
#include <set>

namespace starfish::handout {
namespace {

std::string about(const char* what, std::uint32_t id) {
    return std::string(what) + " " + std::to_string(id);
}

// Sums of corrections and claims for one delivery, and of deliveries and arrivals for one item.
struct DeliverySums {
    Units missing;
    Units uncollected;
    Fen off_fen;
    Fen granted_fen;
    int open_claims = 0;
};
struct ItemSums {
    Item item;
    Units out_of_arrivals;
};

std::optional<std::string> broken(const State& state, const Delivery& delivery,
                                  const DeliverySums& sums) {
    for (const Units units : {delivery.handed, delivery.missing, delivery.uncollected})
        if (units < Units{0}) return "a count is negative";
    if (left_of(delivery) < Units{0}) return "more is accounted for than was allotted";
    if (sums.missing != delivery.missing || sums.uncollected != delivery.uncollected)
        return "what is missing or uncollected is not the sum of the corrections";
    if (sums.off_fen != delivery.off_fen) return "off_fen is not the sum of the corrections";
    const Fen price = item_of(state, delivery).price_fen * delivery.units;
    if (delivery.off_fen + sums.granted_fen > price) return "more is taken off than it costs";
    if (delivery.collected_fen > price) return "more is collected than it costs";
    if (sums.open_claims > 1) return "two claims are open";
    const bool window = delivery.claims_until.ms != 0;
    if (window != (delivery.handed > Units{0})) return "claims may come of what was handed over";
    const bool finished = state.handouts.at(delivery.handout).finished_at.ms != 0;
    if (finished && left_of(delivery) > Units{0}) return "something is left of a finished hand-out";
    return std::nullopt;
}

std::optional<std::string> broken(const Item& item, const ItemSums& sums) {
    const Item& total = sums.item;
    if (item.sold != total.sold || item.handed != total.handed || item.missing != total.missing ||
        item.uncollected != total.uncollected)
        return "an item is not the sum of its deliveries";
    if (item.arrived != total.arrived || item.damaged != total.damaged)
        return "an item is not the sum of its arrivals";
    if (item.handed > item.arrived) return "more is handed over than arrived";
    if (item.arrived > item.sold) return "more arrived than was sold";
    if (sums.out_of_arrivals != item.handed) return "something was handed over out of nothing";
    return std::nullopt;
}

std::map<Id<Delivery>, DeliverySums> sums_by_delivery(const State& state) {
    std::map<Id<Delivery>, DeliverySums> sums;
    for (const Correction& correction : state.corrections) {
        DeliverySums& sum = sums[correction.delivery];
        if (correction.kind == CorrectionKind::missing)
            sum.missing = sum.missing + correction.units;
        else
            sum.uncollected = sum.uncollected + correction.units;
        sum.off_fen = sum.off_fen + correction.off_fen;
    }
    for (const Claim& claim : state.claims) {
        DeliverySums& sum = sums[claim.delivery];
        sum.granted_fen = sum.granted_fen + claim.refund_fen;
        sum.open_claims += is_open(claim);
    }
    return sums;
}

void add(Units& to, Units units) {
    to = to + units;
}

std::optional<std::string> broken_goods(const State& state) {
    std::map<std::pair<Id<Handout>, std::int32_t>, ItemSums> sums;
    for (const Delivery& delivery : state.deliveries) {
        Item& sum = sums[{delivery.handout, delivery.item}].item;
        add(sum.sold, delivery.units);
        add(sum.handed, delivery.handed);
        add(sum.missing, delivery.missing);
        add(sum.uncollected, delivery.uncollected);
    }
    for (const Arrival& arrival : state.arrivals) {
        ItemSums& sum = sums[{arrival.handout, arrival.item}];
        add(sum.item.arrived, arrival.units);
        add(sum.item.damaged, arrival.damaged);
        add(sum.out_of_arrivals, arrival.handed);
        if (arrival.handed > arrival.units) return about("arrival", arrival.id.value) + " is empty";
    }
    for (const Handout& handout : state.handouts)
        for (std::size_t i = 0; i < handout.items.size(); ++i)
            if (const auto what =
                    broken(handout.items[i], sums[{handout.id, static_cast<std::int32_t>(i)}]))
                return about("hand-out", handout.id.value) + ": " + *what;
    return std::nullopt;
}

std::optional<std::string> broken_slips(const State& state) {
    std::set<std::pair<Id<Handout>, std::string>> codes;
    std::map<Id<Handout>, std::int32_t> done;
    for (const Slip& slip : state.slips) {
        if (!codes.emplace(slip.handout, slip.code).second)
            return about("slip", slip.id.value) + " has another's code";
        if (find_slip(state, slip.handout, slip.code) != &slip)
            return about("slip", slip.id.value) + " is not found by its code";
        done[slip.handout] += left_of(state, slip) == Units{0};
    }
    for (const Handout& handout : state.handouts)
        if (progress_of(state, handout).slips_done != done[handout.id])
            return about("hand-out", handout.id.value) + " miscounts the slips that are done";
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_invariant(const Reads&, const State& state) {
    const auto sums = sums_by_delivery(state);
    for (const Delivery& delivery : state.deliveries) {
        const auto found = sums.find(delivery.id);
        const DeliverySums sum = found == sums.end() ? DeliverySums{} : found->second;
        if (const auto what = broken(state, delivery, sum))
            return about("delivery", delivery.id.value) + ": " + *what;
    }
    if (auto what = broken_goods(state)) return what;
    return broken_slips(state);
}

}  // namespace starfish::handout
