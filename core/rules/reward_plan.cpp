#include "core/rules/reward_plan.hpp"

#include "core/base/json/parse.hpp"

#include <algorithm>

namespace starfish::rules {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= plan_name_bytes_max && text[0] != '_' &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

// Checks the bounds of a plan; `error` is the first violation.
class BoundsCheck {
public:
    void visit(const RewardPlan& plan) {
        if (plan.form != plan_form) fail("form");
        name("name", plan.name);
        requirements("entry", plan.entry);
        each("ranks", plan.ranks, [this](const Rank& rank) { visit(rank); });
        each("rewards", plan.rewards, [this](const Reward& reward) { visit(reward); });
        each("services", plan.services, [this](const Service& service) { visit(service); });
        each("other_terms", plan.other_terms, [](const std::string&) {});
    }

    std::optional<json::ReadError> error;

private:
    void fail(std::string_view member, std::string_view code = json::out_of_range) {
        if (error) return;
        error = json::ReadError{code, path_};
        if (!path_.empty()) error->path += '.';
        error->path += member;
    }

    template <class T>
    void number(std::string_view member, const std::optional<T>& value, T least, T most) {
        if (value && (*value < least || *value > most)) fail(member);
    }

    void name(std::string_view member, const std::string& value) {
        if (!is_name(value)) fail(member);
    }

    template <class T>
    void each(std::string_view member, const std::vector<T>& items, auto visit_one) {
        if (items.size() > plan_list_items_max) return fail(member, json::too_many_items);
        for (std::size_t place = 0; place < items.size(); ++place)
            within(std::string(member) + '[' + std::to_string(place) + ']',
                   [&] { visit_one(items[place]); });
    }

    void within(const std::string& member, auto visit_inside) {
        const std::size_t length = path_.size();
        if (length != 0) path_ += '.';
        path_ += member;
        visit_inside();
        path_.resize(length);
    }

    void requirements(std::string_view member, const std::vector<Requirement>& all) {
        each(member, all, [this](const Requirement& requirement) { visit(requirement); });
    }

    void steps_and_conditions(const std::optional<std::vector<Step>>& steps,
                              const std::optional<std::vector<Requirement>>& conditions) {
        if (steps)
            each("steps", *steps, [this](const Step& step) {
                within("when", [&] { visit(step.when); });
                within("amount", [&] { visit(step.amount); });
            });
        if (conditions) requirements("conditions", *conditions);
    }

    void visit(const Requirement& r) {
        number<std::int64_t>("fen", r.fen, 0, plan_fen_max);
        number<std::int32_t>("count", r.count, 0, plan_count_max);
        number<std::int32_t>("days", r.days, 1, plan_days_max);
    }

    void visit(const Amount& amount) {
        number<std::int64_t>("fen", amount.fen, 1, plan_fen_max);
        number<std::int32_t>("per_mille", amount.per_mille, 1, plan_per_mille_max);
    }

    void visit(const Rank& rank) {
        name("name", rank.name);
        requirements("rises_by", rank.rises_by);
        if (rank.keeps_by) requirements("keeps_by", *rank.keeps_by);
    }

    void visit(const Reward& reward) {
        number<std::int32_t>("depth", reward.depth, 1, plan_depth_max);
        if (reward.rank) name("rank", *reward.rank);
        if (reward.goods) name("goods", *reward.goods);
        if (reward.bought_by.size() > plan_list_items_max) fail("bought_by", json::too_many_items);
        within("amount", [&] { visit(reward.amount); });
        number<std::int64_t>("sale_fen_min", reward.sale_fen_min, 1, plan_fen_max);
        steps_and_conditions(reward.steps, reward.conditions);
    }

    void visit(const Service& service) {
        within("amount", [&] { visit(service.amount); });
        number<std::int64_t>("order_fen_max", service.order_fen_max, 1, plan_fen_max);
        number<std::int64_t>("sale_fen_min", service.sale_fen_min, 1, plan_fen_max);
        steps_and_conditions(service.steps, service.conditions);
    }

    std::string path_;
};

}  // namespace

std::string_view without_mark(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark)) text.remove_prefix(mark.size());
    return text;
}

std::vector<std::string_view> missing_members(std::string_view text) {
    json::Document document;
    const auto* const value = document.parse(text);
    const auto* const object = value ? value->if_object() : nullptr;
    std::vector<std::string_view> missing;
    if (!object) return missing;
    for (const json::Member& member : json::form_of<RewardPlan>().members)
        if (member.form->kind != json::Kind::optional && !object->contains(member.name()))
            missing.push_back(member.name());
    return missing;
}

std::vector<std::string_view> words_at(std::string_view path) {
    if (path == "form") return {plan_form};
    const json::Form* form = &json::form_of<RewardPlan>();
    const auto enter = [&] {
        while (form->kind == json::Kind::optional || form->kind == json::Kind::list)
            form = form->item;
    };
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of(".["), path.size());
        const std::string_view step = path.substr(0, end);
        path.remove_prefix(end);
        if (path.starts_with('[')) path.remove_prefix(std::min(path.find(']') + 1, path.size()));
        if (path.starts_with('.')) path.remove_prefix(1);
        if (form->kind != json::Kind::object) return {};
        const auto member = std::ranges::find(form->members, step, &json::Member::name);
        if (member == form->members.end()) return {};
        form = member->form;
        enter();
    }
    if (form->kind != json::Kind::choice) return {};
    std::vector<std::string_view> words;
    for (const json::Enumerator& each : form->enumerators) words.push_back(each.name);
    return words;
}

std::expected<RewardPlan, json::ReadError> read_plan(std::string_view text) {
    if (text.size() > plan_bytes_max)
        return std::unexpected(json::ReadError{json::out_of_range, {}});
    auto plan = json::from_text<RewardPlan>(text);
    if (!plan) return plan;
    BoundsCheck bounds;
    bounds.visit(*plan);
    if (bounds.error) return std::unexpected(*bounds.error);
    return plan;
}

}  // namespace starfish::rules
