// Carries out a script, step by step, and stops at the first line that comes out differently.
//
//     EngineWorld world;
//     if (auto failure = play(script, world)) puts(to_string(*failure, "name").c_str());
#pragma once

#include "core/scenario/names.hpp"
#include "core/scenario/scene.hpp"
#include "core/scenario/script.hpp"
#include "core/scenario/world.hpp"

#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace starfish::scenario {

class Player {
public:
    Player(World& world, Calendar calendar) : world_(world), calendar_(calendar) {}

    // Nothing if the step came out as it says. A step that is refused or repeated must also leave
    // the state as it was.
    std::optional<Failure> perform(const Step& step);

private:
    std::optional<Failure> carry_out(const Step& step, const Action& action);
    std::optional<Failure> check(const Step& step, const Assertion& assertion);
    Scene scene_at(Instant now) { return {world_, names_, people_, now}; }
    Actor actor(const std::string& who);
    // Gives the action's new name to what the events created.
    std::optional<Failure> learn(const Step& step, const Action& action,
                                 std::span<const Event> events);

    World& world_;
    Calendar calendar_;
    Names names_;
    std::map<ConsumerId, std::string> people_;
};

inline constexpr Instant end_of_time{std::numeric_limits<std::int64_t>::max()};

// The steps at or before `until`.
std::optional<Failure> play(const Script& script, World& world, Instant until = end_of_time);

}  // namespace starfish::scenario
