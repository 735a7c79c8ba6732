// From the state and the store to what the exports read. In two steps, since a campaign may have
// ten thousand lines: the rows are copied on the engine's thread, which nothing may hold up; the
// rest is looked up and put into words on a thread that may wait.
#pragma once

#include "core/engine/subjects.hpp"
#include "server/exports/campaign.hpp"
#include "server/exports/poster.hpp"
#include "server/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::exports {

// One group-buy as the state has it.
struct CampaignRows {
    struct Line {
        groupbuy::OrderLine line;
        std::optional<orders::Bill> bill;
        std::optional<handout::Delivery> delivery;  // once it has locked
        std::string pickup_code;                    // of all her lines; likewise
        bool has_come{};                            // something of its item was checked in
    };
    groupbuy::GroupBuy groupbuy;
    std::string title;
    std::vector<catalog::Offer> offers;  // of its goods, in their order
    community::Leader leader;
    std::vector<community::PickupPoint> pickups;
    std::vector<Line> lines;  // by join number, those that left included
};
// As `scope` holds them (core/engine/blank.hpp): what an offer costs is for the supplier's eyes.
CampaignRows rows_of(const State& state, const groupbuy::GroupBuy& groupbuy, Scope scope);

struct Gathered {
    Campaign campaign;
    std::vector<ExportLine> lines;
};

// Names and phones come from the profiles, notes from the notes; who was erased has none. Building
// and room are read out of note and name (door.hpp). The quantity is what is allotted, and as long
// as nothing is, what was asked for. A line that gets nothing (it left, waits, or the group-buy
// came to nothing, or nothing of it was handed over and nothing will be) is cancelled. What
// corrections and claims took off is a discount, or a refund of what had been paid.
Gathered gather(const CampaignRows& rows, Store& store);

// What the poster tells. `origin` as in Reader::origin.
Poster poster_of(const State& state, const groupbuy::GroupBuy& groupbuy, std::string_view origin,
                 Locale locale);

}  // namespace starfish::exports
