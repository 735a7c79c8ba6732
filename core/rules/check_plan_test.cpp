// Plans that must pass, plans that must be refused, and proof that no plan in the form with a payee
// beyond the seller passes.
#include "core/rules/check_plan.hpp"

#include "core/base/json/repeated_member.hpp"
#include "core/base/json/write.hpp"
#include "core/words/words.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace check_plan_test {

using namespace starfish;
using namespace starfish::rules;
using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

static_assert(reward_depth_max == 1);

std::map<std::string, Json> plans_in(const std::string& folder) {
    std::map<std::string, Json> plans;
    for (const auto& entry : std::filesystem::directory_iterator("tests/plans/" + folder)) {
        std::ifstream file(entry.path());
        plans.emplace(entry.path().stem().string(), Json::parse(file));
    }
    REQUIRE(plans.size() >= 4);
    return plans;
}

Verdict verdict_on(const std::string& plan) {
    const auto verdict = check_plan_text(plan);
    if (!verdict) FAIL(verdict.error().code << " at " << verdict.error().path << " of " << plan);
    return *verdict;
}
Verdict verdict_on(const Json& plan) {
    return verdict_on(plan.dump());
}

// "rule pointer" for each finding.
std::vector<std::string> found(const Json& plan) {
    std::vector<std::string> all;
    for (const Finding& finding : verdict_on(plan).findings)
        all.push_back(std::string(json::name_of(rule_of(finding.reason))) + ' ' + finding.pointer);
    return all;
}

template <class E>
std::vector<std::string> names_of() {
    std::vector<std::string> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto enumerator) { names.emplace_back(json::json_name_of(enumerator.name)); });
    return names;
}

// The innermost list item that holds the finding; "" if it is in no list.
std::string item_of(std::string pointer) {
    while (!pointer.empty()) {
        const std::string last = pointer.substr(pointer.rfind('/') + 1);
        if (std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; })) break;
        pointer.resize(pointer.rfind('/'));
    }
    return pointer;
}

// The parts of a plan that make it refused: items of its lists, or members of the plan.
std::set<std::string> offending(const Json& plan) {
    std::set<std::string> parts;
    for (const Finding& finding : verdict_on(plan).findings) {
        std::string item = item_of(finding.pointer);
        // Remove a refused reward as a whole, never single buyers from its list.
        if (const auto at = item.find("/bought_by"); at != std::string::npos) item.resize(at);
        if (finding.pointer == "/rewards") item = "/rewards/1";
        parts.insert(item.empty() ? finding.pointer : item);
    }
    return parts;
}

// The plan without those parts. Removes the last one first, so that earlier indices stay valid.
Json without(Json plan, const std::set<std::string>& parts) {
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const Pointer at(*part);
        if (*part == "/seller_is")
            plan[at] = "opener_of_group_buy";
        else if (plan.contains(at.parent_pointer()) && plan[at.parent_pointer()].is_array())
            plan[at.parent_pointer()].erase(std::stoul(at.back()));
    }
    return plan;
}

const Json& honest() {
    static const Json plan = plans_in("passed").at("one_per_mille");
    return plan;
}

// The plan with every mark replaced. Thousands of plans are made from one text: a JSON tree for
// each would take minutes under the sanitizers.
std::string filled(std::string plan, const std::map<std::string, std::string>& marks) {
    for (const auto& [mark, text] : marks) plan.replace(plan.find(mark), mark.size(), text);
    return plan;
}

TEST_CASE("plans that must pass do pass") {
    for (const auto& [name, plan] : plans_in("passed")) {
        INFO(name);
        CHECK(found(plan).empty());
    }
}

TEST_CASE("the four fined shapes are refused, each for its reasons") {
    const std::map<std::string, std::set<std::string>> expected{
        {"entry_fee_with_head_count_ranks",
         {"entry_fee /entry/0", "head_count /ranks/1/rises_by/0", "head_count /ranks/2/rises_by/0",
          "recruiting_pay /rewards/1/basis", "pay_from_entry /rewards/1/funded_by"}},
        {"pay_above_the_seller",
         {"pay_above_seller /rewards/1/payee", "pay_above_seller /rewards/2/payee",
          "pay_above_seller /rewards/3/payee", "pay_above_seller /rewards/3/depth",
          "team_pay /rewards/3/basis"}},
        {"gift_pack_as_admission",
         {"admission_purchase /entry/0", "pay_from_entry /rewards/1/basis",
          "pay_from_entry /rewards/1/bought_by/0"}},
        {"team_turnover_pay",
         {"team_pay /ranks/1/rises_by/0", "team_pay /rewards/0/steps/0/when",
          "team_pay /rewards/1/basis", "team_pay /rewards/2/basis"}},
    };
    const auto plans = plans_in("refused");
    for (const auto& [name, findings] : expected) {
        INFO(name);
        const auto seen = found(plans.at(name));
        for (const std::string& finding : findings) {
            INFO(finding);
            CHECK(std::ranges::find(seen, finding) != seen.end());
        }
    }
}

TEST_CASE("a refused plan passes without its offending parts, and not with any one of them") {
    for (const auto& [name, plan] : plans_in("refused")) {
        INFO(name);
        const auto parts = offending(plan);
        REQUIRE_FALSE(parts.empty());
        CHECK(found(without(plan, parts)).empty());
        for (const std::string& kept : parts) {
            INFO("kept " << kept);
            auto others = parts;
            others.erase(kept);
            CHECK_FALSE(verdict_on(without(plan, others)).passed());
        }
    }
}

TEST_CASE("only the seller and the buyer are paid, whatever depth a plan states") {
    Json marked = honest();
    marked["seller_is"] = "SELLER_IS";
    marked["rewards"][0].update(
        {{"payee", "PAYEE"}, {"basis", "BASIS"}, {"depth", "DEPTH"}, {"bought_by", "BUYER"}});
    const std::string plans = marked.dump();
    int passed = 0;
    for (const std::string& payee : names_of<Payee>())
        for (const std::string& basis : names_of<Basis>())
            for (const int depth : {0, 1, 2, 3, 100})
                for (const char* const buyer : {"consumer", "seller", "member", "joiner", ""})
                    for (const std::string& seller_is : names_of<SellerIs>()) {
                        const std::string plan = filled(
                            plans,
                            {{"SELLER_IS", seller_is},
                             {"PAYEE", payee},
                             {"BASIS", basis},
                             {R"(,"depth":"DEPTH")",
                              depth > 0 ? R"(,"depth":)" + std::to_string(depth) : ""},
                             {R"("BUYER")",
                              *buyer != '\0' ? R"([")" + std::string(buyer) + R"("])" : "[]"}});
                        const bool pass = verdict_on(plan).passed();
                        const bool to_seller = payee == "seller" && basis.starts_with("own_deliv");
                        const bool to_buyer = payee == "buyer" && depth == 0 &&
                                              (basis == "own_purchase" || basis == "tier_price");
                        const bool may = (to_seller || to_buyer) && depth <= reward_depth_max &&
                                         std::string_view(buyer) == "consumer" &&
                                         (seller_is == "opener_of_group_buy" ||
                                          seller_is == "link_of_the_order");
                        if (pass != may) FAIL(plan);
                        passed += pass ? 1 : 0;
                    }
    CHECK(passed == 2 * (2 * 2 + 2));
}

TEST_CASE("pay for work goes to the person who did it, for orders that person handled") {
    Json marked = honest();
    marked["services"].push_back({{"work", "WORK"},
                                  {"payee", "PAYEE"},
                                  {"orders", "ORDERS"},
                                  {"per", "PER"},
                                  {"amount", {{"per_mille", 20}}},
                                  {"funded_by", "supplier"}});
    const std::string plans = marked.dump();
    int passed = 0;
    for (const std::string& work : names_of<Work>())
        for (const std::string& payee : names_of<Payee>())
            for (const std::string& orders : names_of<ServedOrders>())
                for (const std::string& per : names_of<PaidPer>()) {
                    const std::string plan = filled(plans, {{"WORK", work},
                                                            {"PAYEE", payee},
                                                            {"ORDERS", orders},
                                                            {R"("PER")", '"' + per + '"'}});
                    if (!verdict_on(plan).passed()) continue;
                    ++passed;
                    CHECK(payee == "doer");
                    CHECK(orders == "handled_by_payee");
                    CHECK(per.starts_with("delivered_"));
                }
    CHECK(passed == 6 * 3);
}

TEST_CASE("pay for work is counted per order, whatever unit it is paid for") {
    const auto with = [](const std::vector<Json>& services) {
        Json plan = honest();
        for (Json service : services) {
            service.update({{"work", "pickup"},
                            {"payee", "doer"},
                            {"orders", "handled_by_payee"},
                            {"funded_by", "supplier"}});
            plan["services"].push_back(std::move(service));
        }
        return found(plan);
    };
    const auto fixed = [](const char* per, int fen) {
        return Json{{"per", per}, {"amount", {{"fen", fen}}}};
    };
    const auto bounded = [&](const char* per, int fen, const char* by, int bound) {
        Json service = fixed(per, fen);
        service[by] = bound;
        return service;
    };
    using Found = std::vector<std::string>;
    CHECK(with({fixed("delivered_order", 1000)}) == Found{});
    CHECK(with({fixed("delivered_order", 1001)}) == Found{"undecided /services"});
    // Five units are paid five times.
    for (const char* const per : {"delivered_unit", "delivered_line"}) {
        CHECK(with({fixed(per, 1)}) == Found{"undecided /services/0/amount/fen"});
        CHECK(with({bounded(per, 1000, "order_fen_max", 1000)}) == Found{});
        CHECK(with({bounded(per, 1, "order_fen_max", 1001)}) == Found{"undecided /services"});
        CHECK(with({bounded(per, 200, "sale_fen_min", 2000)}) == Found{});
        CHECK(with({bounded(per, 201, "sale_fen_min", 2000)}) == Found{"undecided /services"});
    }
    CHECK(with({bounded("delivered_order", 100, "order_fen_max", 200)}) ==
          Found{"undecided /services/0/order_fen_max"});
    CHECK(with({bounded("delivered_order", 100, "sale_fen_min", 2000)}) ==
          Found{"undecided /services/0/sale_fen_min"});
    // The two limits add up to one.
    const auto share = [](int per_mille) {
        return Json{{"per", "delivered_order"}, {"amount", {{"per_mille", per_mille}}}};
    };
    CHECK(with({share(100)}) == Found{});
    CHECK(with({fixed("delivered_order", 400), share(60)}) == Found{});
    CHECK(with({fixed("delivered_order", 401), share(60)}) == Found{"undecided /services"});
    CHECK(with({fixed("delivered_order", 1000), share(100)}) == Found{"undecided /services"});
    // A higher amount counts as if it were always paid.
    Json rising = fixed("delivered_unit", 1);
    rising["order_fen_max"] = 500;
    rising["steps"] = Json::array(
        {{{"when", {{"kind", "own_service"}, {"count", 3}}}, {"amount", {{"per_mille", 60}}}}});
    CHECK(with({rising}) == Found{"undecided /services"});
}

TEST_CASE("a requirement is judged the same wherever it stands") {
    Json base = plans_in("passed").at("ranks_by_own_sales");
    base["services"][0].erase("steps");
    const auto with = [&](const std::string& place, const Json& requirement) {
        Json plan = base;
        const Pointer at(place);
        if (place.ends_with("/steps"))
            plan[at] = Json::array({{{"when", requirement}, {"amount", {{"per_mille", 20}}}}});
        else
            plan[at].push_back(requirement);
        return plan;
    };
    const std::set<std::string> may{
        "agreement", "identity_check", "licence",         "training", "tenure", "invitation",
        "own_sales", "own_service",    "service_quality", "fee",      "deposit"};  // of 0 fen
    for (const std::string& kind : names_of<RequirementKind>()) {
        Json requirement{{"kind", kind}};
        if (kind == "training" || kind == "fee" || kind == "deposit") requirement["fen"] = 0;
        if (kind == "tenure") requirement["days"] = 30;
        if (kind == "own_service" || kind == "recruits") requirement["count"] = 3;
        if (kind == "own_sales") requirement.update({{"fen", 100'000}, {"sales", "to_consumers"}});
        for (const char* const place :
             {"/entry", "/ranks/0/rises_by", "/ranks/1/keeps_by", "/rewards/0/steps",
              "/rewards/2/conditions", "/services/0/steps", "/services/0/conditions"}) {
            INFO(kind << " at " << place);
            CHECK(verdict_on(with(place, requirement)).passed() == may.contains(kind));
            if (!requirement.contains("fen") || kind == "own_sales") continue;
            Json paid = requirement;
            paid["fen"] = 1;
            CHECK_FALSE(verdict_on(with(place, paid)).passed());
        }
    }
}

TEST_CASE("missing or meaningless details are undecided") {
    const auto entry = [](const char* requirement) {
        Json plan = honest();
        plan["entry"].push_back(Json::parse(requirement));
        return found(plan);
    };
    using Found = std::vector<std::string>;
    CHECK(entry(R"({"kind":"training"})") == Found{"undecided /entry/0"});
    CHECK(entry(R"({"kind":"fee"})") == Found{"undecided /entry/0"});
    CHECK(entry(R"({"kind":"own_sales","fen":1})") == Found{"undecided /entry/0"});
    CHECK(entry(R"({"kind":"own_sales","fen":1,"count":1,"sales":"to_consumers"})") ==
          Found{"undecided /entry/0"});
    CHECK(entry(R"({"kind":"own_sales","fen":1,"sales":"members_purchases_too"})") ==
          Found{"admission_purchase /entry/0/sales"});
    CHECK(entry(R"({"kind":"agreement","fen":39900})") == Found{"undecided /entry/0/fen"});
    CHECK(entry(R"({"kind":"invitation","count":3})") == Found{"undecided /entry/0/count"});
    CHECK(entry(R"({"kind":"tenure","days":3,"reach":"all"})") ==
          Found{"undecided /entry/0/reach"});
}

TEST_CASE("rewards stay below thirty percent, alone and together") {
    const auto amounts = [](std::vector<Json> rewards) {
        Json plan = honest();
        const Json reward = plan["rewards"][0];
        plan["rewards"] = Json::array();
        for (const Json& change : rewards) {
            Json one = reward;
            one.update(change);
            plan["rewards"].push_back(one);
        }
        return found(plan);
    };
    using Found = std::vector<std::string>;
    const auto per_mille = [](int value) { return Json{{"amount", {{"per_mille", value}}}}; };
    CHECK(amounts({per_mille(300)}).empty());
    CHECK(amounts({per_mille(301)}) == Found{"reward_limit /rewards/0/amount"});
    CHECK(amounts({per_mille(200), per_mille(100)}).empty());
    CHECK(amounts({per_mille(200), per_mille(101)}) == Found{"reward_limit /rewards"});
    const auto fen = [](int value, int of) {
        return Json{{"amount", {{"fen", value}}}, {"sale_fen_min", of}};
    };
    CHECK(amounts({fen(300, 1000)}).empty());
    CHECK(amounts({fen(301, 1001)}) == Found{"reward_limit /rewards/0/amount"});
    CHECK(amounts({{{"amount", {{"fen", 1}}}}}) == Found{"undecided /rewards/0/amount/fen"});
    CHECK(amounts({{{"amount", Json::object()}}}) == Found{"undecided /rewards/0/amount"});
    CHECK(amounts({{{"amount", {{"fen", 1}, {"per_mille", 1}}}, {"sale_fen_min", 100}}}) ==
          Found{"undecided /rewards/0/amount/fen"});
    Json goods = per_mille(200);
    goods["goods"] = "dried";
    CHECK(amounts({goods, per_mille(200)}) == Found{"reward_limit /rewards"});
    Json others = per_mille(200);
    others["goods"] = "fresh";
    CHECK(amounts({goods, others}).empty());
    Json own = {{"kind", "own_sales"}, {"fen", 100'000}, {"sales", "to_consumers"}};
    Json bonus{{"basis", "own_delivered_total"}, {"amount", {{"fen", 30'000}}}};
    CHECK(amounts({bonus}) == Found{"undecided /rewards/0/amount/fen"});
    bonus["conditions"] = Json::array({own});
    CHECK(amounts({bonus}).empty());
    CHECK(amounts({bonus, per_mille(1)}) == Found{"reward_limit /rewards"});
    Json stepped = per_mille(100);
    stepped["steps"] = Json::array({{{"when", own}, {"amount", {{"per_mille", 301}}}}});
    CHECK(amounts({stepped}) == Found{"reward_limit /rewards/0/amount"});
}

TEST_CASE("a rate that depends on recruits or a team is refused, retroactive or not") {
    for (const char* const kind : {"recruits", "ranked_recruits", "team_sales", "team_purchases"})
        for (const Json& back : {Json(), Json(true), Json(false)}) {
            Json plan = honest();
            Json step{{"when", {{"kind", kind}, {"count", 1}}}, {"amount", {{"per_mille", 160}}}};
            if (!back.is_null()) step["retroactive"] = back;
            plan["rewards"][0]["steps"] = Json::array({step});
            const bool people = std::string_view(kind).ends_with("recruits");
            CHECK(found(plan) ==
                  std::vector<std::string>{std::string(people ? "head_count" : "team_pay") +
                                           " /rewards/0/steps/0/when"});
        }
}

TEST_CASE("a tier price depends on the group's progress only, not on any person") {
    Json plan = plans_in("passed").at("price_for_all_buyers");
    plan["rewards"][1]["conditions"].push_back(
        {{"kind", "own_sales"}, {"fen", 1}, {"sales", "to_consumers"}});
    CHECK(found(plan) == std::vector<std::string>{"undecided /rewards/1/conditions/1"});
    plan["rewards"][1]["conditions"].erase(1);
    plan["rewards"][1]["rank"] = "starter";
    CHECK_FALSE(verdict_on(plan).passed());
}

TEST_CASE("a reward is paid from a sale that is not refunded, in something of value") {
    for (const auto& [member, good] : std::map<std::string, std::set<std::string>>{
             {"funded_by", {"sale", "supplier"}},
             {"paid_when", {"after_return_window", "on_delivery"}},
             {"on_refund", {"taken_back"}},
             {"paid_in", {"money", "coupon", "goods"}}}) {
        auto names = names_of<FundedBy>();
        if (member == "paid_when") names = names_of<PaidWhen>();
        if (member == "on_refund") names = names_of<OnRefund>();
        if (member == "paid_in") names = names_of<PaidIn>();
        for (const std::string& name : names) {
            Json plan = honest();
            plan["rewards"][0][member] = name;
            INFO(member << ' ' << name);
            CHECK(verdict_on(plan).passed() == good.contains(name));
        }
    }
}

}  // namespace check_plan_test
