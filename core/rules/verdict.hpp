// The result of checking a reward plan: passed, or refused with reasons, each with its rule, the
// place in the plan and the source in law.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace starfish::rules {

enum class Rule : std::uint8_t {
    entry_fee,           // paying is a condition of taking part
    admission_purchase,  // buying is a condition of taking part
    head_count,          // rank or pay depends on the number of people who joined
    recruiting_pay,      // pay for recruiting people
    pay_above_seller,    // pay on a line for someone other than its seller
    team_pay,            // pay by the turnover of a downline or a team
    pay_from_entry,      // pay out of others' payments to join, now or later
    share_reward,        // pay for sharing
    own_sales_only,      // pay on goods that were not sold and delivered to a consumer
    reward_limit,        // more than 30 % of the sale
    undecided,           // cannot be decided, so it does not pass
};
BOOST_DESCRIBE_ENUM(Rule, entry_fee, admission_purchase, head_count, recruiting_pay,
                    pay_above_seller, team_pay, pay_from_entry, share_reward, own_sales_only,
                    reward_limit, undecided)

// 《禁止传销条例》 is State Council Decree 444 of 2005, 《直销管理条例》 Decree 443 of 2005.
enum class Source : std::uint8_t {
    prohibition_7,    // 《禁止传销条例》第七条
    prohibition_7_1,  // item 1, 拉人头
    prohibition_7_2,  // item 2, 入门费
    prohibition_7_3,  // item 3, 团队计酬
    direct_selling_24,
    starfish,  // our own rule, stricter than the law
};
BOOST_DESCRIBE_ENUM(Source, prohibition_7, prohibition_7_1, prohibition_7_2, prohibition_7_3,
                    direct_selling_24, starfish)

// The i18n key of the sentence is "plan." and the name.
enum class Reason : std::uint8_t {
    entry_payment,
    entry_deposit,
    entry_training_fee,
    entry_purchase,
    own_purchases_counted,
    people_counted,
    team_counted,
    sharing_required,
    paid_for_recruiting,
    referrals_paid,
    payee_above_seller,
    depth_above_one,
    higher_rank_takes_sale,
    service_of_another,
    downline_basis,
    platform_basis,
    team_service,
    bound_to_inviter,
    entry_money_basis,
    entry_money_funds,
    later_joiners_fund,
    paid_for_sharing,
    not_to_consumer,
    not_delivered,
    kept_on_refund,
    above_limit,
    sum_above_limit,
    unread_member,
    repeated_member,
    other_terms,
    no_rule_for_this,
    member_without_meaning,
    detail_missing,
    rank_unknown,
    service_above_limit,
    rebate_above_limit,
};
BOOST_DESCRIBE_ENUM(Reason, entry_payment, entry_deposit, entry_training_fee, entry_purchase,
                    own_purchases_counted, people_counted, team_counted, sharing_required,
                    paid_for_recruiting, referrals_paid, payee_above_seller, depth_above_one,
                    higher_rank_takes_sale, service_of_another, downline_basis, platform_basis,
                    team_service, bound_to_inviter, entry_money_basis, entry_money_funds,
                    later_joiners_fund, paid_for_sharing, not_to_consumer, not_delivered,
                    kept_on_refund, above_limit, sum_above_limit, unread_member, repeated_member,
                    other_terms, no_rule_for_this, member_without_meaning, detail_missing,
                    rank_unknown, service_above_limit, rebate_above_limit)

struct Finding {
    Reason reason{};
    std::string pointer;  // RFC 6901, into the plan
};

// Passed if there are no findings.
struct Verdict {
    std::string name;  // the plan's own
    std::vector<Finding> findings;

    bool passed() const { return findings.empty(); }
};

Rule rule_of(Reason reason);
Source source_of(Reason reason);

// The verdict for programs: {"name","result","findings":[…]}, with every sentence in both
// languages.
enum class Outcome : std::uint8_t { passed, refused };
BOOST_DESCRIBE_ENUM(Outcome, passed, refused)

struct Wording {
    std::string code;
    std::string zh_cn;
    std::string en;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (code, zh_cn, en))

struct FindingInWords {
    Rule rule{};
    std::string pointer;
    Wording source;
    Wording reason;
};
BOOST_DESCRIBE_STRUCT(FindingInWords, (), (rule, pointer, source, reason))

struct VerdictInWords {
    std::string name;
    Outcome result{};
    std::vector<FindingInWords> findings;
};
BOOST_DESCRIBE_STRUCT(VerdictInWords, (), (name, result, findings))

VerdictInWords in_words(const Verdict& verdict);

}  // namespace starfish::rules
