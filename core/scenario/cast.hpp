// Who and what the names in a scenario stand for, learnt from what came of its steps.
#pragma once

#include "core/scenario/scenario.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::scenario {

// A name that stands for nothing (yet), said so that a writer of scenarios understands.
struct Unnamed {
    std::string what;
};

class Cast {
public:
    // The command a step means, its names resolved.
    std::expected<Command, Unnamed> command_of(const Step& step) const;
    // Binds the step's name to what its events made. A name can be given once.
    std::optional<Unnamed> learn(const Step& step, std::span<const Event> events);

    const Id<community::Leader>* leader(std::string_view name) const;
    const Id<catalog::Offer>* offer(std::string_view name) const;
    const Id<groupbuy::GroupBuy>* groupbuy(std::string_view name) const;
    const Id<community::Verifier>* verifier(std::string_view name) const;
    // Who made an order line; "?" if the scenario did not.
    std::string_view person_of(Id<groupbuy::OrderLine> line) const;
    // The bills of a person's joins in a group-buy, whether or not anything was billed.
    std::vector<Id<orders::Bill>> bills_of(std::string_view person, Id<groupbuy::GroupBuy>) const;

    // A person's slip of a group-buy, and her last claim there; null ids if there is none.
    Id<handout::Slip> slip_of(std::string_view person, Id<groupbuy::GroupBuy>) const;
    Id<handout::Claim> claim_of(std::string_view person, Id<groupbuy::GroupBuy>) const;

private:
    template <class Row>
    using Names = std::map<std::string, Id<Row>, std::less<>>;
    struct Place {  // a join
        std::string person;
        Id<groupbuy::GroupBuy> groupbuy;
        Id<groupbuy::OrderLine> line;
        Id<community::PickupPoint> pickup;
        bool left = false;
    };
    class Resolving;
    class Learning;

    Names<catalog::Offer> offers_;
    Names<community::Leader> leaders_;
    Names<community::Community> communities_;
    Names<community::PickupPoint> pickups_;
    Names<groupbuy::GroupBuy> groupbuys_;
    Names<community::Verifier> verifiers_;
    // What is taken when a step does not say: the first of each.
    std::map<Id<community::Leader>, Id<community::Community>> first_community_;
    std::map<Id<community::Community>, Id<community::PickupPoint>> first_pickup_;
    std::map<Id<groupbuy::GroupBuy>, groupbuy::Opened> opened_;
    std::vector<Place> places_;
    std::vector<orders::RefundOwed> owed_;
    std::set<Id<orders::Refund>> given_;
    std::vector<handout::SlipMade> slips_;
    std::vector<handout::ClaimFiled> claims_;
    // The last of each leader.
    std::map<Id<community::Leader>, Id<money::Hold>> holds_;
    std::map<Id<community::Leader>, Id<money::Withdrawal>> withdrawals_;
    std::map<Id<community::Leader>, Id<money::Settlement>> settlements_;
};

}  // namespace starfish::scenario
