// The catalog: the offers that the supplier lets leaders sell.
//
//   published ──withdraw──▶ withdrawn      no new group-buy can sell the offer; open ones end
//    │    ▲
//  halt  resume                            while an offer is halted, no group-buy sells it: one
//    ▼    │                                event stops the sale everywhere (first step of a recall)
//   halted
//
// This header declares the data; decide.cpp and apply.cpp have the behaviour.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/json/upcast.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace starfish::scenario {
struct Vocabulary;
}

namespace starfish::catalog {

// From `units` units on, each unit costs `price_fen`. A list of tiers starts at any number of units
// from 1, rises in units and falls in price.
struct Tier {
    Units units;
    Fen price_fen;
    auto operator<=>(const Tier&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tier, (), (units, price_fen))

inline constexpr std::size_t tiers_max = 8;

// The mandatory label of a prepackaged food; GB 7718-2011, section 4.1.
struct Label {
    std::string ingredients;  // 配料
    std::string net_content;  // 净含量
    std::string origin;       // 产地
    std::string storage;      // 贮存条件
    std::string shelf_life;   // 保质期
    std::string producer;     // 生产者
    std::string licence;      // 食品生产许可证编号
};
BOOST_DESCRIBE_STRUCT(Label, (),
                      (ingredients, net_content, origin, storage, shelf_life, producer, licence))

// The pay that a leader earns on a line of this offer: pay for the sale and pay for the service,
// as separate amounts. Sale pay is either an amount a unit or so many thousandths of the final
// price paid. Only the leader who sold the line is paid: depth one (see core/rules).
// Sale pay is at most rules::reward_per_mille_max of the lowest price; service pay is at most
// rules::service_per_mille_max of it, and at most rules::service_fen_max.
struct Reward {
    Fen sale_fen;                   // a unit
    std::int32_t sale_per_mille{};  // 0 if sale_fen is not 0
    Fen service_fen;                // a line that was handed out, for pickup and hand-out
    auto operator<=>(const Reward&) const = default;
};
BOOST_DESCRIBE_STRUCT(Reward, (), (sale_fen, sale_per_mille, service_fen))

inline constexpr std::int32_t after_sales_days_max = 90;

struct Offer {
    Id<Offer> id;
    std::string title;
    std::string summary;
    std::string unit;  // the name of one unit: 盒, 袋, 份
    Label label;
    Units stock;           // on the whole platform, 1 to units_max
    Units cap_per_person;  // in one group-buy
    Units cap_per_order;   // in one join
    Units carton;          // a group-buy sells whole cartons (整箱) of so many units; 1: any number
    std::vector<Tier> tiers;
    Fen cost_fen;                   // a unit; 0: not stated
    std::string below_cost_reason;  // why a price, or a price less pay, is below cost; else empty
    Reward reward;
    std::int32_t after_sales_days{};  // days after the hand-out in which claims may be made
    bool needs_review{};              // the supplier reviews each group-buy before it opens
    Instant published_at;
    bool withdrawn{};
    std::string withdrawn_reason;
    std::string halted_reason;  // empty unless halted
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, title, summary, unit, label, stock, cap_per_person, cap_per_order,
                       carton, tiers, cost_fen, below_cost_reason, reward, after_sales_days,
                       needs_review, published_at, withdrawn, withdrawn_reason, halted_reason))

// Commands. Only the supplier gives them.

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
    // A tier price below cost needs below_cost_reason. So does a tier price that is below cost
    // after the pay for one unit sold alone is subtracted.
    std::optional<Fen> cost_fen;
    std::optional<std::string> below_cost_reason;  // 4 to 200 characters
    std::optional<Reward> reward;                  // absent: no reward
    std::optional<std::int32_t> after_sales_days;  // absent: 7
    std::optional<bool> needs_review;              // absent: no
};
BOOST_DESCRIBE_STRUCT(PublishOffer, (),
                      (title, summary, unit, label, stock, cap_per_person, cap_per_order, carton,
                       tiers, cost_fen, below_cost_reason, reward, after_sales_days, needs_review))
// Refuses offer.unknown, offer.withdrawn, offer.halted.
struct HaltOffer {
    static constexpr std::string_view name = "catalog.halt_offer";
    Id<Offer> offer;
    std::string reason;  // 2 to 200; shown on every page that sells the offer
};
BOOST_DESCRIBE_STRUCT(HaltOffer, (), (offer, reason))
// Refuses offer.unknown, offer.not_halted.
struct ResumeOffer {
    static constexpr std::string_view name = "catalog.resume_offer";
    Id<Offer> offer;
};
BOOST_DESCRIBE_STRUCT(ResumeOffer, (), (offer))
// Refuses offer.unknown, offer.withdrawn.
struct WithdrawOffer {
    static constexpr std::string_view name = "catalog.withdraw_offer";
    Id<Offer> offer;
    std::string reason;  // 2 to 200
};
BOOST_DESCRIBE_STRUCT(WithdrawOffer, (), (offer, reason))
using Command = std::variant<PublishOffer, HaltOffer, ResumeOffer, WithdrawOffer>;

// Events. All are public.
struct OfferPublished {
    static constexpr std::string_view name = "catalog.offer_published";
    // Version 1 had no cap per order, carton, cost, reward, after-sales days or review.
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
BOOST_DESCRIBE_STRUCT(OfferPublished, (),
                      (offer, title, summary, unit, label, stock, cap_per_person, cap_per_order,
                       carton, tiers, cost_fen, below_cost_reason, reward, after_sales_days,
                       needs_review, at))
struct OfferHalted {
    static constexpr std::string_view name = "catalog.offer_halted";
    static constexpr int version = 1;
    Id<Offer> offer;
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(OfferHalted, (), (offer, reason, at))
struct OfferResumed {
    static constexpr std::string_view name = "catalog.offer_resumed";
    static constexpr int version = 1;
    Id<Offer> offer;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(OfferResumed, (), (offer, at))
struct OfferWithdrawn {
    static constexpr std::string_view name = "catalog.offer_withdrawn";
    static constexpr int version = 1;
    Id<Offer> offer;
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(OfferWithdrawn, (), (offer, reason, at))
using Event = std::variant<OfferPublished, OfferHalted, OfferResumed, OfferWithdrawn>;

// The earlier subjects that this one reads: none.
struct Reads {
    explicit Reads(const auto&) {}
};

struct State {
    using Command = catalog::Command;
    using Event = catalog::Event;
    using Reads = catalog::Reads;
    Table<Offer> offers;
};
BOOST_DESCRIBE_STRUCT(State, (), (offers))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// Only the supplier sees an offer's cost and the reason for selling below cost. Verifiers and the
// public do not see an offer's reward either.
void redact_for_leader(Offer&);
void redact_for_leader(OfferPublished&);
void redact_for_desk(Offer&);
void redact_for_desk(OfferPublished&);
std::span<const json::Upcast> upcasts(std::type_identity<State>);
Audience audience(const Reads&, const State&, const Event&);
inline Audience audience(const Reads&, const State&, const Offer&) {
    return for_everyone;
}

// Queries.

// Refuses tiers that do not rise in units, do not strictly fall in price, or are out of bounds. The
// refusal names the first bad tier: tiers.empty, tiers.too_many, tiers.units, tiers.price_positive,
// tiers.price.
std::optional<Refusal> refuse_tiers(std::span<const Tier> tiers, Units stock);

// The price of each unit when `joined` units have joined: the price of the last tier reached, or of
// the first tier if no tier is reached.
Fen price_at(std::span<const Tier> tiers, Units joined);
// The first tier above `joined`, or nullptr when the last tier is reached.
const Tier* next_tier(std::span<const Tier> tiers, Units joined);

}  // namespace starfish::catalog
