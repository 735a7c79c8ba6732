#include "core/scenario/play.hpp"

#include "core/engine/snapshot.hpp"
#include "core/scenario/spelling.hpp"
#include "core/scenario/vocabulary.hpp"

#include <utility>

namespace starfish::scenario {
namespace {

constexpr std::string_view carried_out = "carried out";
constexpr std::string_view repeated = "repeated";

// Actors that have no name of their own.
struct NamedRole {
    std::string_view word;
    Actor actor;
};
constexpr NamedRole named_roles[] = {
    {"supplier", {Role::supplier, 1}},
    {"trainer", {Role::trainer, 1}},
    {"system", {Role::system, 0}},
};

Failure failure_at(const Step& step, std::string expected, std::string actual) {
    return {step.line, step.text, std::move(expected), std::move(actual)};
}

}  // namespace

Actor Player::actor(const std::string& who) {
    for (const NamedRole& named : named_roles)
        if (who == named.word) return named.actor;
    for (const Vocabulary& vocabulary : vocabularies())
        for (const ActorKind& kind : vocabulary.actors)
            if (const auto id = names_.find(kind.noun, who)) return {kind.role, *id};
    const ConsumerId consumer = world_.consumer(who);
    people_.emplace(consumer, who);
    return {Role::consumer, consumer.value};
}

std::optional<Failure> Player::perform(const Step& step) {
    if (const auto* const action = std::get_if<Action>(&step.content))
        return carry_out(step, *action);
    return check(step, std::get<Assertion>(step.content));
}

std::optional<Failure> Player::carry_out(const Step& step, const Action& action) {
    ActionScene scene(scene_at(step.at), action.who);
    const Command command = action.command(scene);
    if (scene.failure())
        return failure_at(step, "names that stand for something", *scene.failure());
    const std::uint64_t before = action.outcome ? digest(world_.state()) : 0;
    const Actor who = actor(action.who);
    const auto answer = world_.carry_out(
        {.command = command,
         .context = {who, step.at, action.command_id},
         .person = who.role == Role::consumer ? std::string_view(action.who) : std::string_view(),
         .note = action.note});
    std::string actual = !answer            ? spelt(answer.error(), calendar_)
                         : answer->repeated ? std::string(repeated)
                                            : std::string(carried_out);
    const std::string expected = action.outcome.value_or(std::string(carried_out));
    if (actual != expected) return failure_at(step, expected, std::move(actual));
    if (actual == carried_out) return learn(step, action, answer->events);
    if (digest(world_.state()) != before)
        return failure_at(step, "nothing changed", "the state is another");
    return std::nullopt;
}

std::optional<Failure> Player::learn(const Step& step, const Action& action,
                                     std::span<const Event> events) {
    if (action.new_name.empty()) return std::nullopt;
    for (const Event& event : events)
        for (const Vocabulary& vocabulary : vocabularies())
            for (const Creation& creation : vocabulary.creations) {
                const std::uint32_t id = creation.created_id(event);
                if (id != 0 && !names_.give(creation.noun, action.new_name, id))
                    return failure_at(step, "a name of its own",
                                      "the name \"" + action.new_name + "\" is taken");
            }
    return std::nullopt;
}

std::optional<Failure> Player::check(const Step& step, const Assertion& assertion) {
    auto difference = assertion(scene_at(step.at));
    if (!difference) return std::nullopt;
    return failure_at(step, std::move(difference->expected), std::move(difference->actual));
}

std::optional<Failure> play(const Script& script, World& world, Instant until) {
    Player player(world, script.calendar);
    for (const Step& step : script.steps) {
        if (step.at > until) break;
        if (auto failure = player.perform(step)) return failure;
    }
    return std::nullopt;
}

}  // namespace starfish::scenario
