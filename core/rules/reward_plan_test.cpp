// Reading plans: no part of a plan goes unread, and docs/reward-plan.schema.json agrees with the
// C++ on every member and word.
#include "core/rules/reward_plan.hpp"

#include "core/base/json/repeated_member.hpp"
#include "core/base/json/schema.hpp"
#include "core/rules/check_plan.hpp"
#include "core/rules/unreadable.hpp"
#include "core/words/words.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

namespace reward_plan_test {

using namespace starfish;
using namespace starfish::rules;
using Json = nlohmann::json;

Json file(const std::string& path) {
    std::ifstream in(path);
    REQUIRE(in);
    return Json::parse(in);
}

Json full_plan() {
    return file("tests/plans/passed/ranks_by_own_sales.json");
}

// "code path" of a read error, "reason pointer" of a finding, or "passed".
std::string outcome(std::string_view text) {
    const auto verdict = check_plan_text(text);
    if (!verdict) return std::string(verdict.error().code) + ' ' + verdict.error().path;
    if (verdict->passed()) return "passed";
    const Finding& first = verdict->findings[0];
    return std::string(json::name_of(first.reason)) + ' ' + first.pointer;
}

void collect_objects(const Json& part, const std::string& at, std::vector<std::string>& all) {
    if (part.is_object()) all.push_back(at);
    if (part.is_structured())
        for (const auto& [name, inner] : part.items())
            collect_objects(inner, std::string(at).append("/").append(name), all);
}

// A schema without the parts the C++ types lack (descriptions, bounds, patterns, conditions), with
// references resolved and optional members as their plain type.
Json bare(const Json& schema, const Json& defs) {
    if (schema.contains("$ref"))
        return bare(defs.at(schema["$ref"].get<std::string>().substr(8)), defs);
    if (schema.contains("anyOf")) return bare(schema["anyOf"][0], defs);
    if (schema.contains("const")) return {{"type", "string"}};
    Json out{{"type", schema.at("type")}};
    if (schema.contains("enum")) out["enum"] = schema["enum"];
    if (schema.contains("items")) out["items"] = bare(schema["items"], defs);
    if (schema.contains("required"))
        out["required"] = schema["required"].get<std::set<std::string>>();
    if (schema.contains("additionalProperties"))
        out["additionalProperties"] = schema["additionalProperties"];
    if (schema.contains("properties"))
        for (const auto& [name, inner] : schema["properties"].items())
            out["properties"][name] = bare(inner, defs);
    return out;
}

TEST_CASE("the documented schema and the described types agree on every member and word") {
    const Json documented = file("docs/reward-plan.schema.json");
    const Json described = Json::parse(json::schema_of<RewardPlan>());
    CHECK(bare(documented, documented["$defs"]) == bare(described, {}));
    for (const auto& [name, definition] : documented["$defs"].items()) {
        INFO(name);
        CHECK(definition.contains("description"));
        // The description explains each word of an enum.
        for (const auto& word : definition.value("enum", Json::array()))
            CHECK(definition["description"].get<std::string>().find("`" + word.get<std::string>() +
                                                                    "`: ") != std::string::npos);
    }
}

TEST_CASE("the documented bounds are enforced") {
    const Json documented = file("docs/reward-plan.schema.json");
    const auto largest = [&](const char* type, const char* member) {
        return documented["$defs"][type]["properties"][member]["maximum"].get<std::int64_t>();
    };
    CHECK(documented["properties"]["form"]["const"] == plan_form);
    CHECK(documented["properties"]["entry"]["maxItems"] == plan_list_items_max);
    CHECK(largest("Requirement", "fen") == plan_fen_max);
    CHECK(largest("Requirement", "count") == plan_count_max);
    CHECK(largest("Requirement", "days") == plan_days_max);
    CHECK(largest("Amount", "fen") == plan_fen_max);
    CHECK(largest("Amount", "per_mille") == plan_per_mille_max);
    CHECK(largest("Reward", "depth") == plan_depth_max);
    CHECK(largest("Reward", "sale_fen_min") == plan_fen_max);

    const auto with = [](const char* pointer, const Json& value) {
        Json plan = full_plan();
        plan[Json::json_pointer(pointer)] = value;
        return outcome(plan.dump());
    };
    CHECK(with("/form", "reward-plan/2") == "input.out_of_range form");
    CHECK(with("/name", "Plan") == "input.out_of_range name");
    CHECK(with("/name", "p2") == "input.out_of_range name");
    CHECK(with("/name", std::string(25, 'p')) == "input.out_of_range name");
    CHECK(with("/ranks/0/name", "") == "input.out_of_range ranks[0].name");
    CHECK(with("/rewards/0/amount/per_mille", 0) ==
          "input.out_of_range rewards[0].amount.per_mille");
    CHECK(with("/rewards/0/amount/per_mille", 1001) ==
          "input.out_of_range rewards[0].amount.per_mille");
    CHECK(with("/rewards/0/amount/per_mille", 1.5) ==
          "input.wrong_type rewards[0].amount.per_mille");
    CHECK(with("/rewards/0/depth", 0) == "input.out_of_range rewards[0].depth");
    CHECK(with("/rewards/1/steps/0/when/days", 3661) ==
          "input.out_of_range rewards[1].steps[0].when.days");
    CHECK(with("/rewards/0/payee", "grandmother") == "input.out_of_range rewards[0].payee");
    CHECK(with("/other_terms", Json(std::vector<std::string>(51, "x"))) ==
          "input.too_many_items other_terms");
    CHECK(outcome(std::string(plan_bytes_max + 1, ' ')) == "input.out_of_range ");
    CHECK(outcome("") == "input.not_json ");
    CHECK(outcome("[]") == "input.wrong_type ");
    CHECK(outcome("{}") == "input.missing_field form");
}

TEST_CASE("a member unknown to the form is a finding, wherever it stands") {
    const Json plan = full_plan();
    std::vector<std::string> objects;
    collect_objects(plan, "", objects);
    CHECK(objects.size() > 15);
    for (const std::string& at : objects) {
        Json more = plan;
        more[Json::json_pointer(at)]["upline_too"] = 1;
        CHECK(outcome(more.dump()) == "unread_member " + at + "/upline_too");
    }
}

TEST_CASE("a text without the required members is no plan, and all missing ones are named") {
    CHECK(outcome(R"({"a":1})") == "input.missing_field form");
    CHECK(outcome(R"({"form":"reward-plan/1","a":1})") == "input.missing_field name");
    CHECK(missing_members("[]").empty());
    CHECK(missing_members(full_plan().dump()).empty());
    const auto said = say_unreadable(Locale::en, {json::missing_field, "form"}, R"({"name":"x"})");
    CHECK(
        said.ends_with("form, seller_is, referrals, entry, ranks, rewards, services, other_terms"));
    Json half = full_plan();
    half["services"][0].erase("per");
    CHECK(outcome(half.dump()) == "input.missing_field services[0].per");
}

TEST_CASE("a byte order mark before a plan is skipped") {
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(outcome(mark + full_plan().dump()) == outcome(full_plan().dump()));
    CHECK(outcome(mark + R"({"a":1,"a":2})") == "repeated_member /a");
    CHECK(outcome(mark + mark + full_plan().dump()) == "input.not_json ");
    CHECK(outcome(mark) == "input.not_json ");
}

TEST_CASE("a word that is not allowed is reported with the allowed words") {
    using Words = std::vector<std::string_view>;
    CHECK(words_at("form") == Words{"reward-plan/1"});
    CHECK(words_at("referrals") == Words{"not_recorded", "recorded_unpaid", "paid"});
    CHECK(words_at("rewards[12].bought_by[0]") == Words{"consumer", "seller", "member", "joiner"});
    CHECK(words_at("rewards[0].steps[1].when.reach") == Words{"direct", "indirect", "all"});
    for (const char* const path :
         {"", "name", "entry[0]", "entry[0].fen", "nothing", "name.more", "[", "entry["})
        CHECK(words_at(path).empty());
    CHECK(say_unreadable(Locale::zh_cn, {json::out_of_range, "referrals"}, "{}")
              .ends_with("not_recorded, recorded_unpaid, paid"));
    CHECK(say_unreadable(Locale::en, {json::out_of_range, "name"}, "{}") ==
          say(Locale::en, json::out_of_range));
}

TEST_CASE("a repeated member is a finding") {
    CHECK(json::repeated_member(R"({"a":1,"b":{"a":[1,{"a":2}]},"c":"a\",\"b\":"})") ==
          std::nullopt);
    CHECK(json::repeated_member(R"({"a":1,"a":1})") == "/a");
    CHECK(json::repeated_member(R"({"a":[0,{"x":1},{"x":1,"y":{},"x":2}]})") == "/a/2/x");
    CHECK(json::repeated_member(R"({"a":{"b~/c":"\\","b~/c":1}})") == "/a/b~0~1c");
    CHECK(json::repeated_member(R"({"\u0061":1})") == R"(/\u0061)");
    CHECK(json::repeated_member(R"(["a","a"])") == std::nullopt);
    CHECK(json::repeated_member(R"("a")") == std::nullopt);

    std::string text = full_plan().dump();
    const auto place = text.find(R"("payee":"seller")");
    REQUIRE(place != std::string::npos);
    text.insert(place, R"("payee":"upline",)");
    CHECK(outcome(text) == "repeated_member /rewards/0/payee");
}

TEST_CASE("every reason and source has its sentence in both languages") {
    const auto check_words = [](const std::string& key) {
        INFO(key);
        CHECK(has_words(Locale::zh_cn, key));
        CHECK(has_words(Locale::en, key));
    };
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Reason>>([&](auto reason) {
        check_words(std::string("plan.") + reason.name);
        // The sentence of an undecided reason says so first.
        const std::string words = say(Locale::en, std::string("plan.") + reason.name);
        CHECK((rule_of(reason.value) == Rule::undecided) ==
              words.starts_with("Cannot be decided: "));
    });
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Source>>(
        [&](auto source) { check_words(std::string("plan.source_") + source.name); });
}

}  // namespace reward_plan_test
