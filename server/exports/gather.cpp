#include "server/exports/gather.hpp"

#include "core/engine/redact.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/exports/door.hpp"
#include "server/exports/look_alikes.hpp"

#include "server/store/private_texts.hpp"

#include <algorithm>
#include <map>
#include <span>

namespace starfish::exports {
namespace {

// Profiles are read for this many lines at a time.
constexpr std::size_t people_at_once = 500;

CampaignRows::Line row_of(const State& state, const groupbuy::OrderLine& line) {
    CampaignRows::Line row{.line = line, .bill = {}, .delivery = {}, .pickup_code = {}};
    if (const auto* const bill = state.orders.bills.find(orders::bill_of(line.id)))
        row.bill = *bill;
    const auto* const delivery = state.handout.deliveries.find(handout::delivery_of(line.id));
    if (!delivery) return row;
    row.delivery = *delivery;
    row.pickup_code = state.handout.slips.at(delivery->slip).code;
    row.has_come = handout::item_of(state.handout, *delivery).arrived > Units{0};
    return row;
}

// The line has a bill, and it is paid in full.
bool is_paid(const CampaignRows::Line& row) {
    return row.bill && row.bill->paid_fen - row.bill->refunded_fen >= row.bill->due_fen;
}

bool sold_nothing(const groupbuy::GroupBuy& groupbuy) {
    return groupbuy.phase == groupbuy::Phase::failed ||
           groupbuy.phase == groupbuy::Phase::cancelled;
}

LineStatus status_of(const groupbuy::GroupBuy& groupbuy, const CampaignRows::Line& row) {
    const bool gets_nothing = row.line.left_at.ms != 0 || row.line.allotted < Units{1};
    if (gets_nothing || sold_nothing(groupbuy)) return LineStatus::cancelled;
    if (row.delivery && handout::left_of(*row.delivery) == Units{0})
        return row.delivery->handed > Units{0} ? LineStatus::handed_out : LineStatus::cancelled;
    // With payment at pickup the hand-out collects the amount, so arrival comes before payment.
    const bool pays_at_pickup = groupbuy.terms.payment == groupbuy::PaymentKind::pickup;
    if (row.has_come && (pays_at_pickup || is_paid(row))) return LineStatus::arrived;
    return is_paid(row) ? LineStatus::paid : LineStatus::to_pay;
}

// Until the lock a bill shows the first tier's price; the amount here is at the final price, so
// that difference is not part of it. Later corrections and claims are a refund if the amount was
// paid, else a discount.
void add_deductions(const CampaignRows::Line& row, ExportLine& line) {
    if (!row.bill) return;
    const Fen net_paid = row.bill->paid_fen - row.bill->refunded_fen;
    if (is_paid(row) && row.bill->paid_fen > Fen{} && net_paid < line.amount)
        line.refund = line.amount - net_paid;
    else if (row.bill->is_final && row.bill->due_fen < line.amount)
        line.discount = line.amount - row.bill->due_fen;
}

// Names must tell goods apart in every list: equal titles get the net content, and names that are
// still equal get the offer's number.
std::vector<ItemName> names_of(const std::vector<catalog::Offer>& offers) {
    std::vector<ItemName> names;
    for (const catalog::Offer& offer : offers) {
        const bool is_unique = std::ranges::count(offers, offer.title, &catalog::Offer::title) == 1;
        names.push_back({offer.title, is_unique ? std::string{} : offer.label.net_content});
    }
    const std::vector<ItemName> titled = names;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::ranges::count(titled, titled[i]) > 1)
            names[i].spec += " #" + std::to_string(offers[i].id.value);
    return names;
}

Campaign campaign_of(const CampaignRows& rows, std::span<const ItemName> names) {
    Campaign campaign{.title = rows.title,
                      .leader = rows.leader.name,
                      .items = {},
                      .deadline = rows.groupbuy.terms.deadline};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const catalog::Offer& offer = rows.offers[i];
        const auto index = static_cast<std::int32_t>(i);
        CampaignItem& item = campaign.items.emplace_back();
        item.item = names[i].item;
        item.spec = names[i].spec;
        item.id = std::to_string(offer.id.value);
        item.stock = groupbuy::goods_of(rows.groupbuy, index).stock.value;
        item.price = groupbuy::price_now(rows.groupbuy, index);
        if (offer.cost_fen > Fen{}) item.cost = offer.cost_fen;
    }
    return campaign;
}

// The profiles and notes of a batch of lines.
struct LinePeople {
    LinePeople(std::span<const CampaignRows::Line> rows, Store& store) {
        std::vector<ConsumerId> consumers;
        std::vector<std::uint32_t> lines;
        for (const auto& row : rows) {
            consumers.push_back(row.line.consumer);
            lines.push_back(row.line.id.value);
        }
        std::ranges::sort(consumers);
        const auto repeats = std::ranges::unique(consumers);
        consumers.erase(repeats.begin(), repeats.end());
        for (Profile& profile : store.profiles(consumers))
            profiles.emplace(profile.consumer, std::move(profile));
        notes = texts_by_id(store, groupbuy::note_kind, lines);
        names = texts_by_id(store, line_name_kind, lines);
    }
    void fill(const groupbuy::OrderLine& of, ExportLine& line) const {
        if (const auto found = profiles.find(of.consumer); found != profiles.end()) {
            line.name = found->second.name;
            line.phone = found->second.phone;
        }
        if (const auto note = notes.find(of.id.value); note != notes.end())
            line.member_note = note->second;
        if (const auto name = names.find(of.id.value); name != names.end() && !line.name.empty())
            line.name = name->second;
        Door door = door_in(line.member_note);
        if (door == Door{}) door = door_in(line.name);
        line.building = std::move(door.building);
        line.room = std::move(door.room);
    }

    std::map<ConsumerId, Profile> profiles;
    std::map<std::uint32_t, std::string> notes;  // by line
    // Typed for a line, if the name differs from the profile's.
    std::map<std::uint32_t, std::string> names;
};

ExportLine line_of(const CampaignRows& rows, const Campaign& campaign,
                   const CampaignRows::Line& row) {
    const groupbuy::OrderLine& of = row.line;
    const CampaignItem& item = campaign.items[static_cast<std::size_t>(of.item)];
    ExportLine line;
    line.join_number = of.join_number;
    line.item = item.item;
    line.spec = item.spec;
    line.unit = rows.offers[static_cast<std::size_t>(of.item)].unit;
    line.quantity = of.allotted.value;
    line.amount = item.price * of.allotted;
    line.status = status_of(rows.groupbuy, row);
    line.pickup_code = row.pickup_code;
    add_deductions(row, line);
    const auto point = std::ranges::find(rows.pickups, of.pickup, &community::PickupPoint::id);
    if (point != rows.pickups.end())
        line.pickup_point = {point->name, rows.leader.name, {}, point->address};
    line.leader = rows.leader.name;
    return line;
}

std::string joined(const std::vector<std::string>& parts, Locale locale) {
    std::string all;
    for (const std::string& part : parts) {
        if (!all.empty()) all += locale == Locale::zh_cn ? "、" : ", ";
        all += part;
    }
    return all;
}

// The time of the hand-out: the group-buy's own time, else the hours of its pickup points if they
// are equal.
std::string hours_of(const groupbuy::Terms& terms, const std::vector<std::string>& hours,
                     Locale locale) {
    if (terms.pickup_from.ms != 0) {
        const bool same_day = shanghai_day(terms.pickup_from) == shanghai_day(terms.pickup_until);
        return date_and_time(locale, terms.pickup_from) + " – " +
               (same_day ? time_of_day(terms.pickup_until)
                         : date_and_time(locale, terms.pickup_until));
    }
    const bool agree = !hours.empty() && std::ranges::all_of(hours, [&](const std::string& h) {
        return h == hours.front();
    });
    return agree ? hours.front() : std::string{};
}

}  // namespace

CampaignRows rows_of(const State& state, const groupbuy::GroupBuy& groupbuy, Scope scope) {
    CampaignRows rows{.groupbuy = groupbuy,
                      .title = groupbuy::title_of(state.catalog, groupbuy),
                      .offers = {},
                      .leader = state.community.leaders.at(groupbuy.leader),
                      .pickups = {},
                      .lines = {}};
    for (const groupbuy::Goods& goods : groupbuy.terms.goods)
        redact(rows.offers.emplace_back(state.catalog.offers.at(goods.offer)), scope);
    for (const auto id : pickup_points_of(state.community, groupbuy.community))
        rows.pickups.push_back(state.community.pickup_points.at(id));
    const auto lines = groupbuy::lines_of(state.groupbuy, groupbuy.id);
    rows.lines.reserve(lines.size());
    for (const auto id : lines) rows.lines.push_back(row_of(state, state.groupbuy.lines.at(id)));
    return rows;
}

ExportData gather(const CampaignRows& rows, Store& store) {
    ExportData data{.campaign = campaign_of(rows, names_of(rows.offers)), .lines = {}};
    data.lines.reserve(rows.lines.size());
    for (std::size_t from = 0; from < rows.lines.size(); from += people_at_once) {
        const std::size_t count = std::min(people_at_once, rows.lines.size() - from);
        const auto batch = std::span(rows.lines).subspan(from, count);
        const LinePeople people(batch, store);
        for (const auto& row : batch) {
            ExportLine& line = data.lines.emplace_back(line_of(rows, data.campaign, row));
            people.fill(row.line, line);
        }
    }
    return data;
}

Poster poster_of(const State& state, const groupbuy::GroupBuy& groupbuy, std::string_view origin,
                 Locale locale) {
    Poster poster;
    poster.title = groupbuy::title_of(state.catalog, groupbuy);
    const auto& goods = groupbuy.terms.goods;
    poster.price = goods.front().tiers.front().price_fen;
    if (goods.size() == 1) {
        for (const catalog::Tier& tier : std::span(goods.front().tiers).subspan(1))
            if (tier.units <= goods.front().stock)  // a tier beyond the stock cannot be promised
                poster.tiers.push_back({tier.units, tier.price_fen});
    } else {
        for (const groupbuy::Goods& one : goods) {
            poster.goods.push_back({state.catalog.offers.at(one.offer).title,
                                    one.tiers.front().price_fen, one.tiers.size() > 1});
            poster.price = std::min(poster.price, one.tiers.front().price_fen);
        }
    }
    poster.leader = state.community.leaders.at(groupbuy.leader).name;
    poster.community = state.community.communities.at(groupbuy.community).name;
    std::vector<std::string> places;
    std::vector<std::string> hours;
    for (const auto id : pickup_points_of(state.community, groupbuy.community)) {
        places.push_back(state.community.pickup_points.at(id).name);
        hours.push_back(state.community.pickup_points.at(id).hours);
    }
    poster.pickup_place = joined(places, locale);
    poster.pickup_hours = hours_of(groupbuy.terms, hours, locale);
    poster.deadline = groupbuy.terms.deadline;
    poster.link = std::string(origin) + "/g/" + groupbuy.code;
    return poster;
}

}  // namespace starfish::exports
