// Prepares the hand-out of a group-buy that locks.
#include "core/base/digest.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

#include <algorithm>

namespace starfish::handout {
namespace {

using groupbuy::Goods;

// A pickup code's digits, derived from decided facts because core has no randomness. They cannot be
// computed without the consumer's number (which the server derives with a key) and the join time.
std::string digits_of(const GroupBuy& groupbuy, const OrderLine& first, std::uint64_t salt,
                      std::size_t count) {
    Digest digest;
    digest.add(groupbuy.code);
    digest.add(static_cast<std::uint64_t>(first.consumer.value));
    digest.add(static_cast<std::uint64_t>(first.joined_at.ms));
    digest.add(salt);
    std::string digits(count, '0');
    std::uint64_t rest = digest.value();
    for (char& digit : digits) {
        digit = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    return digits;
}

// One slip an order, without codes, in the order of the first lines.
std::vector<SlipMade> slips_made(const Reads& reads, const State& state, const GroupBuy& groupbuy) {
    std::vector<SlipMade> slips;
    boost::unordered_flat_map<std::uint32_t, std::size_t> place_of;
    for (const Id<OrderLine> id : groupbuy::lines_of(reads.groupbuy, groupbuy.id)) {
        const OrderLine& line = reads.groupbuy.lines.at(id);
        if (line.left_at.ms != 0 || line.allotted == Units{0}) continue;
        const auto [place, is_first] = place_of.emplace(line.order.value, slips.size());
        if (is_first) {
            const auto number = state.slips.next_id().value + slips.size();
            slips.push_back({.slip = {static_cast<std::uint32_t>(number)},
                             .handout = handout_of(groupbuy.id),
                             .consumer = line.consumer,
                             .code = {},
                             .deliveries = {}});
        }
        slips[place->second].deliveries.push_back({.delivery = delivery_of(id),
                                                   .item = line.item,
                                                   .join_number = line.join_number,
                                                   .pickup = line.pickup,
                                                   .units = line.allotted});
    }
    return slips;
}

void give_codes(const Reads& reads, const GroupBuy& groupbuy, std::vector<SlipMade>& slips) {
    boost::unordered_flat_set<std::string> taken;
    for (SlipMade& slip : slips) {
        const OrderLine& first = reads.groupbuy.lines.at(line_of(slip.deliveries.front().delivery));
        std::uint64_t salt = 0;
        do slip.code = digits_of(groupbuy, first, salt++, code_digits(slips.size()));
        while (!taken.insert(slip.code).second);
    }
}

std::vector<Item> items_of(const Reads& reads, const GroupBuy& groupbuy) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < groupbuy.terms.goods.size(); ++i) {
        const auto& offer = reads.catalog.offers.at(groupbuy.terms.goods[i].offer);
        items.push_back({.offer = offer.id,
                         .title = offer.title,
                         .unit = offer.unit,
                         .price_fen = groupbuy.sales[i].price_fen,
                         .sold = groupbuy.sales[i].sold,
                         .arrived = {},
                         .damaged = {},
                         .handed = {},
                         .missing = {},
                         .uncollected = {}});
    }
    return items;
}

std::int32_t after_sales_days_of(const Reads& reads, const GroupBuy& groupbuy) {
    std::int32_t days = 0;
    for (const Goods& goods : groupbuy.terms.goods)
        days = std::max(days, reads.catalog.offers.at(goods.offer).after_sales_days);
    return days;
}

}  // namespace

std::vector<Event> react(const Reads& reads, const State& state, const groupbuy::Event& event) {
    const auto* const locked = std::get_if<groupbuy::Locked>(&event);
    if (!locked) return {};
    const GroupBuy& groupbuy = reads.groupbuy.groupbuys.at(locked->groupbuy);
    std::vector<SlipMade> slips = slips_made(reads, state, groupbuy);
    if (slips.empty()) return {};
    give_codes(reads, groupbuy, slips);
    std::vector<Event> events{Prepared{.handout = handout_of(groupbuy.id),
                                       .community = groupbuy.community,
                                       .leader = groupbuy.leader,
                                       .title = groupbuy::title_of(reads.catalog, groupbuy),
                                       .payment = groupbuy.terms.payment,
                                       .pickup_from = groupbuy.terms.pickup_from,
                                       .pickup_until = groupbuy.terms.pickup_until,
                                       .after_sales_days = after_sales_days_of(reads, groupbuy),
                                       .items = items_of(reads, groupbuy),
                                       .at = locked->at}};
    for (SlipMade& slip : slips) events.emplace_back(std::move(slip));
    return events;
}

}  // namespace starfish::handout
