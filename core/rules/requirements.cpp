#include "core/rules/requirements.hpp"

#include <optional>

namespace starfish::rules {
namespace {

// The members that have a meaning for a kind that can pass.
struct Members {
    bool fen = false;
    bool count = false;
    bool days = false;
    bool sales = false;
    bool returned = false;
};

std::optional<Members> members_of(RequirementKind kind) {
    switch (kind) {
        case RequirementKind::agreement:
        case RequirementKind::identity_check:
        case RequirementKind::licence:
        case RequirementKind::invitation:
            return Members{};
        case RequirementKind::training:
            return Members{.fen = true};
        case RequirementKind::tenure:
            return Members{.days = true};
        case RequirementKind::own_sales:
            return Members{.fen = true, .count = true, .days = true, .sales = true};
        case RequirementKind::own_service:
        case RequirementKind::service_quality:
            return Members{.count = true, .days = true};
        case RequirementKind::fee:
        case RequirementKind::deposit:
            return Members{.fen = true, .days = true, .returned = true};
        case RequirementKind::group_reached:
            return Members{.count = true};
        default:
            return std::nullopt;
    }
}

class RequirementCheck {
public:
    RequirementCheck(std::vector<Finding>& findings, const Requirement& requirement,
                     const std::string& at)
        : findings_(findings), r_(requirement), at_(at) {}

    void check(bool of_tier_price) {
        const std::size_t before = findings_.size();
        check_kind(of_tier_price);
        const bool passed = findings_.size() == before;
        if (passed && of_tier_price && r_.kind != RequirementKind::group_reached)
            find(Reason::no_rule_for_this, "");
    }

private:
    void check_kind(bool of_tier_price) {
        switch (r_.kind) {
            case RequirementKind::fee:
                return check_payment(Reason::entry_payment);
            case RequirementKind::deposit:
                return check_payment(Reason::entry_deposit);
            case RequirementKind::training:
                return check_payment(Reason::entry_training_fee);
            case RequirementKind::purchase:
                return find(Reason::entry_purchase, "");
            case RequirementKind::recruits:
            case RequirementKind::ranked_recruits:
                return find(Reason::people_counted, "");
            case RequirementKind::team_sales:
            case RequirementKind::team_purchases:
                return find(Reason::team_counted, "");
            case RequirementKind::shares:
                return find(Reason::sharing_required, "");
            case RequirementKind::own_sales:
                return check_own_sales();
            case RequirementKind::tenure:
                return check_need(r_.days.has_value());
            case RequirementKind::own_service:
                return check_need(r_.count.has_value());
            case RequirementKind::group_reached:
                if (!of_tier_price) return find(Reason::no_rule_for_this, "");
                return check_need(r_.count.has_value());
            case RequirementKind::agreement:
            case RequirementKind::identity_check:
            case RequirementKind::licence:
            case RequirementKind::invitation:
            case RequirementKind::service_quality:
                return check_need(true);
            // Counting customers is counting people, and a customer can be anyone.
            case RequirementKind::own_customers:
            case RequirementKind::appointment:
            case RequirementKind::other:
                break;
        }
        find(Reason::no_rule_for_this, "");
    }

    void find(Reason reason, std::string_view member) {
        findings_.push_back({reason, at_ + std::string(member)});
    }

    // Members without a meaning are refused: the plan's author means something by them.
    void check_need(bool is_complete) {
        if (!is_complete) find(Reason::detail_missing, "");
        const Members may = members_of(r_.kind).value_or(Members{});
        if (r_.fen && !may.fen) find(Reason::member_without_meaning, "/fen");
        if (r_.count && !may.count) find(Reason::member_without_meaning, "/count");
        if (r_.days && !may.days) find(Reason::member_without_meaning, "/days");
        if (r_.sales && !may.sales) find(Reason::member_without_meaning, "/sales");
        if (r_.reach) find(Reason::member_without_meaning, "/reach");
        if (r_.returned && !may.returned) find(Reason::member_without_meaning, "/returned");
    }

    // A payment that is returned later is still a payment for entry.
    void check_payment(Reason reason) {
        if (r_.fen && *r_.fen > 0) return find(reason, "");
        check_need(r_.fen.has_value());
    }

    void check_own_sales() {
        if (r_.sales && *r_.sales != SalesCounted::to_consumers)
            return find(Reason::own_purchases_counted, "/sales");
        check_need(r_.sales && r_.fen.has_value() != r_.count.has_value());
    }

    std::vector<Finding>& findings_;
    const Requirement& r_;
    const std::string& at_;
};

}  // namespace

void check_requirement(std::vector<Finding>& findings, const Requirement& requirement,
                       const std::string& at, bool of_tier_price) {
    RequirementCheck(findings, requirement, at).check(of_tier_price);
}

}  // namespace starfish::rules
