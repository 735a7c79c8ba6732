// What the supplier lets leaders sell.
//
//   published ──withdraw──▶ withdrawn      nothing new is opened with it; open group-buys end
//    │    ▲
//  halt  resume                            while halted, no group-buy sells it: that one event is
//    ▼    │                                the stop, everywhere (a recall's first step)
//   halted
//
// This header is what exists; decide.cpp and apply.cpp are what happens.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace starfish::catalog {

// From this many units on, each costs this. A ladder starts at any number from 1, rises in units
// and falls in price.
struct Tier {
    Units units;
    Fen price_fen;
    auto operator<=>(const Tier&) const = default;
};

inline constexpr std::size_t tiers_max = 8;

// What a prepackaged food's label must say; GB 7718-2011, section 4.1. All are mandatory.
struct Label {
    std::string ingredients;  // 配料
    std::string net_content;  // 净含量
    std::string origin;       // 产地
    std::string storage;      // 贮存条件
    std::string shelf_life;   // 保质期
    std::string producer;     // 生产者
    std::string licence;      // 食品生产许可证编号
};

// What a leader earns on a line of this offer, kept apart as pay for the sale and pay for service.
// The sale's is either so much a unit or so many thousandths of what the buyer finally pays.
// Its payee is whoever sold the line and nobody else: depth one (see core/rules).
// Of the lowest price, the sale's is at most rules::reward_per_mille_max, the service's at
// most rules::service_per_mille_max and rules::service_fen_max.
struct Reward {
    Fen sale_fen;                   // a unit
    std::int32_t sale_per_mille{};  // not both
    Fen service_fen;                // a line handed out, for pickup and hand-out
    auto operator<=>(const Reward&) const = default;
};

inline constexpr std::int32_t after_sales_days_max = 90;

struct Offer {
    Id<Offer> id;
    std::string title;
    std::string summary;
    std::string unit;  // 盒, 袋, 份: what one unit is called
    Label label;
    Units stock;           // of the whole platform, 1 to units_max
    Units cap_per_person;  // in one group-buy
    Units cap_per_order;   // in one join
    Units carton;          // sold to a group-buy in multiples of so many (整箱); 1: any number
    std::vector<Tier> tiers;
    Fen cost_fen;                   // a unit; 0: not told
    std::string below_cost_reason;  // why a tier, or what pay leaves of it, is below it, else empty
    Reward reward;
    std::int32_t after_sales_days{};  // how long claims may be made after the hand-out
    bool needs_review{};              // the supplier reviews each group-buy before it opens
    Instant published_at;
    bool withdrawn{};
    std::string withdrawn_reason;
    std::string halted_reason;  // while halted, else empty
};

// Commands: what someone asks for. All are the supplier's.

// Refuses offer.* and text.* at their fields.
struct PublishOffer {
    static constexpr std::string_view name = "catalog.publish_offer";
    std::string title;    // 2 to 40 characters
    std::string summary;  // to 200
    std::string unit;     // 1 to 8
    Label label;          // each 1 to 200
    Units stock;
    Units cap_per_person;
    std::optional<Units> cap_per_order;  // absent: cap_per_person
    std::optional<Units> carton;         // absent: 1
    std::vector<Tier> tiers;
    // A tier below it needs below_cost_reason, and so does one that is below it once the pay for
    // one unit sold alone is taken off.
    std::optional<Fen> cost_fen;
    std::optional<std::string> below_cost_reason;  // 4 to 200 characters
    std::optional<Reward> reward;                  // absent: none
    std::optional<std::int32_t> after_sales_days;  // absent: 7
    std::optional<bool> needs_review;              // absent: no
};
// Refuses offer.unknown, offer.withdrawn, offer.halted.
struct HaltOffer {
    static constexpr std::string_view name = "catalog.halt_offer";
    Id<Offer> offer;
    std::string reason;  // 2 to 200; shown on every page that sells it
};
// Refuses offer.unknown, offer.not_halted.
struct ResumeOffer {
    static constexpr std::string_view name = "catalog.resume_offer";
    Id<Offer> offer;
};
// Refuses offer.unknown, offer.withdrawn.
struct WithdrawOffer {
    static constexpr std::string_view name = "catalog.withdraw_offer";
    Id<Offer> offer;
    std::string reason;  // 2 to 200
};
using Command = std::variant<PublishOffer, HaltOffer, ResumeOffer, WithdrawOffer>;

// Events: what then is so. All are public.
struct OfferPublished {
    static constexpr std::string_view name = "catalog.offer_published";
    // 1 had no cap per order, carton, cost, reward, after-sales days and review.
    static constexpr int version = 2;
    Id<Offer> offer;
    std::string title;
    std::string summary;
    std::string unit;
    Label label;
    Units stock;
    Units cap_per_person;
    Units cap_per_order;
    Units carton;
    std::vector<Tier> tiers;
    Fen cost_fen;
    std::string below_cost_reason;
    Reward reward;
    std::int32_t after_sales_days{};
    bool needs_review{};
    Instant at;
};
struct OfferHalted {
    static constexpr std::string_view name = "catalog.offer_halted";
    static constexpr int version = 1;
    Id<Offer> offer;
    std::string reason;
    Instant at;
};
struct OfferResumed {
    static constexpr std::string_view name = "catalog.offer_resumed";
    static constexpr int version = 1;
    Id<Offer> offer;
    Instant at;
};
struct OfferWithdrawn {
    static constexpr std::string_view name = "catalog.offer_withdrawn";
    static constexpr int version = 1;
    Id<Offer> offer;
    std::string reason;
    Instant at;
};
using Event = std::variant<OfferPublished, OfferHalted, OfferResumed, OfferWithdrawn>;

// The subjects before this one, for reading: none.
struct Reads {
    explicit Reads(const auto&) {}
};

struct State {
    using Command = catalog::Command;
    using Event = catalog::Event;
    using Reads = catalog::Reads;
    Table<Offer> offers;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
Audience audience(const Reads&, const State&, const Event&);
inline Audience audience(const Reads&, const State&, const Offer&) {
    return for_everyone;
}

// Queries.

// Whether tiers rise in units and strictly fall in price, all within the bounds; the first place
// that does not is named in the refusal: tiers.empty, tiers.too_many, tiers.units, tiers.price.
std::optional<Refusal> refuse_tiers(std::span<const Tier> tiers, Units stock);

// What each unit costs when `joined` units are in: the price of the last tier reached, and below
// the first tier the first tier's price.
Fen price_at(std::span<const Tier> tiers, Units joined);
// The first tier above `joined`, or nullptr when the last is reached.
const Tier* next_tier(std::span<const Tier> tiers, Units joined);

BOOST_DESCRIBE_STRUCT(Tier, (), (units, price_fen))
BOOST_DESCRIBE_STRUCT(Label, (),
                      (ingredients, net_content, origin, storage, shelf_life, producer, licence))
BOOST_DESCRIBE_STRUCT(Reward, (), (sale_fen, sale_per_mille, service_fen))
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, title, summary, unit, label, stock, cap_per_person, cap_per_order,
                       carton, tiers, cost_fen, below_cost_reason, reward, after_sales_days,
                       needs_review, published_at, withdrawn, withdrawn_reason, halted_reason))
BOOST_DESCRIBE_STRUCT(PublishOffer, (),
                      (title, summary, unit, label, stock, cap_per_person, cap_per_order, carton,
                       tiers, cost_fen, below_cost_reason, reward, after_sales_days, needs_review))
BOOST_DESCRIBE_STRUCT(HaltOffer, (), (offer, reason))
BOOST_DESCRIBE_STRUCT(ResumeOffer, (), (offer))
BOOST_DESCRIBE_STRUCT(WithdrawOffer, (), (offer, reason))
BOOST_DESCRIBE_STRUCT(OfferPublished, (),
                      (offer, title, summary, unit, label, stock, cap_per_person, cap_per_order,
                       carton, tiers, cost_fen, below_cost_reason, reward, after_sales_days,
                       needs_review, at))
BOOST_DESCRIBE_STRUCT(OfferHalted, (), (offer, reason, at))
BOOST_DESCRIBE_STRUCT(OfferResumed, (), (offer, at))
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (offer, reason, at))
BOOST_DESCRIBE_STRUCT(State, (), (offers))

}  // namespace starfish::catalog
