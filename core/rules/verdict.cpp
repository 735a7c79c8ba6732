#include "core/rules/verdict.hpp"

#include "core/base/json/description.hpp"
#include "core/words/words.hpp"

namespace starfish::rules {
namespace {

struct Ground {
    Rule rule;
    Source source;
};

constexpr Ground own_rule{Rule::undecided, Source::starfish};

constexpr Ground ground_of(Reason reason) {
    switch (reason) {
        case Reason::entry_payment:
        case Reason::entry_deposit:
        case Reason::entry_training_fee:
            return {Rule::entry_fee, Source::prohibition_7_2};
        case Reason::entry_purchase:
        case Reason::own_purchases_counted:
            return {Rule::admission_purchase, Source::prohibition_7_2};
        case Reason::people_counted:
            return {Rule::head_count, Source::prohibition_7_1};
        case Reason::paid_for_recruiting:
        case Reason::referrals_paid:
            return {Rule::recruiting_pay, Source::prohibition_7_1};
        case Reason::payee_above_seller:
        case Reason::depth_above_one:
        case Reason::higher_rank_takes_sale:
        case Reason::service_of_another:
            return {Rule::pay_above_seller, Source::prohibition_7_3};
        case Reason::team_counted:
        case Reason::downline_basis:
        case Reason::platform_basis:
        case Reason::team_service:
        case Reason::bound_to_inviter:
            return {Rule::team_pay, Source::prohibition_7_3};
        case Reason::entry_money_basis:
        case Reason::entry_money_funds:
            return {Rule::pay_from_entry, Source::prohibition_7_2};
        case Reason::later_joiners_fund:
            return {Rule::pay_from_entry, Source::prohibition_7};
        case Reason::paid_for_sharing:
        case Reason::sharing_required:
            return {Rule::share_reward, Source::starfish};
        case Reason::not_to_consumer:
        case Reason::not_delivered:
        case Reason::kept_on_refund:
            return {Rule::own_sales_only, Source::direct_selling_24};
        case Reason::above_limit:
        case Reason::sum_above_limit:
            return {Rule::reward_limit, Source::direct_selling_24};
        case Reason::unread_member:
        case Reason::repeated_member:
        case Reason::other_terms:
        case Reason::no_rule_for_this:
        case Reason::member_without_meaning:
        case Reason::detail_missing:
        case Reason::rank_unknown:
        case Reason::service_above_limit:
        case Reason::rebate_above_limit:
            break;
    }
    return own_rule;
}

Wording wording(std::string_view kind, std::string_view code) {
    const std::string key = std::string("plan.").append(kind).append(code);
    return {std::string(code), say(Locale::zh_cn, key), say(Locale::en, key)};
}

}  // namespace

Rule rule_of(Reason reason) {
    return ground_of(reason).rule;
}

Source source_of(Reason reason) {
    return ground_of(reason).source;
}

VerdictInWords in_words(const Verdict& verdict) {
    VerdictInWords verdict_in_words{
        verdict.name, verdict.passed() ? Outcome::passed : Outcome::refused, {}};
    for (const Finding& finding : verdict.findings)
        verdict_in_words.findings.push_back(
            {rule_of(finding.reason), finding.pointer,
             wording("source_", json::name_of(source_of(finding.reason))),
             wording("", json::name_of(finding.reason))});
    return verdict_in_words;
}

}  // namespace starfish::rules
