// Reads the state and the store for the exports, in two steps, because a campaign may have ten
// thousand lines: the rows are copied on the engine's thread, which must not be blocked; the rest
// is looked up and worded on a thread that may wait.
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

// The rows of one group-buy in the state.
struct CampaignRows {
    struct Line {
        groupbuy::OrderLine line;
        std::optional<orders::Bill> bill;
        std::optional<handout::Delivery> delivery;  // after the lock
        std::string pickup_code;                    // of all lines of the consumer; after the lock
        bool has_come{};                            // units of its item were checked in
    };
    groupbuy::GroupBuy groupbuy;
    std::string title;
    std::vector<catalog::Offer> offers;  // one for each of the goods, in their order
    community::Leader leader;
    std::vector<community::PickupPoint> pickups;
    std::vector<Line> lines;  // by join number, including lines that left
};
// Redacted for `scope` (core/engine/redact.hpp): only the supplier sees an offer's cost.
CampaignRows rows_of(const State& state, const groupbuy::GroupBuy& groupbuy, Scope scope);

struct ExportData {
    Campaign campaign;
    std::vector<ExportLine> lines;
};

// Names and phones come from the profiles, notes from the private texts; both are empty after an
// erasure. Building and room are parsed from note and name (door.hpp). The quantity is the allotted
// one, before the allotment the ordered one. A line that gets nothing is cancelled: it left, it is
// waitlisted, the group-buy failed or was cancelled, or its units will not be delivered. Amounts
// taken off by corrections and claims are a discount, or a refund if they had been paid.
ExportData gather(const CampaignRows& rows, Store& store);

// The contents of the poster. `origin` as in Reader::origin.
Poster poster_of(const State& state, const groupbuy::GroupBuy& groupbuy, std::string_view origin,
                 Locale locale);

}  // namespace starfish::exports
