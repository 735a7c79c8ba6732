// A reward plan: the conditions of entry, the ranks, and each payment with its payee and basis. The
// form is described in docs/reward-plan.schema.json and judged by check_plan.hpp.
//
// The form has words for pyramid schemes too, so that their plans can be written honestly. Its only
// free text is `other_terms`, so that every statement of a plan is read. Terms without a word in
// the form go there, and a plan with other terms does not pass.
#pragma once

#include "core/base/json/read.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::rules {

inline constexpr std::string_view plan_form = "reward-plan/1";

// Bounds of the form. A plan beyond them is refused: input.out_of_range.
inline constexpr std::size_t plan_bytes_max = std::size_t{64} * 1024;
inline constexpr std::size_t plan_list_items_max = 50;
inline constexpr std::int64_t plan_fen_max = 100'000'000;  // a million yuan
inline constexpr std::int32_t plan_per_mille_max = 1000;
inline constexpr std::int32_t plan_count_max = 1'000'000;
inline constexpr std::int32_t plan_days_max = 3660;
inline constexpr std::int32_t plan_depth_max = 100;  // readable; see reward_depth_max
inline constexpr std::size_t plan_name_bytes_max = 24;

// A condition that a person must meet; the schema explains each.
enum class RequirementKind : std::uint8_t {
    agreement,
    identity_check,
    licence,
    training,
    tenure,
    invitation,
    own_sales,
    own_service,
    service_quality,
    fee,
    deposit,
    purchase,
    recruits,
    ranked_recruits,
    team_sales,
    team_purchases,
    own_customers,
    shares,
    group_reached,
    appointment,
    other,
};
BOOST_DESCRIBE_ENUM(RequirementKind, agreement, identity_check, licence, training, tenure,
                    invitation, own_sales, own_service, service_quality, fee, deposit, purchase,
                    recruits, ranked_recruits, team_sales, team_purchases, own_customers, shares,
                    group_reached, appointment, other)

enum class SalesCounted : std::uint8_t { to_consumers, own_purchases_too, members_purchases_too };
BOOST_DESCRIBE_ENUM(SalesCounted, to_consumers, own_purchases_too, members_purchases_too)

enum class Reach : std::uint8_t { direct, indirect, all };
BOOST_DESCRIBE_ENUM(Reach, direct, indirect, all)

enum class PaymentReturned : std::uint8_t { never, on_leaving, on_conditions };
BOOST_DESCRIBE_ENUM(PaymentReturned, never, on_leaving, on_conditions)

struct Requirement {
    RequirementKind kind{};
    std::optional<std::int64_t> fen;
    std::optional<std::int32_t> count;
    std::optional<std::int32_t> days;
    std::optional<SalesCounted> sales;
    std::optional<Reach> reach;
    std::optional<PaymentReturned> returned;
};
BOOST_DESCRIBE_STRUCT(Requirement, (), (kind, fen, count, days, sales, reach, returned))

// A person holds at most one rank.
struct Rank {
    std::string name;
    std::vector<Requirement> rises_by;
    std::optional<std::vector<Requirement>> keeps_by;
};
BOOST_DESCRIBE_STRUCT(Rank, (), (name, rises_by, keeps_by))

// One of the two: fen, or per mille of the basis.
struct Amount {
    std::optional<std::int64_t> fen;
    std::optional<std::int32_t> per_mille;
};
BOOST_DESCRIBE_STRUCT(Amount, (), (fen, per_mille))

// Replaces the amount once `when` holds.
struct Step {
    Requirement when;
    Amount amount;
    std::optional<bool> retroactive;
};
BOOST_DESCRIBE_STRUCT(Step, (), (when, amount, retroactive))

enum class Payee : std::uint8_t {
    seller,
    buyer,
    inviter,
    upline,
    rank_holder,
    area_agent,
    partner,
    shareholder,
    originator,
    doer,
    other,
};
BOOST_DESCRIBE_ENUM(Payee, seller, buyer, inviter, upline, rank_holder, area_agent, partner,
                    shareholder, originator, doer, other)

enum class Basis : std::uint8_t {
    own_delivered_line,
    own_delivered_total,
    own_purchase,
    tier_price,
    own_ordered_line,
    reoffered_line,
    downline_line,
    team_turnover,
    platform_turnover,
    level_difference,
    price_difference,
    recruiting,
    head_count,
    admission_payment,
    later_purchases,
    share_action,
    money_paid_in,
    other,
};
BOOST_DESCRIBE_ENUM(Basis, own_delivered_line, own_delivered_total, own_purchase, tier_price,
                    own_ordered_line, reoffered_line, downline_line, team_turnover,
                    platform_turnover, level_difference, price_difference, recruiting, head_count,
                    admission_payment, later_purchases, share_action, money_paid_in, other)

enum class Buyer : std::uint8_t { consumer, seller, member, joiner };
BOOST_DESCRIBE_ENUM(Buyer, consumer, seller, member, joiner)

enum class PaidIn : std::uint8_t { money, coupon, goods, points, lottery, equity, token };
BOOST_DESCRIBE_ENUM(PaidIn, money, coupon, goods, points, lottery, equity, token)

enum class PaidWhen : std::uint8_t { after_return_window, on_delivery, on_order, in_advance };
BOOST_DESCRIBE_ENUM(PaidWhen, after_return_window, on_delivery, on_order, in_advance)

enum class OnRefund : std::uint8_t { taken_back, kept };
BOOST_DESCRIBE_ENUM(OnRefund, taken_back, kept)

enum class FundedBy : std::uint8_t { sale, supplier, entry_payments, later_buyers, members, other };
BOOST_DESCRIBE_ENUM(FundedBy, sale, supplier, entry_payments, later_buyers, members, other)

struct Reward {
    Payee payee{};
    std::optional<std::int32_t> depth;
    std::optional<std::string> rank;
    Basis basis{};
    std::optional<std::string> goods;
    std::vector<Buyer> bought_by;
    Amount amount;
    std::optional<std::int64_t> sale_fen_min;
    std::optional<std::vector<Step>> steps;
    std::optional<std::vector<Requirement>> conditions;
    std::optional<PaidIn> paid_in;
    PaidWhen paid_when{};
    OnRefund on_refund{};
    FundedBy funded_by{};
};
BOOST_DESCRIBE_STRUCT(Reward, (),
                      (payee, depth, rank, basis, goods, bought_by, amount, sale_fen_min, steps,
                       conditions, paid_in, paid_when, on_refund, funded_by))

enum class Work : std::uint8_t {
    pickup,
    hand_out,
    splitting,
    delivery,
    storage,
    after_sales,
    coaching,
    team_management,
    promotion,
    other,
};
BOOST_DESCRIBE_ENUM(Work, pickup, hand_out, splitting, delivery, storage, after_sales, coaching,
                    team_management, promotion, other)

enum class ServedOrders : std::uint8_t { handled_by_payee, of_recruits, of_team, of_area, all };
BOOST_DESCRIBE_ENUM(ServedOrders, handled_by_payee, of_recruits, of_team, of_area, all)

enum class PaidPer : std::uint8_t {
    delivered_order,
    delivered_line,
    delivered_unit,
    placed_order,
    person,
    month,
};
BOOST_DESCRIBE_ENUM(PaidPer, delivered_order, delivered_line, delivered_unit, placed_order, person,
                    month)

struct Service {
    Work work{};
    Payee payee{};
    ServedOrders orders{};
    PaidPer per{};
    Amount amount;
    // A fixed amount for each line or unit needs one of these two: see check_plan.cpp.
    std::optional<std::int64_t> order_fen_max;
    std::optional<std::int64_t> sale_fen_min;
    std::optional<std::vector<Step>> steps;
    std::optional<std::vector<Requirement>> conditions;
    FundedBy funded_by{};
};
BOOST_DESCRIBE_STRUCT(Service, (),
                      (work, payee, orders, per, amount, order_fen_max, sale_fen_min, steps,
                       conditions, funded_by))

enum class SellerIs : std::uint8_t {
    opener_of_group_buy,
    link_of_the_order,
    first_inviter,
    higher_rank,
    other,
};
BOOST_DESCRIBE_ENUM(SellerIs, opener_of_group_buy, link_of_the_order, first_inviter, higher_rank,
                    other)

enum class Referrals : std::uint8_t { not_recorded, recorded_unpaid, paid };
BOOST_DESCRIBE_ENUM(Referrals, not_recorded, recorded_unpaid, paid)

struct RewardPlan {
    std::string form;
    std::string name;
    SellerIs seller_is{};
    Referrals referrals{};
    std::vector<Requirement> entry;
    std::vector<Rank> ranks;
    std::vector<Reward> rewards;
    std::vector<Service> services;
    std::vector<std::string> other_terms;
};
BOOST_DESCRIBE_STRUCT(RewardPlan, (),
                      (form, name, seller_is, referrals, entry, ranks, rewards, services,
                       other_terms))

// The text without the byte order mark that some editors put first.
std::string_view without_mark(std::string_view text);

// The required members that the text lacks; empty if the text is not a JSON object.
std::vector<std::string_view> missing_members(std::string_view text);

// The allowed words at a path such as "services[0].per"; empty if the path takes no word.
std::vector<std::string_view> words_at(std::string_view path);

// Reads a plan from its text. Refuses, with the path, a text that is not JSON, a missing or unknown
// member, and a value of the wrong type or out of its bounds.
std::expected<RewardPlan, json::ReadError> read_plan(std::string_view text);

}  // namespace starfish::rules
