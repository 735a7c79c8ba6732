#include "core/rules/terms.hpp"

#include <algorithm>
#include <array>

namespace starfish::rules {
namespace {

// The only payees and bases that can pass.
struct Allowed {
    Payee payee;
    Basis basis;
};
constexpr std::array allowed{
    Allowed{Payee::seller, Basis::own_delivered_line},
    Allowed{Payee::seller, Basis::own_delivered_total},
    Allowed{Payee::buyer, Basis::own_purchase},
    Allowed{Payee::buyer, Basis::tier_price},
};

}  // namespace

bool is_allowed(Payee payee, Basis basis) {
    return std::ranges::any_of(
        allowed, [&](const Allowed& a) { return a.payee == payee && a.basis == basis; });
}

std::optional<Reason> refuse_payee(Payee payee) {
    switch (payee) {
        case Payee::seller:
        case Payee::buyer:
            return std::nullopt;
        case Payee::inviter:
        case Payee::upline:
        case Payee::rank_holder:
        case Payee::area_agent:
        case Payee::partner:
        case Payee::shareholder:
        case Payee::originator:
            return Reason::payee_above_seller;
        case Payee::doer:
        case Payee::other:
            break;
    }
    return Reason::no_rule_for_this;
}

std::optional<Reason> refuse_basis(Basis basis) {
    switch (basis) {
        case Basis::own_delivered_line:
        case Basis::own_delivered_total:
        case Basis::own_purchase:
        case Basis::tier_price:
            return std::nullopt;
        case Basis::own_ordered_line:
            return Reason::not_delivered;
        case Basis::reoffered_line:
        case Basis::downline_line:
        case Basis::team_turnover:
        case Basis::level_difference:
            return Reason::downline_basis;
        case Basis::platform_turnover:
            return Reason::platform_basis;
        case Basis::recruiting:
        case Basis::head_count:
            return Reason::paid_for_recruiting;
        case Basis::admission_payment:
            return Reason::entry_money_basis;
        case Basis::later_purchases:
            return Reason::later_joiners_fund;
        case Basis::share_action:
            return Reason::paid_for_sharing;
        case Basis::price_difference:
        case Basis::money_paid_in:
        case Basis::other:
            break;
    }
    return Reason::no_rule_for_this;
}

bool is_sale(Basis basis) {
    const auto reason = refuse_basis(basis);
    return !reason || *reason == Reason::not_delivered || *reason == Reason::downline_basis ||
           *reason == Reason::platform_basis || *reason == Reason::no_rule_for_this;
}

std::optional<Reason> refuse_funds(FundedBy funds) {
    switch (funds) {
        case FundedBy::sale:
        case FundedBy::supplier:
            return std::nullopt;
        case FundedBy::entry_payments:
        case FundedBy::members:
            return Reason::entry_money_funds;
        case FundedBy::later_buyers:
            return Reason::later_joiners_fund;
        case FundedBy::other:
            break;
    }
    return Reason::no_rule_for_this;
}

std::optional<Reason> refuse_work(Work work) {
    switch (work) {
        case Work::pickup:
        case Work::hand_out:
        case Work::splitting:
        case Work::delivery:
        case Work::storage:
        case Work::after_sales:
            return std::nullopt;
        case Work::team_management:
            return Reason::team_service;
        case Work::coaching:
        case Work::promotion:
        case Work::other:
            break;
    }
    return Reason::no_rule_for_this;
}

std::optional<Reason> refuse_per(PaidPer per) {
    switch (per) {
        case PaidPer::delivered_order:
        case PaidPer::delivered_line:
        case PaidPer::delivered_unit:
            return std::nullopt;
        case PaidPer::person:
            return Reason::paid_for_recruiting;
        case PaidPer::placed_order:
        case PaidPer::month:
            break;
    }
    return Reason::no_rule_for_this;
}

}  // namespace starfish::rules
