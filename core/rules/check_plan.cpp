#include "core/rules/check_plan.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/repeated_member.hpp"
#include "core/rules/requirements.hpp"
#include "core/rules/terms.hpp"

#include <algorithm>

namespace starfish::rules {
namespace {

// `fen` of `of_fen` in per mille, rounded up, so that a limit holds to the last fen.
std::int64_t per_mille_of(std::int64_t fen, std::int64_t of_fen) {
    return (fen * 1000 + of_fen - 1) / of_fen;
}

class PlanCheck {
public:
    explicit PlanCheck(const RewardPlan& plan) : plan_(plan) {}

    std::vector<Finding> findings() {
        check_whole();
        for (std::size_t i = 0; i < plan_.rewards.size(); ++i)
            check_reward(plan_.rewards[i], "/rewards/" + std::to_string(i));
        check_sums();
        for (std::size_t i = 0; i < plan_.services.size(); ++i)
            check_service(plan_.services[i], "/services/" + std::to_string(i));
        // The used fractions of the two limits add up: together at most 1.
        if (service_fen_ * service_per_mille_max + service_per_mille_ * service_fen_max >
            service_fen_max * service_per_mille_max)
            find(Reason::service_above_limit, "/services");
        return std::move(findings_);
    }

private:
    void find(Reason reason, std::string pointer) {
        findings_.push_back({reason, std::move(pointer)});
    }
    void find_if(std::optional<Reason> reason, std::string pointer) {
        if (reason) find(*reason, std::move(pointer));
    }
    void check_requirements(const std::vector<Requirement>& all, const std::string& at,
                            bool of_tier_price = false) {
        for (std::size_t i = 0; i < all.size(); ++i)
            check_requirement(findings_, all[i], at + '/' + std::to_string(i), of_tier_price);
    }

    void check_whole();
    void check_reward(const Reward& reward, const std::string& at);
    void check_seller_reward(const Reward& reward, const std::string& at);
    void check_buyers(const Reward& reward, const std::string& at);
    void check_payment(const Reward& reward, const std::string& at);
    void check_service(const Service& service, const std::string& at);
    void count_service(const Service& service, const std::string& at);
    void check_amount(const Amount& amount, const std::string& at);
    void check_steps(const std::optional<std::vector<Step>>& steps, const std::string& at,
                     bool of_tier_price = false);
    bool knows_rank(const std::string& name) const {
        return std::ranges::count(plan_.ranks, name, &Rank::name) == 1;
    }
    std::optional<std::int64_t> base_fen(const Reward& reward, const Requirement* when) const;
    std::int64_t worst_per_mille(const Reward& reward, const std::string& at);
    void check_sums();

    const RewardPlan& plan_;
    std::vector<Finding> findings_;
    std::vector<std::int64_t> worst_;  // highest rate of each seller reward, per mille of own sales
    std::int64_t service_fen_ = 0;
    std::int64_t service_per_mille_ = 0;
};

void PlanCheck::check_whole() {
    if (plan_.seller_is == SellerIs::first_inviter) find(Reason::bound_to_inviter, "/seller_is");
    if (plan_.seller_is == SellerIs::higher_rank)
        find(Reason::higher_rank_takes_sale, "/seller_is");
    if (plan_.seller_is == SellerIs::other) find(Reason::no_rule_for_this, "/seller_is");
    if (plan_.referrals == Referrals::paid) find(Reason::referrals_paid, "/referrals");
    check_requirements(plan_.entry, "/entry");
    for (std::size_t i = 0; i < plan_.ranks.size(); ++i) {
        const Rank& rank = plan_.ranks[i];
        const std::string at = "/ranks/" + std::to_string(i);
        if (!knows_rank(rank.name)) find(Reason::rank_unknown, at + "/name");
        check_requirements(rank.rises_by, at + "/rises_by");
        if (rank.keeps_by) check_requirements(*rank.keeps_by, at + "/keeps_by");
    }
    for (std::size_t i = 0; i < plan_.other_terms.size(); ++i)
        find(Reason::other_terms, "/other_terms/" + std::to_string(i));
}

void PlanCheck::check_amount(const Amount& amount, const std::string& at) {
    if (amount.fen && amount.per_mille) find(Reason::member_without_meaning, at + "/fen");
    if (!amount.fen && !amount.per_mille) find(Reason::detail_missing, at);
}

void PlanCheck::check_steps(const std::optional<std::vector<Step>>& steps, const std::string& at,
                            bool of_tier_price) {
    if (!steps) return;
    for (std::size_t i = 0; i < steps->size(); ++i) {
        const std::string here = at + "/steps/" + std::to_string(i);
        check_requirement(findings_, (*steps)[i].when, here + "/when", of_tier_price);
        check_amount((*steps)[i].amount, here + "/amount");
    }
}

void PlanCheck::check_reward(const Reward& reward, const std::string& at) {
    const auto bad_payee = refuse_payee(reward.payee);
    const auto bad_basis = refuse_basis(reward.basis);
    // If the basis is not a sale, the finding about the basis is enough.
    if (bad_payee && is_sale(reward.basis)) find(*bad_payee, at + "/payee");
    find_if(bad_basis, at + "/basis");
    const bool fits = is_allowed(reward.payee, reward.basis);
    if (!fits && !bad_payee && !bad_basis) find(Reason::no_rule_for_this, at + "/basis");
    if (reward.depth && *reward.depth > reward_depth_max)
        find(Reason::depth_above_one, at + "/depth");
    if (reward.rank && !knows_rank(*reward.rank)) find(Reason::rank_unknown, at + "/rank");
    const bool is_tier_price = reward.basis == Basis::tier_price;
    check_buyers(reward, at);
    check_amount(reward.amount, at + "/amount");
    check_steps(reward.steps, at, is_tier_price);
    if (reward.conditions)
        check_requirements(*reward.conditions, at + "/conditions", is_tier_price);
    check_payment(reward, at);
    worst_.push_back(0);
    if (!fits) return;
    if (reward.payee == Payee::seller) return check_seller_reward(reward, at);
    // All buyers pay one price: a buyer's price has neither rank nor depth.
    if (reward.rank) find(Reason::no_rule_for_this, at + "/rank");
    if (reward.depth) find(Reason::member_without_meaning, at + "/depth");
    if (!is_tier_price && worst_per_mille(reward, at) > reward_per_mille_max)
        find(Reason::rebate_above_limit, at + "/amount");
}

void PlanCheck::check_seller_reward(const Reward& reward, const std::string& at) {
    const std::int64_t worst = worst_per_mille(reward, at);
    if (worst > reward_per_mille_max)
        find(Reason::above_limit, at + "/amount");
    else
        worst_.back() = worst;
}

void PlanCheck::check_buyers(const Reward& reward, const std::string& at) {
    const bool of_a_sale = !refuse_basis(reward.basis) && !refuse_payee(reward.payee);
    if (of_a_sale && reward.bought_by.empty()) find(Reason::detail_missing, at + "/bought_by");
    for (std::size_t i = 0; i < reward.bought_by.size(); ++i) {
        const std::string here = at + "/bought_by/" + std::to_string(i);
        const Buyer buyer = reward.bought_by[i];
        if (buyer == Buyer::joiner)
            find(Reason::entry_money_basis, here);
        else if (buyer != Buyer::consumer)
            find(Reason::not_to_consumer, here);
    }
}

void PlanCheck::check_payment(const Reward& reward, const std::string& at) {
    const PaidIn paid_in = reward.paid_in.value_or(PaidIn::money);
    if (paid_in != PaidIn::money && paid_in != PaidIn::coupon && paid_in != PaidIn::goods)
        find(Reason::no_rule_for_this, at + "/paid_in");
    const bool early =
        reward.paid_when == PaidWhen::on_order || reward.paid_when == PaidWhen::in_advance;
    // A buyer gets the lower price with the order, before delivery.
    if (early && reward.payee != Payee::buyer) find(Reason::not_delivered, at + "/paid_when");
    if (reward.on_refund == OnRefund::kept) find(Reason::kept_on_refund, at + "/on_refund");
    find_if(refuse_funds(reward.funded_by), at + "/funded_by");
}

// The base of a fixed amount: the lowest price of the line, or the sales that a bonus requires.
std::optional<std::int64_t> PlanCheck::base_fen(const Reward& reward,
                                                const Requirement* when) const {
    if (reward.basis != Basis::own_delivered_total) return reward.sale_fen_min;
    std::int64_t most = 0;
    const auto look = [&](const Requirement& r) {
        if (r.kind == RequirementKind::own_sales) most = std::max(most, r.fen.value_or(0));
    };
    if (when) look(*when);
    if (reward.conditions) std::ranges::for_each(*reward.conditions, look);
    return most > 0 ? std::optional(most) : std::nullopt;
}

std::int64_t PlanCheck::worst_per_mille(const Reward& reward, const std::string& at) {
    std::int64_t worst = 0;
    const auto look = [&](const Amount& amount, const Requirement* when, const std::string& here) {
        if (amount.per_mille) worst = std::max<std::int64_t>(worst, *amount.per_mille);
        if (!amount.fen) return;
        if (const auto base = base_fen(reward, when))
            worst = std::max(worst, per_mille_of(*amount.fen, *base));
        else
            find(Reason::detail_missing, here + "/fen");
    };
    look(reward.amount, nullptr, at + "/amount");
    if (reward.steps)
        for (std::size_t i = 0; i < reward.steps->size(); ++i)
            look((*reward.steps)[i].amount, &(*reward.steps)[i].when,
                 at + "/steps/" + std::to_string(i) + "/amount");
    return worst;
}

// Rewards of one line add up: for each rank and each kind of goods, their sum must be within the
// limit.
void PlanCheck::check_sums() {
    std::vector<std::optional<std::string>> ranks{std::nullopt};
    for (const Rank& rank : plan_.ranks) ranks.emplace_back(rank.name);
    std::vector<std::optional<std::string>> goods{std::nullopt};
    for (const Reward& reward : plan_.rewards) goods.push_back(reward.goods);
    for (const auto& rank : ranks)
        for (const auto& kind : goods) {
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < plan_.rewards.size(); ++i) {
                const Reward& reward = plan_.rewards[i];
                if ((!reward.rank || reward.rank == rank) &&
                    (!reward.goods || reward.goods == kind))
                    sum += worst_[i];
            }
            if (sum > reward_per_mille_max) return find(Reason::sum_above_limit, "/rewards");
        }
}

void PlanCheck::check_service(const Service& service, const std::string& at) {
    find_if(refuse_work(service.work), at + "/work");
    if (service.payee == Payee::other)
        find(Reason::no_rule_for_this, at + "/payee");
    else if (service.payee != Payee::doer)
        find(Reason::service_of_another, at + "/payee");
    if (service.orders != ServedOrders::handled_by_payee)
        find(Reason::service_of_another, at + "/orders");
    find_if(refuse_per(service.per), at + "/per");
    check_amount(service.amount, at + "/amount");
    check_steps(service.steps, at);
    if (service.conditions) check_requirements(*service.conditions, at + "/conditions");
    find_if(refuse_funds(service.funded_by), at + "/funded_by");
    count_service(service, at);
}

// Adds the most that the service pays per order. An order can have any number of lines and units,
// so a fixed amount for each counts as a rate on the lowest price it is paid on (sale_fen_min), or
// as the most that is paid for one order (order_fen_max).
void PlanCheck::count_service(const Service& service, const std::string& at) {
    std::int64_t fen = service.amount.fen.value_or(0);
    std::int64_t per_mille = service.amount.per_mille.value_or(0);
    if (service.steps)
        for (const Step& step : *service.steps) {
            fen = std::max(fen, step.amount.fen.value_or(0));
            per_mille = std::max<std::int64_t>(per_mille, step.amount.per_mille.value_or(0));
        }
    const bool for_each =
        service.per == PaidPer::delivered_line || service.per == PaidPer::delivered_unit;
    if (!for_each || fen == 0) {
        if (service.order_fen_max) find(Reason::member_without_meaning, at + "/order_fen_max");
        if (service.sale_fen_min) find(Reason::member_without_meaning, at + "/sale_fen_min");
    } else if (service.order_fen_max) {
        fen = *service.order_fen_max;
    } else if (service.sale_fen_min) {
        per_mille = std::max(per_mille, per_mille_of(fen, *service.sale_fen_min));
        fen = 0;
    } else {
        find(Reason::detail_missing, at + "/amount/fen");
    }
    service_fen_ += fen;
    service_per_mille_ += per_mille;
}

// Converts "rewards[0].payee" to "/rewards/0/payee".
std::string pointer_of(std::string_view path) {
    std::string pointer;
    std::string step;
    const auto close = [&] {
        if (!step.empty()) pointer += json::pointer_step(step);
        step.clear();
    };
    for (const char c : path) {
        if (c == '.' || c == '[')
            close();
        else if (c != ']')
            step += c;
    }
    close();
    return pointer;
}

}  // namespace

Verdict check(const RewardPlan& plan) {
    return {plan.name, PlanCheck(plan).findings()};
}

std::expected<Verdict, json::ReadError> check_plan_text(std::string_view text) {
    text = without_mark(text);
    if (text.size() > plan_bytes_max)
        return std::unexpected(json::ReadError{json::out_of_range, {}});
    json::Document document;
    if (!document.parse(text)) return std::unexpected(json::ReadError{"input.not_json", {}});
    if (auto pointer = json::repeated_member(text))
        return Verdict{{}, {{Reason::repeated_member, std::move(*pointer)}}};
    const auto plan = read_plan(text);
    if (plan) return check(*plan);
    if (plan.error().code != json::unknown_field) return std::unexpected(plan.error());
    // A text without the required members is not a plan, so its unknown members are no findings.
    if (const auto lacks = missing_members(text); !lacks.empty())
        return std::unexpected(json::ReadError{json::missing_field, std::string(lacks.front())});
    return Verdict{{}, {{Reason::unread_member, pointer_of(plan.error().path)}}};
}

}  // namespace starfish::rules
