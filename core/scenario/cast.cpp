#include "core/scenario/cast.hpp"

#include "core/subjects/handout/queries.hpp"

#include <algorithm>

namespace starfish::scenario {
namespace {

template <class Row, class Names>
const Id<Row>* find(const Names& names, std::string_view name) {
    const auto found = names.find(name);
    return found == names.end() ? nullptr : &found->second;
}

}  // namespace

// Puts ids where a deed has names; the first name that stands for nothing is remembered.
class Cast::Resolving {
public:
    Resolving(const Cast& cast, const std::string& who) : cast_(cast), who_(who) {}
    std::optional<Unnamed> unnamed;

    Command operator()(const Publishes& deed) { return catalog::Command(deed.command); }
    Command operator()(const Withdraws& deed) {
        auto command = deed.command;
        command.offer = named(cast_.offers_, deed.offer, "offer");
        return catalog::Command(std::move(command));
    }
    Command operator()(const Registers& deed) { return community::Command(deed.command); }
    Command operator()(const AddsCommunity& deed) {
        auto command = deed.command;
        command.leader = named(cast_.leaders_, deed.leader, "leader");
        return community::Command(std::move(command));
    }
    Command operator()(const AddsPickup& deed) {
        auto command = deed.command;
        command.community = named(cast_.communities_, deed.community, "community");
        return community::Command(std::move(command));
    }
    Command operator()(const Opens& deed) {
        auto command = deed.command;
        for (std::size_t i = 0; i < deed.offers.size(); ++i)
            command.items[i].offer = named(cast_.offers_, deed.offers[i], "offer");
        command.community = community_of(deed.community);
        if (!deed.revises.empty())
            command.revises = named(cast_.groupbuys_, deed.revises, "group-buy");
        return groupbuy::Command(std::move(command));
    }
    Command operator()(const OpensAgain& deed) {
        const auto like = named(cast_.groupbuys_, deed.like, "group-buy");
        if (const auto* const clone = std::get_if<groupbuy::Clone>(&deed.command)) {
            auto command = *clone;
            command.groupbuy = like;
            return groupbuy::Command(command);
        }
        auto command = std::get<groupbuy::Reoffer>(deed.command);
        command.groupbuy = like;
        command.community = community_of(deed.community);
        return groupbuy::Command(command);
    }
    Command operator()(const Joins& deed) {
        auto command = deed.command;
        command.groupbuy = named(cast_.groupbuys_, deed.groupbuy, "group-buy");
        const Place* const earlier = deed.with_order ? last_place(deed.groupbuy) : nullptr;
        if (earlier) command.with = earlier->line;
        const auto opened = cast_.opened_.find(command.groupbuy);
        if (opened == cast_.opened_.end()) return groupbuy::Command(command);
        command.offer = deed.offer.empty() ? opened->second.terms.goods.front().offer
                                           : named(cast_.offers_, deed.offer, "offer");
        command.pickup = deed.pickup.empty()
                             ? first(cast_.first_pickup_, opened->second.community, "pickup point")
                             : named(cast_.pickups_, deed.pickup, "pickup point");
        return groupbuy::Command(command);
    }
    Command operator()(const Changes& deed) {
        auto command = deed.command;
        const Place* place = last_place(deed.groupbuy);
        if (!place) return groupbuy::Command(command);
        command.line = place->line;
        command.pickup = deed.pickup.empty() ? place->pickup
                                             : named(cast_.pickups_, deed.pickup, "pickup point");
        return groupbuy::Command(command);
    }
    Command operator()(const Leaves& deed) {
        const Place* place = last_place(deed.groupbuy, deed.person);
        return groupbuy::Command(groupbuy::Leave{place ? place->line : Id<groupbuy::OrderLine>{}});
    }
    Command operator()(const Governs& deed) {
        const auto groupbuy = named(cast_.groupbuys_, deed.groupbuy, "group-buy");
        return std::visit(
            [&](auto command) {
                command.groupbuy = groupbuy;
                return groupbuy::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Pays& deed) {
        const Place* place = last_place(deed.groupbuy, deed.person);
        return std::visit(
            [&](auto command) {
                if (place) command.bill = orders::bill_of(place->line);
                return orders::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const GivesBack& deed) {
        const auto groupbuy = named(cast_.groupbuys_, deed.groupbuy, "group-buy");
        const auto bills = cast_.bills_of(deed.person, groupbuy);
        Id<orders::Refund> chosen;
        for (const auto& owed : cast_.owed_) {
            if (std::ranges::find(bills, owed.bill) == bills.end()) continue;
            chosen = owed.refund;
            if (!cast_.given_.contains(chosen)) break;
        }
        if (!chosen) say_missing("refund to " + deed.person + " in " + deed.groupbuy);
        return std::visit(
            [&](auto command) {
                command.refund = chosen;
                return orders::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Appoints& deed) {
        auto command = deed.command;
        command.leader = named(cast_.leaders_, deed.leader, "leader");
        return community::Command(std::move(command));
    }
    Command operator()(const Dismisses& deed) {
        return community::Command(
            community::DismissVerifier{named(cast_.verifiers_, deed.verifier, "verifier")});
    }
    Command operator()(const Entrusts& deed) {
        const auto community = named(cast_.communities_, deed.community, "community");
        return community::Command(
            community::ChangeLeader{community, named(cast_.leaders_, deed.leader, "leader")});
    }
    Command operator()(const ChecksIn& deed) {
        auto command = deed.command;
        command.handout = handout_of(deed.groupbuy);
        command.item = item_of(deed.groupbuy, deed.offer);
        return handout::Command(std::move(command));
    }
    Command operator()(const HandsOver& deed) {
        auto command = deed.command;
        command.slip = slip_of(deed.person, deed.groupbuy);
        std::vector<handout::Part> parts;
        parts.reserve(deed.parts.size());
        for (const HandsOver::Part& part : deed.parts)
            parts.push_back({delivery_of(deed.person, deed.groupbuy, part.offer), part.units});
        if (!parts.empty()) command.parts = std::move(parts);
        return handout::Command(std::move(command));
    }
    Command operator()(const Corrects& deed) {
        const auto delivery = delivery_of(deed.person, deed.groupbuy, deed.offer);
        return std::visit(
            [&](auto command) {
                command.delivery = delivery;
                return handout::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Complains& deed) {
        auto command = deed.command;
        command.delivery = delivery_of(who_, deed.groupbuy, deed.offer);
        return handout::Command(std::move(command));
    }
    Command operator()(const Answers& deed) {
        const auto claim =
            cast_.claim_of(deed.person, named(cast_.groupbuys_, deed.groupbuy, "group-buy"));
        if (!claim) say_missing("claim of " + deed.person + " in " + deed.groupbuy);
        return std::visit(
            [&](auto command) {
                command.claim = claim;
                return handout::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Finishes& deed) {
        return handout::Command(handout::Finish{handout_of(deed.groupbuy)});
    }
    Command operator()(const Halts& deed) {
        const auto offer = named(cast_.offers_, deed.offer, "offer");
        return std::visit(
            [&](auto command) {
                command.offer = offer;
                return catalog::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Banks& deed) {
        return std::visit(
            [&](auto command) {
                if constexpr (requires { command.hold; })
                    command.hold = last(cast_.holds_, deed.leader, "hold");
                else if constexpr (requires { command.withdrawal; })
                    command.withdrawal = last(cast_.withdrawals_, deed.leader, "withdrawal");
                else if constexpr (requires { command.settlement; })
                    command.settlement = last(cast_.settlements_, deed.leader, "settlement");
                else if constexpr (requires { command.leader; })
                    if (!deed.leader.empty())
                        command.leader = named(cast_.leaders_, deed.leader, "leader");
                return money::Command(std::move(command));
            },
            deed.command);
    }
    Command operator()(const Sends& deed) { return deed.command; }
    Command operator()(const auto&) { return {}; }  // a claim commands nothing

private:
    Id<community::Community> community_of(const std::string& name) {
        if (!name.empty()) return named(cast_.communities_, name, "community");
        return first(cast_.first_community_, named(cast_.leaders_, who_, "leader"),
                     "community of " + who_);
    }
    Id<handout::Handout> handout_of(const std::string& groupbuy) {
        return handout::handout_of(named(cast_.groupbuys_, groupbuy, "group-buy"));
    }
    std::int32_t item_of(const std::string& groupbuy, const std::string& offer_name) {
        const auto opened = cast_.opened_.find(named(cast_.groupbuys_, groupbuy, "group-buy"));
        if (offer_name.empty() || opened == cast_.opened_.end()) return 0;
        const auto offer = named(cast_.offers_, offer_name, "offer");
        const auto& goods = opened->second.terms.goods;
        const auto found = std::ranges::find(goods, offer, &groupbuy::Goods::offer);
        if (found == goods.end()) say_missing("offer " + offer_name + " in " + groupbuy);
        return static_cast<std::int32_t>(found - goods.begin());
    }
    Id<handout::Slip> slip_of(const std::string& person, const std::string& groupbuy) {
        const auto slip = cast_.slip_of(person, named(cast_.groupbuys_, groupbuy, "group-buy"));
        if (!slip) say_missing("slip of " + person + " in " + groupbuy);
        return slip;
    }
    // Her last line of the offer.
    Id<handout::Delivery> delivery_of(const std::string& person, const std::string& groupbuy,
                                      const std::string& offer) {
        const auto slip = slip_of(person, groupbuy);
        const auto item = item_of(groupbuy, offer);
        Id<handout::Delivery> last;
        for (const auto& made : cast_.slips_)
            for (const auto& planned : made.deliveries)
                if (made.slip == slip && planned.item == item) last = planned.delivery;
        if (slip && !last) say_missing("line of " + person + " in " + groupbuy + " of " + offer);
        return last;
    }
    // The last join of the person that stands, or else the last.
    const Place* last_place(const std::string& groupbuy_name, const std::string& person) {
        const auto groupbuy = named(cast_.groupbuys_, groupbuy_name, "group-buy");
        const Place* last = nullptr;
        for (const Place& place : cast_.places_)
            if (place.groupbuy == groupbuy && place.person == person)
                if (!last || last->left || !place.left) last = &place;
        if (!last) say_missing("join of " + person + " in " + groupbuy_name);
        return last;
    }
    const Place* last_place(const std::string& groupbuy_name) {
        return last_place(groupbuy_name, who_);
    }
    template <class Row>
    Id<Row> named(const Names<Row>& names, std::string_view name, std::string_view kind) {
        if (const auto* const id = find<Row>(names, name)) return *id;
        say_missing(std::string(kind) + " called \"" + std::string(name) + "\"");
        return {};
    }
    template <class Key, class Row>
    Id<Row> first(const std::map<Key, Id<Row>>& firsts, Key of, const std::string& what) {
        const auto found = firsts.find(of);
        if (found != firsts.end()) return found->second;
        say_missing(what);
        return {};
    }
    template <class Row>
    Id<Row> last(const std::map<Id<community::Leader>, Id<Row>>& lasts, const std::string& leader,
                 const std::string& what) {
        return first(lasts, named(cast_.leaders_, leader, "leader"), what + " of " + leader);
    }
    void say_missing(const std::string& what) {
        if (!unnamed) unnamed = Unnamed{"there is no " + what};
    }
    const Cast& cast_;
    const std::string& who_;
};

// Takes up what one event made.
class Cast::Learning {
public:
    Learning(Cast& cast, const std::string& name, const std::string& who)
        : cast_(cast), name_(name), who_(who) {}
    std::optional<Unnamed> taken;

    void operator()(const catalog::OfferPublished& e) { bind(cast_.offers_, e.offer); }
    void operator()(const community::LeaderRegistered& e) { bind(cast_.leaders_, e.leader); }
    void operator()(const community::CommunityOpened& e) {
        bind(cast_.communities_, e.community);
        cast_.first_community_.emplace(e.leader, e.community);
    }
    void operator()(const community::PickupPointAdded& e) {
        bind(cast_.pickups_, e.pickup_point);
        cast_.first_pickup_.emplace(e.community, e.pickup_point);
    }
    void operator()(const groupbuy::Opened& e) {
        bind(cast_.groupbuys_, e.groupbuy);
        cast_.opened_.emplace(e.groupbuy, e);
    }
    void operator()(const groupbuy::Revised& e) { cast_.opened_.at(e.groupbuy).terms = e.terms; }
    void operator()(const groupbuy::Joined& e) {
        cast_.places_.push_back({who_, e.groupbuy, e.line, e.pickup, false});
    }
    void operator()(const orders::RefundOwed& e) { cast_.owed_.push_back(e); }
    void operator()(const orders::RefundGiven& e) { cast_.given_.insert(e.refund); }
    void operator()(const community::VerifierAppointed& e) { bind(cast_.verifiers_, e.verifier); }
    void operator()(const handout::SlipMade& e) { cast_.slips_.push_back(e); }
    void operator()(const handout::ClaimFiled& e) { cast_.claims_.push_back(e); }
    void operator()(const money::HoldPlaced& e) { cast_.holds_[e.leader] = e.hold; }
    void operator()(const money::WithdrawalRequested& e) {
        cast_.withdrawals_[e.leader] = e.withdrawal;
    }
    void operator()(const money::SettlementMade& e) { cast_.settlements_[e.leader] = e.settlement; }
    void operator()(const groupbuy::Left& e) {
        for (Place& place : cast_.places_)
            if (place.line == e.line) place.left = true;
    }
    void operator()(const auto&) {}

private:
    template <class Row>
    void bind(Names<Row>& names, Id<Row> id) {
        if (name_.empty() || names.emplace(name_, id).second) return;
        taken = Unnamed{"the name \"" + name_ + "\" is taken"};
    }
    Cast& cast_;
    const std::string& name_;
    const std::string& who_;
};

std::expected<Command, Unnamed> Cast::command_of(const Step& step) const {
    Resolving resolving(*this, step.who);
    Command command = std::visit(resolving, step.deed);
    if (resolving.unnamed) return std::unexpected(std::move(*resolving.unnamed));
    return command;
}

std::optional<Unnamed> Cast::learn(const Step& step, std::span<const Event> events) {
    std::string name;
    std::visit(
        [&](const auto& deed) {
            if constexpr (requires { deed.command, deed.name; }) name = deed.name;
        },
        step.deed);
    Learning learning(*this, name, step.who);
    for (const Event& event : events)
        std::visit([&](const auto& subject) { std::visit(learning, subject); }, event);
    return std::move(learning.taken);
}

const Id<community::Leader>* Cast::leader(std::string_view name) const {
    return find<community::Leader>(leaders_, name);
}
const Id<catalog::Offer>* Cast::offer(std::string_view name) const {
    return find<catalog::Offer>(offers_, name);
}
const Id<groupbuy::GroupBuy>* Cast::groupbuy(std::string_view name) const {
    return find<groupbuy::GroupBuy>(groupbuys_, name);
}

const Id<community::Verifier>* Cast::verifier(std::string_view name) const {
    return find<community::Verifier>(verifiers_, name);
}

Id<handout::Slip> Cast::slip_of(std::string_view person, Id<groupbuy::GroupBuy> groupbuy) const {
    for (const auto& made : slips_) {
        const auto line = handout::line_of(made.deliveries.front().delivery);
        if (made.handout == handout::handout_of(groupbuy) && person_of(line) == person)
            return made.slip;
    }
    return {};
}

Id<handout::Claim> Cast::claim_of(std::string_view person, Id<groupbuy::GroupBuy> groupbuy) const {
    Id<handout::Claim> last;
    for (const auto& filed : claims_)
        for (const Place& place : places_)
            if (place.line == handout::line_of(filed.delivery) && place.groupbuy == groupbuy &&
                place.person == person)
                last = filed.claim;
    return last;
}

std::vector<Id<orders::Bill>> Cast::bills_of(std::string_view person,
                                             Id<groupbuy::GroupBuy> groupbuy) const {
    std::vector<Id<orders::Bill>> bills;
    for (const Place& place : places_)
        if (place.groupbuy == groupbuy && place.person == person)
            bills.push_back(orders::bill_of(place.line));
    return bills;
}

std::string_view Cast::person_of(Id<groupbuy::OrderLine> line) const {
    const auto place = std::ranges::find(places_, line, &Place::line);
    return place == places_.end() ? std::string_view("?") : std::string_view(place->person);
}

}  // namespace starfish::scenario
